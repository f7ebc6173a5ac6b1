import { jointNames } from '../types'
import type { PageModule } from './page_module'

export const detectorSize = 320
const levelLengths = [40, 20, 10].map((cells) => cells * cells * 5)

export interface NetworkSize {
  width: number
  height: number
}

/**
 * Follows the trainee through the camera's pictures; the networks are run by the caller in between:
 * setPicture, then if wantsDetection: detectorInput, detected; then poseInput, estimated.
 * Arrays that are given back lie in the module and are valid until the next call.
 */
export class Follower {
  private readonly address: number

  constructor(
    private readonly module: PageModule,
    private readonly picture: NetworkSize,
    private readonly network: NetworkSize,
  ) {
    this.address = module.functions.follower_create(
      picture.width,
      picture.height,
      network.width,
      network.height,
    )
  }

  /** RGBA, of the size given in the beginning. */
  setPicture(pixels: Uint8ClampedArray): void {
    const { width, height } = this.picture
    this.module.bytes(this.module.functions.follower_pixels(this.address), 4 * width * height).set(pixels)
  }

  wantsDetection(seconds: number): boolean {
    return this.module.functions.follower_wants_detection(this.address, seconds) !== 0
  }

  /** 1 × 3 × 320 × 320 */
  detectorInput(): Float32Array {
    const input = this.module.functions.follower_detector_input(this.address)
    return this.module.floats(input, 3 * detectorSize * detectorSize)
  }

  /** The outputs of the detector, in the order of strides 8, 16, 32. */
  detected(levels: Float32Array[], seconds: number): void {
    levelLengths.forEach((length, level) => {
      const values = levels[level]
      if (values?.length !== length) throw new Error(`detector level ${level} has ${values?.length} values`)
      const target = this.module.functions.follower_detector_level(this.address, level)
      this.module.floats(target, length).set(values)
    })
    this.module.functions.follower_detected(this.address, seconds)
  }

  /** 1 × 3 × height × width of the network, or null when nobody is known. */
  poseInput(): Float32Array | null {
    const input = this.module.functions.follower_pose_input(this.address)
    return input === 0 ? null : this.module.floats(input, 3 * this.network.width * this.network.height)
  }

  /** Takes the heat maps; gives x, y and score of each joint in pixels of the picture, or null: lost. */
  estimated(heatmaps: Float32Array, seconds: number): Float32Array | null {
    const length = (jointNames.length * this.network.width * this.network.height) / 16
    if (heatmaps.length !== length) throw new Error(`heat maps have ${heatmaps.length} values`)
    const target = this.module.functions.follower_heatmaps(this.address)
    this.module.floats(target, length).set(heatmaps)
    const pose = this.module.functions.follower_estimated(this.address, seconds)
    return pose === 0 ? null : this.module.floats(pose, 3 * jointNames.length).slice()
  }

  free(): void {
    this.module.functions.follower_free(this.address)
  }
}
