import type { Place } from './fit'

/** The trainer's shape as it is to be painted. */
export interface ShapeLayer {
  video: HTMLVideoElement
  place: Place
  isFlipped: boolean
  /** 0..1 */
  opacity: number
}

/** What one picture is made of; the camera is painted mirrored over the whole canvas. */
export interface Layers {
  camera: HTMLVideoElement
  shape: ShapeLayer | null
  /** Drawn by us over all, of the canvas' size; null when empty. */
  overlay: HTMLCanvasElement | null
}

/** Paints layers onto the canvas it was made for. */
export interface Painter {
  paint: (layers: Layers) => void
  close: () => void
}

/** Colours of the shape as 0..1: the fill, and an outline of two tones that shows on dark and on light. */
export const shapeColours = {
  fill: [0.1, 0.78, 0.95],
  innerEdge: [1, 1, 1],
  outerEdge: [0.02, 0.1, 0.2],
} as const
