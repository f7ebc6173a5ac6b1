import { jointNames } from '../types'
import type { PageModule } from './page_module'

const detectorStrides = [8, 16, 32]
/** Their numbers are those of PoseOutputs in libs/vision/wasm_exports.cpp. */
const poseOutputs = { heatmaps: 0, movenet: 1 }

export interface PictureSize {
  width: number
  height: number
}

/** A rectangle in pixels of the picture. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** What a pose network takes, in pixels, and gives. */
export interface PoseNetworkShape extends PictureSize {
  outputs: keyof typeof poseOutputs
}

/** The sides of a detector's input in pixels, and from which score on a person counts. */
export interface DetectorShape {
  size: number
  leastScore: number
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
    private readonly picture: PictureSize,
    private readonly detector: DetectorShape,
    private readonly network: PoseNetworkShape,
  ) {
    this.address = module.functions.follower_create(
      picture.width,
      picture.height,
      detector.size,
      detector.leastScore,
      network.width,
      network.height,
      poseOutputs[network.outputs],
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

  /** 1 × 3 × size × size of the detector. */
  detectorInput(): Float32Array {
    const input = this.module.functions.follower_detector_input(this.address)
    return this.module.floats(input, 3 * this.detector.size ** 2)
  }

  /** The outputs of the detector, in any order. */
  detected(outputs: Float32Array[], seconds: number): void {
    const levels = [...outputs].sort((a, b) => b.length - a.length)
    detectorStrides.forEach((stride, level) => {
      const length = 5 * (this.detector.size / stride) ** 2
      this.copy(
        levels[level],
        this.module.functions.follower_detector_level(this.address, level),
        length,
        'detector',
      )
    })
    this.module.functions.follower_detected(this.address, seconds)
  }

  /** Whom the last detection found besides the person who is followed, in pixels of the picture. */
  others(): Box[] {
    const { functions } = this.module
    const count = functions.follower_other_count(this.address)
    const numbers = count === 0 ? [] : this.module.floats(functions.follower_others(this.address), 4 * count)
    return Array.from({ length: count }, (_, i) => boxAt(numbers, 4 * i))
  }

  /** The person who is followed; null when there is none. */
  box(): Box | null {
    const box = this.module.functions.follower_box(this.address)
    return box === 0 ? null : boxAt(this.module.floats(box, 4), 0)
  }

  /** Follows the person in this box from now on. */
  follow({ left, top, right, bottom }: Box, seconds: number): void {
    this.module.functions.follower_follow(this.address, left, top, right, bottom, seconds)
  }

  /** 1 × 3 × height × width of the network, or null when nobody is known. */
  poseInput(): Float32Array | null {
    const input = this.module.functions.follower_pose_input(this.address)
    return input === 0 ? null : this.module.floats(input, 3 * this.network.width * this.network.height)
  }

  /**
   * Takes the outputs of the pose network in its own order; gives x, y and score of each joint in pixels of the
   * picture, or null: lost.
   */
  estimated(outputs: Float32Array[], seconds: number): Float32Array | null {
    const { functions } = this.module
    for (let i = 0; i < functions.follower_pose_output_count(this.address); i++) {
      const length = functions.follower_pose_output_length(this.address, i)
      this.copy(outputs[i], functions.follower_pose_output(this.address, i), length, 'pose network')
    }
    const pose = functions.follower_estimated(this.address, seconds)
    return pose === 0 ? null : this.module.floats(pose, 3 * jointNames.length).slice()
  }

  free(): void {
    this.module.functions.follower_free(this.address)
  }

  private copy(values: Float32Array | undefined, target: number, length: number, network: string): void {
    if (values?.length !== length) {
      throw new Error(`an output of the ${network} has ${values?.length} values, not ${length}`)
    }
    this.module.floats(target, length).set(values)
  }
}

function boxAt(numbers: ArrayLike<number>, first: number): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = Array.from({ length: 4 }, (_, i) => numbers[first + i])
  return { left, top, right, bottom }
}
