import { shapeColours } from './painter'

const { fill, innerEdge, outerEdge } = shapeColours
const fillStrength = 0.6

/** 0 to 1 with soft ends, as in the shaders. */
function coverageOf(red: number): number {
  const t = Math.min(1, Math.max(0, (1 - red / 255 - 0.25) / 0.5))
  return t * t * (3 - 2 * t)
}

/**
 * Turns a picture of the silhouette (cyan on white, RGBA) into a translucent one in place: filled inside, with an outline bright
 * within and dark without, clear elsewhere. Its edges are as soft as those of the picture.
 */
export function colourShape(pixels: Uint8ClampedArray, width: number, height: number): void {
  const coverage = new Float32Array(width * height)
  for (let i = 0; i < coverage.length; i++) coverage[i] = coverageOf(pixels[4 * i] ?? 255)
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (coverage[y * width + x] ?? 0)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = at(x, y)
      const [left, right, above, below] = [at(x - 1, y), at(x + 1, y), at(x, y - 1), at(x, y + 1)]
      const inner = here * (1 - Math.min(here, left, right, above, below))
      const outer = (1 - here) * Math.max(here, left, right, above, below)
      paint(pixels, 4 * (y * width + x), here * fillStrength, inner, outer)
    }
  }
}

/** The fill, the bright edge over it and the dark one over both, each with its alpha. */
function paint(pixels: Uint8ClampedArray, i: number, filled: number, inner: number, outer: number): void {
  const fillWeight = filled * (1 - inner) * (1 - outer)
  const innerWeight = inner * (1 - outer)
  const alpha = fillWeight + innerWeight + outer
  pixels[i + 3] = 255 * alpha
  if (alpha === 0) return
  for (let part = 0; part < 3; part++) {
    const mixed =
      (fill[part] ?? 0) * fillWeight + (innerEdge[part] ?? 0) * innerWeight + (outerEdge[part] ?? 0) * outer
    pixels[i + part] = (255 * mixed) / alpha
  }
}
