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

/** Where and how large a body is: the middle of the hips, and about half a torso. */
export interface Stance {
  x: number
  y: number
  scale: number
}

const seen = 0.3
const [leftShoulder, rightShoulder, leftHip, rightHip] = [5, 6, 11, 12]

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
  return scale > 1 ? { x: (lh.x + rh.x) / 2, y: (lh.y + rh.y) / 2, scale } : null
}

/** The person as a mirror shows them in a picture of this width. */
export function mirroredStance(stance: Stance, width: number): Stance {
  return { ...stance, x: width - stance.x }
}

/** Where the trainer's picture goes so that the trainer stands where the trainee stands, as large. */
export function placeOnto(trainer: Stance, trainee: Stance, picture: Size): Place {
  const scale = trainee.scale / trainer.scale
  return {
    x: trainee.x - trainer.x * scale,
    y: trainee.y - trainer.y * scale,
    width: picture.width * scale,
    height: picture.height * scale,
  }
}

const memorySeconds = 2.5
const leastScale = 0.4
const greatestScale = 2.5

/**
 * Moves and scales the trainer's shape onto the trainee, slowly: the shape must not follow each movement,
 * or a trainee who stays up while the trainer squats would not see it.
 */
export class ShapePlacer {
  private place: Place | null = null

  /** The place in the canvas, given both as they are now in pixels of the picture and of the canvas. */
  update(
    trainer: Stance | null,
    trainee: Stance | null,
    picture: Size,
    canvas: Size,
    seconds: number,
  ): Place {
    const plain = contained(picture, canvas)
    if (!trainer || !trainee) return this.place ?? plain
    const relative = (trainee.scale / trainer.scale / plain.width) * picture.width
    if (relative < leastScale || relative > greatestScale) return this.place ?? plain
    const wanted = placeOnto(trainer, trainee, picture)
    const from = this.place ?? wanted
    const share = 1 - Math.exp(-Math.max(0, seconds) / memorySeconds)
    const mix = (a: number, b: number) => a + (b - a) * share
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
  }
}
