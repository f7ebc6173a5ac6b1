import { shapeColours } from './painter'

const byte = (part: number) => Math.round(255 * part)

/**
 * Turns a picture of the silhouette (cyan on white, RGBA) into a translucent one in place: filled inside,
 * with an outline bright within and dark without, clear elsewhere.
 */
export function colourShape(pixels: Uint8ClampedArray, width: number, height: number): void {
  const covered = new Uint8Array(width * height)
  for (let i = 0; i < covered.length; i++) covered[i] = 255 - (pixels[4 * i] ?? 255) > 127 ? 1 : 0
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (covered[y * width + x] ?? 0)
  const { fill, innerEdge, outerEdge } = shapeColours
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = at(x, y)
      const neighbours = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)
      const isEdge = here ? neighbours < 4 : neighbours > 0
      const colour = isEdge ? (here ? innerEdge : outerEdge) : fill
      const alpha = isEdge ? 255 : here ? 153 : 0
      const i = 4 * (y * width + x)
      pixels[i] = byte(colour[0])
      pixels[i + 1] = byte(colour[1])
      pixels[i + 2] = byte(colour[2])
      pixels[i + 3] = alpha
    }
  }
}
