import type { EngineFailure, NetworkSet } from '../types'

/** Of the pose network: the small one is for slow machines. */
export type ModelSize = 'large' | 'small'
export type Backend = 'webgpu' | 'wasm'

/** Where things are served, absolute addresses of this origin. */
export interface EngineAddresses {
  modelsUrl: string
  moduleUrl: string
  runtimeUrl: string
}

export type ToWorker =
  | { type: 'load'; addresses: EngineAddresses; threads: number }
  | { type: 'frame'; id: number; picture: ImageBitmap; seconds: number }

/** Joints in pixels of the frame that was sent; null when nobody was found. */
export interface FoundPose {
  type: 'pose'
  id: number
  /** x, y, score of the 17 joints. */
  numbers: Float32Array | null
  model: ModelSize
  poseMilliseconds: number
  /** 0 when the detector did not run. */
  detectorMilliseconds: number
}

export type FromWorker =
  | { type: 'loaded'; networks: NetworkSet; backend: Backend; threads: number }
  | ({ type: 'failed' } & EngineFailure)
  | FoundPose
