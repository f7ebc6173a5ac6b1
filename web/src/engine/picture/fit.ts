import type { Keypoint } from '../types'

export interface Size {
  width: number
  height: number
}

/** A rectangle in pixels of the canvas. */
export interface Place extends Size {
  x: number
  y: number
}

/** Where and how large a body is: the middle of the hips, of the ankles where both are seen, and about half a torso. */
export interface Stance {
  x: number
  y: number
  feet: { x: number; y: number } | null
  scale: number
}

const seen = 0.3
const [leftShoulder, rightShoulder, leftHip, rightHip, leftAnkle, rightAnkle] = [5, 6, 11, 12, 15, 16]

/** The largest place for a picture within the canvas that keeps its proportions, in the middle. */
export function contained(picture: Size, canvas: Size): Place {
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height)
  const width = picture.width * scale
  const height = picture.height * scale
  return { x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width, height }
}

/** null unless shoulders and hips are seen. */
export function stanceOf(keypoints: Keypoint[]): Stance | null {
  const corners = [leftShoulder, rightShoulder, leftHip, rightHip].map((joint) => keypoints[joint])
  const [ls, rs, lh, rh] = corners
  if (!ls || !rs || !lh || !rh || corners.some((corner) => !corner || !(corner.score > seen))) return null
  const torso = (Math.hypot(ls.x - lh.x, ls.y - lh.y) + Math.hypot(rs.x - rh.x, rs.y - rh.y)) / 2
  const shoulders = Math.hypot(ls.x - rs.x, ls.y - rs.y)
  const scale = torso / 2 + shoulders / 2
  const [la, ra] = [keypoints[leftAnkle], keypoints[rightAnkle]]
  const hasFeet = la && ra && la.score > seen && ra.score > seen
  const feet = hasFeet ? { x: (la.x + ra.x) / 2, y: (la.y + ra.y) / 2 } : null
  return scale > 1 ? { x: (lh.x + rh.x) / 2, y: (lh.y + rh.y) / 2, feet, scale } : null
}

/** The person as a mirror shows them in a picture of this width. */
export function mirroredStance(stance: Stance, width: number): Stance {
  return { ...stance, x: width - stance.x, feet: stance.feet && { ...stance.feet, x: width - stance.feet.x } }
}

/**
 * Where the trainer's picture goes so that the trainer stands where the trainee stands, `scale` times as large. They stand on their
 * feet, which stay where they are while hips go up and down; where these are not seen, hips have to do.
 */
export function placeOnto(trainer: Stance, trainee: Stance, picture: Size, scale: number): Place {
  const [from, to] = trainer.feet && trainee.feet ? [trainer.feet, trainee.feet] : [trainer, trainee]
  return {
    x: to.x - from.x * scale,
    y: to.y - from.y * scale,
    width: picture.width * scale,
    height: picture.height * scale,
  }
}

const memorySeconds = 2.5
/** For who takes their place still. */
export const settlingSeconds = 0.4
const scaleSmoothingSeconds = 0.5
const scaleMemorySeconds = 12
const leastScale = 0.4
const greatestScale = 2.5

/**
 * How large a body is that bends and turns, which only makes it look smaller: the largest of what was seen, less what fades over
 * several seconds, as for who steps back.
 */
class LargestScale {
  private smooth: number | null = null
  private largest = 0

  add(scale: number, seconds: number): number {
    this.smooth =
      this.smooth === null
        ? scale
        : this.smooth + (scale - this.smooth) * share(seconds, scaleSmoothingSeconds)
    const faded = this.largest + (this.smooth - this.largest) * share(seconds, scaleMemorySeconds)
    this.largest = Math.max(this.smooth, faded)
    return this.largest
  }
}

function share(seconds: number, memory: number): number {
  return 1 - Math.exp(-Math.max(0, seconds) / memory)
}

/**
 * Moves and scales the trainer's shape onto the trainee, slowly: the shape must not follow each movement,
 * or a trainee who stays up while the trainer squats would not see it.
 */
export class ShapePlacer {
  private place: Place | null = null
  private trainerScale = new LargestScale()
  private traineeScale = new LargestScale()

  /** memory: how slowly, in seconds. The place in the canvas, given both as they are now in pixels of the picture and of the canvas. */
  update(
    trainer: Stance | null,
    trainee: Stance | null,
    picture: Size,
    canvas: Size,
    seconds: number,
    memory = memorySeconds,
  ): Place {
    const plain = contained(picture, canvas)
    if (!trainer || !trainee) return this.place ?? plain
    const now = (trainee.scale / trainer.scale / plain.width) * picture.width
    if (now < leastScale || now > greatestScale) return this.place ?? plain
    const scale =
      this.traineeScale.add(trainee.scale, seconds) / this.trainerScale.add(trainer.scale, seconds)
    const wanted = placeOnto(trainer, trainee, picture, scale)
    const from = this.place ?? wanted
    const moved = share(seconds, memory)
    const mix = (a: number, b: number) => a + (b - a) * moved
    this.place = {
      x: mix(from.x, wanted.x),
      y: mix(from.y, wanted.y),
      width: mix(from.width, wanted.width),
      height: mix(from.height, wanted.height),
    }
    return this.place
  }

  reset(): void {
    this.place = null
    this.trainerScale = new LargestScale()
    this.traineeScale = new LargestScale()
  }
}
