import type { Box } from '../module/follower'
import type { EngineFailure } from '../types'
import type { PageNetworks } from './page_networks'

/** Of the pose network: the small one comes first, and is for slow machines. */
export type ModelSize = 'large' | 'small'
export type Backend = 'webgpu' | 'wasm'
/** Which build of onnxruntime-web; the one with WebGPU can WebAssembly too. */
export type RuntimeKind = Backend

/** What the worker runs on, complete: it fetches nothing but the runtime's script. */
export interface EngineParts {
  runtime: {
    kind: RuntimeKind
    /** Absolute address of its script. */
    script: string
    /** Its WebAssembly, compressed with zstd, and the length that this has when it is not. */
    packed: ArrayBuffer
    unpackedBytes: number
  }
  /** trainingzip.wasm */
  module: ArrayBuffer
  networks: PageNetworks
  detector: ArrayBuffer
  smallPose: ArrayBuffer
  threads: number
}

export type ToWorker =
  | { type: 'load'; parts: EngineParts }
  /** The large pose network has come; it is used where it is fast enough. */
  | { type: 'largePose'; bytes: ArrayBuffer }
  /** Follows the person in this box, in pixels of the frames. */
  | { type: 'follow'; box: Box }
  | { type: 'frame'; id: number; picture: ImageBitmap; seconds: number }

/** Joints in pixels of the frame that was sent; null when nobody was found. */
export interface FoundPose {
  type: 'pose'
  id: number
  /** x, y, score of the 17 joints. */
  numbers: Float32Array | null
  /** Who else is there, in pixels of the frame. */
  others: Box[]
  model: ModelSize
  poseMilliseconds: number
  /** 0 when the detector did not run. */
  detectorMilliseconds: number
}

export type FromWorker =
  { type: 'loaded'; backend: Backend } | ({ type: 'failed' } & EngineFailure) | FoundPose
