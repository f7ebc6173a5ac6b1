import type { Box } from './module/follower'
import { Framing } from './picture/framing'
import type { Place, Size } from './picture/fit'

// So few pixels that nothing is to be made out, drawn larger with soft transitions. A filter would cost more than the rest.
const coarseWidth = 16
const backdropWidth = 128
const backdropMilliseconds = 200

/**
 * Places the composited picture on the element around it, its stage, and paints a coarse copy of the camera behind it for where the
 * picture does not reach. The page makes that copy soft.
 */
export class StagePicture {
  private readonly framing = new Framing()
  private readonly observer: ResizeObserver | null
  private readonly backdropContext: CanvasRenderingContext2D | null
  private readonly coarse = document.createElement('canvas')
  private readonly coarseContext = this.coarse.getContext('2d', { alpha: false })
  private stage: Size = { width: 0, height: 0 }
  private picture: Size = { width: 0, height: 0 }
  private place: Place | null = null
  private lastWall = 0
  private lastBackdrop = 0

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly backdrop: HTMLCanvasElement | null,
  ) {
    this.backdropContext = backdrop?.getContext('2d', { alpha: false }) ?? null
    const { parentElement } = canvas
    this.observer = parentElement ? new ResizeObserver(() => this.measure(parentElement)) : null
    if (parentElement) {
      this.measure(parentElement)
      this.observer?.observe(parentElement)
    }
  }

  /** Pixels of the screen for each of the camera; 1 before the first frame. */
  get scale(): number {
    return this.place && this.picture.width > 0 ? this.place.width / this.picture.width : 1
  }

  /** subject: in pixels of the camera, not mirrored. */
  update(camera: HTMLVideoElement, subject: Box | null, wall: number): void {
    const picture = { width: camera.videoWidth, height: camera.videoHeight }
    if (picture.width === 0 || this.stage.width === 0) return
    if (picture.width !== this.picture.width || picture.height !== this.picture.height) this.framing.reset()
    this.picture = picture
    const seconds = this.lastWall === 0 ? 0 : (wall - this.lastWall) / 1000
    this.lastWall = wall
    const shown = subject && {
      ...subject,
      left: picture.width - subject.right,
      right: picture.width - subject.left,
    }
    this.show(this.framing.update(picture, this.stage, shown, seconds))
    if (wall - this.lastBackdrop > backdropMilliseconds) {
      this.lastBackdrop = wall
      this.paintBackdrop(camera)
    }
  }

  /** Where a point of the camera's picture is on the stage, as shares of its sides; null before the first frame. */
  onStage({ x, y }: { x: number; y: number }): { x: number; y: number } | null {
    const { place, stage, picture } = this
    if (!place) return null
    return {
      x: (place.x + ((picture.width - x) * place.width) / picture.width) / stage.width,
      y: (place.y + (y * place.height) / picture.height) / stage.height,
    }
  }

  /** The reverse of onStage. */
  inCamera({ x, y }: { x: number; y: number }): { x: number; y: number } | null {
    const { place, stage, picture } = this
    if (!place) return null
    return {
      x: picture.width - ((x * stage.width - place.x) * picture.width) / place.width,
      y: ((y * stage.height - place.y) * picture.height) / place.height,
    }
  }

  /** Somebody else counts from now on. */
  reset(): void {
    this.framing.forget()
  }

  close(): void {
    this.observer?.disconnect()
  }

  private measure(element: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = element
    if (width === this.stage.width && height === this.stage.height) return
    this.stage = { width, height }
    this.framing.jump()
    this.lastWall = 0
  }

  private show(place: Place): void {
    const before = this.place
    this.place = place
    const isSame = before && Math.abs(before.x - place.x) + Math.abs(before.y - place.y) < 0.2
    if (isSame && Math.abs(before.width - place.width) < 0.2) return
    const { style } = this.canvas
    style.width = `${place.width}px`
    style.height = `${place.height}px`
    style.transform = `translate(${place.x}px, ${place.y}px)`
  }

  private paintBackdrop(camera: HTMLVideoElement): void {
    const { backdrop, backdropContext: context, coarse, coarseContext, place, stage } = this
    if (!backdrop || !context || !coarseContext || !place) return
    const isCovered = place.width >= stage.width - 1 && place.height >= stage.height - 1
    backdrop.hidden = isCovered
    if (isCovered) return
    const heightFor = (width: number) =>
      Math.max(1, Math.round((width * camera.videoHeight) / camera.videoWidth))
    if (coarse.height !== heightFor(coarseWidth)) {
      coarse.width = coarseWidth
      coarse.height = heightFor(coarseWidth)
      backdrop.width = backdropWidth
      backdrop.height = heightFor(backdropWidth)
    }
    coarseContext.setTransform(-1, 0, 0, 1, coarse.width, 0)
    coarseContext.drawImage(camera, 0, 0, coarse.width, coarse.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(coarse, 0, 0, backdrop.width, backdrop.height)
    context.fillStyle = 'rgb(11 17 20 / 55%)'
    context.fillRect(0, 0, backdrop.width, backdrop.height)
  }
}
