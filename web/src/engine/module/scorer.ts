import { jointNames, type Keypoint, type Pose, type Reading, type ScoreSummary } from '../types'
import { readingNumberCount, summaryNumberCount, readingFrom, summaryFrom } from './reading_layout'
import type { PageModule } from './page_module'

const poseSize = 3 * jointNames.length

/** The trainer's poses, read by the module. To be freed. */
export class Trainer {
  private constructor(
    private readonly module: PageModule,
    readonly address: number,
  ) {}

  /** Takes the binary form of GET /trainings/{id}/poses. Throws an Error that says why it is refused. */
  static read(module: PageModule, blocks: Uint8Array): Trainer {
    const { allocate, release, trainer_read, trainer_refusal, trainer_free } = module.functions
    const memory = allocate(Math.max(blocks.length, 1))
    if (memory === 0) throw new Error(`no memory for ${blocks.length} bytes of poses`)
    module.bytes(memory, blocks.length).set(blocks)
    const address = trainer_read(memory, blocks.length)
    release(memory)
    const refusal = trainer_refusal(address)
    if (refusal !== 0) {
      const reason = module.text(refusal)
      trainer_free(address)
      throw new Error(reason)
    }
    return new Trainer(module, address)
  }

  get frameCount(): number {
    return this.module.functions.trainer_frame_count(this.address)
  }

  /** Pixels of the video that the poses are in. */
  get size(): { width: number; height: number } {
    const { trainer_width, trainer_height } = this.module.functions
    return { width: trainer_width(this.address), height: trainer_height(this.address) }
  }

  /** The pose of the frame that is shown at a moment of the video. */
  poseAt(time: number): Pose | null {
    const frame = this.module.functions.trainer_pose_at(this.address, time)
    if (frame === 0) return null
    const [frameTime = 0] = this.module.doubles(frame, 1)
    return { time: frameTime, keypoints: keypointsFrom(this.module.doubles(frame + 8, poseSize)) }
  }

  /** When each cycle of what is repeated goes furthest, in order; seconds. None where nothing repeats. */
  beats(): number[] {
    const { trainer_beat_count, trainer_beats } = this.module.functions
    return [...this.module.doubles(trainer_beats(this.address), trainer_beat_count(this.address))]
  }

  free(): void {
    this.module.functions.trainer_free(this.address)
  }
}

/** Compares a trainee with a trainer, who must outlive it. To be freed. */
export class Scorer {
  private readonly address: number

  constructor(
    private readonly module: PageModule,
    trainer: Trainer,
    mirror: boolean,
  ) {
    this.address = module.functions.session_create(trainer.address, mirror ? 1 : 0)
  }

  /**
   * pose: x, y and score of each joint in pixels of the camera; null when nobody was found. time is that of the
   * trainer's video, the size that of the camera's picture: what it cannot show is not seen.
   */
  observe(time: number, pose: ArrayLike<number> | null, picture: { width: number; height: number }): Reading {
    const { session_pose, session_observe } = this.module.functions
    const numbers = this.module.doubles(session_pose(this.address), poseSize)
    if (pose) numbers.set(pose)
    else numbers.fill(0)
    const reading = session_observe(this.address, time, picture.width, picture.height)
    return readingFrom(this.module.doubles(reading, readingNumberCount))
  }

  summary(): ScoreSummary {
    const summary = this.module.functions.session_summary(this.address)
    return summaryFrom(this.module.doubles(summary, summaryNumberCount))
  }

  setMirror(mirror: boolean): void {
    this.module.functions.session_set_mirror(this.address, mirror ? 1 : 0)
  }

  free(): void {
    this.module.functions.session_free(this.address)
  }
}

export function keypointsFrom(numbers: ArrayLike<number>): Keypoint[] {
  return jointNames.map((_, joint) => ({
    x: numbers[3 * joint] ?? 0,
    y: numbers[3 * joint + 1] ?? 0,
    score: numbers[3 * joint + 2] ?? 0,
  }))
}
