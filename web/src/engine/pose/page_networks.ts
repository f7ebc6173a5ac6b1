import * as v from 'valibot'
import type { PoseNetworkShape } from '../module/follower'
import type { NetworkSet } from '../types'
import type { ModelSize } from './protocol'

/** The networks that the page runs together. Files are below the address of the models. */
export interface PageNetworks {
  set: NetworkSet
  detector: {
    file: string
    /** Pixels of the sides of its input. */
    size: number
    leastScore: number
  }
  pose: Record<ModelSize, PoseNetworkShape & { file: string }>
}

const real: PageNetworks = {
  set: 'real',
  detector: { file: 'rtmdet_nano/rtmdet-nano.onnx', size: 320, leastScore: 0.35 },
  pose: {
    large: {
      file: 'pp_tinypose_256x192/model_fp32_folded.onnx',
      width: 192,
      height: 256,
      outputs: 'heatmaps',
    },
    small: { file: 'pp_tinypose_128x96/model_fp32_folded.onnx', width: 96, height: 128, outputs: 'heatmaps' },
  },
}

const standIn: PageNetworks = {
  set: 'stand-in',
  detector: { file: 'nanodet/nanodet.onnx', size: 416, leastScore: 0.2 },
  pose: {
    large: { file: 'movenet_thunder/movenet_thunder.onnx', width: 256, height: 256, outputs: 'movenet' },
    small: { file: 'movenet_lightning/movenet_lightning.onnx', width: 192, height: 192, outputs: 'movenet' },
  },
}

/** The stand-in networks as soon as one file of the real ones is missing, so that no set is mixed. */
export function networksWithout(missing: string[]): PageNetworks {
  const needed = [real.detector.file, real.pose.large.file, real.pose.small.file]
  return needed.some((file) => missing.includes(file)) ? standIn : real
}

const publicModels = v.object({ missing: v.array(v.string()) })

/** Asks which files are missing; where that cannot be known, the real networks. */
export async function choosePageNetworks(modelsUrl: string): Promise<PageNetworks> {
  try {
    const response = await fetch(`${modelsUrl}public.json`, { cache: 'no-store' })
    const { missing } = v.parse(publicModels, await response.json())
    return networksWithout(missing)
  } catch {
    return networksWithout([])
  }
}
