import * as v from 'valibot'
import { EngineError } from '../engine_error'
import type { EngineFile } from '../files/engine_file'
import type { PoseNetworkShape } from '../module/follower'
import type { NetworkSet } from '../types'
import type { ModelSize } from './protocol'

/** The networks that the page runs together. Paths are below the address of the models. */
export interface PageNetworks {
  set: NetworkSet
  detector: {
    path: string
    /** Pixels of the sides of its input. */
    size: number
    leastScore: number
  }
  pose: Record<ModelSize, PoseNetworkShape & { path: string }>
}

const real: PageNetworks = {
  set: 'real',
  detector: { path: 'rtmdet_nano/rtmdet-nano_int8_weights.onnx', size: 320, leastScore: 0.35 },
  pose: {
    large: {
      path: 'pp_tinypose_256x192/model_int8_weights.onnx',
      width: 192,
      height: 256,
      outputs: 'heatmaps',
    },
    small: {
      path: 'pp_tinypose_128x96/model_int8_weights.onnx',
      width: 96,
      height: 128,
      outputs: 'heatmaps',
    },
  },
}

const standIn: PageNetworks = {
  set: 'stand-in',
  detector: { path: 'nanodet/nanodet.onnx', size: 416, leastScore: 0.2 },
  pose: {
    large: { path: 'movenet_thunder/movenet_thunder.onnx', width: 256, height: 256, outputs: 'movenet' },
    small: { path: 'movenet_lightning/movenet_lightning.onnx', width: 192, height: 192, outputs: 'movenet' },
  },
}

function pathsOf({ detector, pose }: PageNetworks): string[] {
  return [detector.path, pose.small.path, pose.large.path]
}

/** The stand-in networks as soon as one file of the real ones is missing, so that no set is mixed. */
export function networksWithout(missing: string[]): PageNetworks {
  return pathsOf(real).some((path) => missing.includes(path)) ? standIn : real
}

const publicModels = v.object({
  missing: v.array(v.string()),
  files: v.array(v.object({ path: v.string(), bytes: v.number(), sha256: v.string() })),
})

/** The networks to run, and their files. */
export interface ChosenNetworks {
  networks: PageNetworks
  detector: EngineFile
  pose: Record<ModelSize, EngineFile>
}

/** Asks the server which files it has. Throws EngineError('models_unavailable'). */
export async function choosePageNetworks(modelsUrl: string, signal?: AbortSignal): Promise<ChosenNetworks> {
  const address = `${modelsUrl}public.json`
  try {
    const response = await fetch(address, { cache: 'no-store', ...(signal && { signal }) })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const { missing, files } = v.parse(publicModels, await response.json())
    const networks = networksWithout(missing)
    const fileAt = (path: string): EngineFile => {
      const file = files.find((one) => one.path === path)
      if (!file) throw new Error(`there is no ${path}`)
      return { address: modelsUrl + path, bytes: file.bytes, sha256: file.sha256 }
    }
    const { detector, pose } = networks
    return {
      networks,
      detector: fileAt(detector.path),
      pose: { small: fileAt(pose.small.path), large: fileAt(pose.large.path) },
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw new EngineError('models_unavailable', `${address}: ${String(error)}`)
  }
}
