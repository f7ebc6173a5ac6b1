import type { Box } from './module/follower'
import { MovingAverage, Rate } from './moving_average'
import type { PoseEngine } from './pose/pose_engine'
import type { ModelSize } from './pose/protocol'
import type { EngineStatistics, NetworkSet } from './types'

/** What was seen of the trainee in one frame of the camera. */
export interface TraineePose {
  /** When the frame was taken, performance.now(). */
  takenAt: number
  /** x, y and score of each joint in pixels of the camera; null when nobody was found. */
  pose: Float32Array | null
  /** Who else is there, in pixels of the camera. */
  others: Box[]
  /** Of the camera's picture, in pixels. */
  picture: { width: number; height: number }
}

/** Hands camera frames to the pose engine, one at a time; frames that come meanwhile are dropped. */
export class TraineePoses {
  private model: ModelSize = 'large'
  private readonly rate = new Rate()
  private readonly poseTime = new MovingAverage()
  private readonly detectorTime = new MovingAverage(0.3)
  private isTaking = false
  private dropped = 0

  constructor(private readonly engine: PoseEngine) {}

  /** Resolves to null when the frame was dropped. Throws EngineError. */
  async infer(camera: HTMLVideoElement, takenAt: number): Promise<TraineePose | null> {
    if (this.isTaking || this.engine.isBusy || camera.videoWidth === 0) {
      this.dropped++
      return null
    }
    this.isTaking = true
    try {
      const size = { width: camera.videoWidth, height: camera.videoHeight }
      const begin = performance.now()
      const picture = await createImageBitmap(camera).catch(() => null)
      if (!picture) return null
      const found = await this.engine.find(picture, takenAt / 1000)
      const now = performance.now()
      this.model = found.model
      this.rate.add(now)
      this.poseTime.add(now - begin)
      if (found.detectorMilliseconds > 0) this.detectorTime.add(found.detectorMilliseconds)
      return { takenAt, pose: found.numbers, others: found.others, picture: size }
    } finally {
      this.isTaking = false
    }
  }

  get networks(): NetworkSet {
    return this.engine.networks
  }

  statistics(): Omit<EngineStatistics, 'scoreMilliseconds' | 'latencyMilliseconds'> {
    return {
      networks: this.networks,
      model: this.model,
      backend: this.engine.backend,
      threads: this.engine.threads,
      framesPerSecond: this.rate.perSecond,
      poseMilliseconds: this.poseTime.value,
      detectorMilliseconds: this.detectorTime.value,
      framesDropped: this.dropped,
    }
  }
}
