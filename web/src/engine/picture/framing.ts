import type { Box } from '../module/follower'
import type { Place, Size } from './fit'

const margin = 0.05
const closingSeconds = 20
const movingSeconds = 0.7

/**
 * Where on the stage the picture goes so that it fills the stage and what counts in it is whole: cropped at the sides that can be
 * spared. Only where that is larger than the crop, the picture is as small as it must be.
 */
export function framed(picture: Size, stage: Size, subject: Box | null): Place {
  const covering = Math.max(stage.width / picture.width, stage.height / picture.height)
  const containing = Math.min(stage.width / picture.width, stage.height / picture.height)
  let scale = covering
  let [x, y] = [picture.width / 2, picture.height / 2]
  if (subject) {
    const width = (subject.right - subject.left) * (1 + 2 * margin)
    const height = (subject.bottom - subject.top) * (1 + 2 * margin)
    scale = Math.max(containing, Math.min(covering, stage.width / width, stage.height / height))
    x = (subject.left + subject.right) / 2
    y = (subject.top + subject.bottom) / 2
  }
  const [width, height] = [picture.width * scale, picture.height * scale]
  return {
    x: edge(stage.width / 2 - x * scale, stage.width, width),
    y: edge(stage.height / 2 - y * scale, stage.height, height),
    width,
    height,
  }
}

/** No gap at a side while the other side has more than enough; in the middle where it is too small for the stage. */
function edge(wanted: number, stage: number, picture: number): number {
  if (picture <= stage) return (stage - picture) / 2
  return Math.min(0, Math.max(stage - picture, wanted))
}

/** Follows the subject slowly: opens for it at once, closes over many seconds, and never swims with its movements. */
export class Framing {
  private box: Box | null = null
  private place: Place | null = null

  /** subject: now, in pixels of the picture as it is shown; null when there is none. */
  update(picture: Size, stage: Size, subject: Box | null, seconds: number): Place {
    const share = (memory: number) => 1 - Math.exp(-Math.max(0, seconds) / memory)
    if (subject) this.box = this.box ? opened(this.box, subject, share(closingSeconds)) : subject
    const wanted = framed(picture, stage, this.box)
    const from = this.place ?? wanted
    const moved = share(movingSeconds)
    const mix = (a: number, b: number) => a + (b - a) * moved
    this.place = {
      x: mix(from.x, wanted.x),
      y: mix(from.y, wanted.y),
      width: mix(from.width, wanted.width),
      height: mix(from.height, wanted.height),
    }
    return this.place
  }

  /** Another subject counts from now on. */
  forget(): void {
    this.box = null
  }

  /** The stage has another size: the next place is taken at once. */
  jump(): void {
    this.place = null
  }

  /** Another picture. */
  reset(): void {
    this.box = null
    this.place = null
  }
}

function opened(old: Box, next: Box, closing: number): Box {
  const low = (a: number, b: number) => (b < a ? b : a + (b - a) * closing)
  const high = (a: number, b: number) => (b > a ? b : a + (b - a) * closing)
  return {
    left: low(old.left, next.left),
    top: low(old.top, next.top),
    right: high(old.right, next.right),
    bottom: high(old.bottom, next.bottom),
  }
}
