import type { Layers, Painter, ShapeLayer } from './painter'
import { colourShape } from './shape_pixels'

const shapeSide = 480

/** Paints with a 2D context, for browsers without WebGL2. */
export class CanvasPainter implements Painter {
  private readonly shape = document.createElement('canvas')
  private readonly shapeContext = this.shape.getContext('2d', { willReadFrequently: true })
  private shapeTime = -1

  static create(canvas: HTMLCanvasElement): CanvasPainter | null {
    const context = canvas.getContext('2d', { alpha: false })
    return context && new CanvasPainter(canvas, context)
  }

  private constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly context: CanvasRenderingContext2D,
  ) {}

  paint({ camera, shape, overlay }: Layers): void {
    const { context } = this
    const { width, height } = this.canvas
    context.setTransform(-1, 0, 0, 1, width, 0)
    context.drawImage(camera, 0, 0, width, height)
    context.setTransform(1, 0, 0, 1, 0, 0)
    if (shape && shape.opacity > 0) this.paintShape(shape)
    if (overlay) context.drawImage(overlay, 0, 0)
  }

  close(): void {
    this.shape.width = 0
  }

  private paintShape({ video, place, isFlipped, opacity }: ShapeLayer): void {
    this.readShape(video)
    const { context } = this
    context.globalAlpha = Math.min(1, opacity * 1.6)
    if (isFlipped) context.setTransform(-1, 0, 0, 1, 2 * place.x + place.width, 0)
    context.drawImage(this.shape, place.x, place.y, place.width, place.height)
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.globalAlpha = 1
  }

  private readShape(video: HTMLVideoElement): void {
    if (!this.shapeContext || video.currentTime === this.shapeTime) return
    this.shapeTime = video.currentTime
    const scale = Math.min(1, shapeSide / Math.max(video.videoWidth, video.videoHeight))
    const width = Math.max(1, Math.round(video.videoWidth * scale))
    const height = Math.max(1, Math.round(video.videoHeight * scale))
    if (this.shape.width !== width || this.shape.height !== height) {
      this.shape.width = width
      this.shape.height = height
    }
    this.shapeContext.drawImage(video, 0, 0, width, height)
    const picture = this.shapeContext.getImageData(0, 0, width, height)
    colourShape(picture.data, width, height)
    this.shapeContext.putImageData(picture, 0, 0)
  }
}
