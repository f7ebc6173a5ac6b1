import { describe, expect, it } from 'vitest'
import { colourShape } from './shape_pixels'

describe('colourShape', () => {
  it('fills the silhouette, outlines it in two tones, and clears the rest', () => {
    const [width, height] = [9, 9]
    const pixels = new Uint8ClampedArray(4 * width * height).fill(255)
    for (let y = 2; y <= 6; y++) for (let x = 2; x <= 6; x++) pixels[4 * (y * width + x)] = 0
    colourShape(pixels, width, height)
    const pixel = (x: number, y: number) => [...pixels.slice(4 * (y * width + x), 4 * (y * width + x) + 4)]
    expect(pixel(4, 4)[3]).toBe(153)
    expect(pixel(2, 4)).toEqual([255, 255, 255, 255])
    const outside = pixel(1, 4)
    expect(outside[3]).toBe(255)
    expect(Math.max(...outside.slice(0, 3))).toBeLessThan(80)
    expect(pixel(0, 0)[3]).toBe(0)
  })

  it('keeps soft edges soft', () => {
    const [width, height] = [11, 1]
    const pixels = new Uint8ClampedArray(4 * width).fill(255)
    const reds = [255, 255, 255, 170, 128, 85, 0, 0, 0, 0, 0]
    reds.forEach((red, x) => (pixels[4 * x] = red))
    colourShape(pixels, width, height)
    const alphas = reds.map((_, x) => pixels[4 * x + 3] ?? 0)
    const soft = alphas.filter((alpha) => alpha > 10 && alpha < 245)
    expect(soft.length).toBeGreaterThanOrEqual(3)
    // Nowhere a step from nothing to everything.
    alphas.slice(1).forEach((alpha, x) => expect(Math.abs(alpha - (alphas[x] ?? 0))).toBeLessThan(170))
  })
})
