import type { Keypoint, LimbReading } from '../types'
import { CanvasPainter } from './canvas_painter'
import type { Painter, ShapeLayer } from './painter'
import { drawSkeleton } from './skeleton'
import { WebGlPainter } from './webgl_painter'

/** Paints the mirrored camera, the trainer's shape and the trainee's skeleton onto the page's canvas. */
export class Compositor {
  private readonly overlay = document.createElement('canvas')
  private readonly overlayContext = this.overlay.getContext('2d')
  private readonly painter: Painter | null
  private hasSkeleton = false

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.painter = WebGlPainter.create(canvas) ?? CanvasPainter.create(canvas)
  }

  /** keypoints are in pixels of the camera; null takes the skeleton away. */
  setSkeleton(keypoints: Keypoint[] | null, limbs: LimbReading[]): void {
    this.hasSkeleton = keypoints !== null
    if (keypoints && this.overlayContext) drawSkeleton(this.overlayContext, keypoints, limbs)
  }

  /** Takes the size of the camera; does nothing before the first frame. */
  paint(camera: HTMLVideoElement, shape: ShapeLayer | null): void {
    const { videoWidth, videoHeight } = camera
    if (videoWidth === 0 || camera.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    for (const canvas of [this.canvas, this.overlay]) {
      if (canvas.width === videoWidth && canvas.height === videoHeight) continue
      canvas.width = videoWidth
      canvas.height = videoHeight
    }
    this.painter?.paint({ camera, shape, overlay: this.hasSkeleton ? this.overlay : null })
  }

  close(): void {
    this.painter?.close()
  }
}
