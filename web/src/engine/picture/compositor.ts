import type { Keypoint, LimbReading } from '../types'
import { CanvasPainter } from './canvas_painter'
import type { Place } from './fit'
import type { Painter, ShapeLayer } from './painter'
import { drawSkeleton } from './skeleton'
import { WebGlPainter } from './webgl_painter'

const longestOnGpu = 1920
const longestOnProcessor = 960

/** Paints the mirrored camera, the trainer's shape and the trainee's skeleton onto the page's canvas. */
export class Compositor {
  private readonly overlay = document.createElement('canvas')
  private readonly overlayContext = this.overlay.getContext('2d')
  private readonly painter: Painter | null
  private skeleton: { keypoints: Keypoint[]; limbs: LimbReading[] } | null = null
  private drawnScale = 0
  private readonly longestSide: number

  constructor(private readonly canvas: HTMLCanvasElement) {
    const onGpu = WebGlPainter.create(canvas)
    this.painter = onGpu ?? CanvasPainter.create(canvas)
    this.longestSide = onGpu ? longestOnGpu : longestOnProcessor
  }

  /** keypoints are in pixels of the camera; null takes the skeleton away. */
  setSkeleton(keypoints: Keypoint[] | null, limbs: LimbReading[]): void {
    this.skeleton = keypoints && { keypoints, limbs }
    this.drawnScale = 0
  }

  /**
   * shape: in pixels of the camera. screenScale: pixels of the page for each of these; lines and edges are as fine as they show.
   * Does nothing before the first frame.
   */
  paint(camera: HTMLVideoElement, shape: ShapeLayer | null, screenScale: number): void {
    const { videoWidth, videoHeight } = camera
    if (videoWidth === 0 || camera.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    const wanted = screenScale * (globalThis.devicePixelRatio || 1)
    const most = this.longestSide / Math.max(videoWidth, videoHeight)
    // In steps, since a canvas that changes its size is cleared.
    const scale = Math.max(1, Math.min(most, Math.ceil(wanted * 4) / 4))
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)]
    for (const canvas of [this.canvas, this.overlay]) {
      if (canvas.width === width && canvas.height === height) continue
      canvas.width = width
      canvas.height = height
      this.drawnScale = 0
    }
    if (this.skeleton && this.overlayContext && this.drawnScale !== scale) {
      drawSkeleton(this.overlayContext, this.skeleton.keypoints, this.skeleton.limbs, scale)
      this.drawnScale = scale
    }
    const layer = shape && { ...shape, place: scaled(shape.place, scale) }
    this.painter?.paint({ camera, shape: layer, overlay: this.skeleton ? this.overlay : null })
  }

  close(): void {
    this.painter?.close()
  }
}

function scaled(place: Place, scale: number): Place {
  return {
    x: place.x * scale,
    y: place.y * scale,
    width: place.width * scale,
    height: place.height * scale,
  }
}
