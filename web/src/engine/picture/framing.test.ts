import { describe, expect, it } from 'vitest'
import { framed, Framing } from './framing'

const camera = { width: 640, height: 480 }
const body = { left: 250, top: 30, right: 390, bottom: 330 }

describe('framed', () => {
  it('fills the stage, whatever its form', () => {
    for (const stage of [
      { width: 390, height: 700 },
      { width: 844, height: 300 },
      { width: 1920, height: 900 },
    ]) {
      const place = framed(camera, stage, null)
      expect(place.x).toBeLessThanOrEqual(0)
      expect(place.y).toBeLessThanOrEqual(0)
      expect(place.x + place.width).toBeGreaterThanOrEqual(stage.width - 1e-9)
      expect(place.y + place.height).toBeGreaterThanOrEqual(stage.height - 1e-9)
      expect(place.width / place.height).toBeCloseTo(4 / 3, 9)
    }
  })

  it('crops what is not the body', () => {
    // A crop of 640 × 360 out of 640 × 480, around the body's middle.
    const place = framed(camera, { width: 1280, height: 720 }, body)
    expect(place.width).toBe(1280)
    const shown = (y: number) => place.y + y * 2
    expect(shown(body.top)).toBeGreaterThanOrEqual(0)
    expect(shown(body.bottom)).toBeLessThanOrEqual(720)
    expect(framed(camera, { width: 1280, height: 720 }, { ...body, top: 170, bottom: 470 }).y).toBe(-240)
  })

  it('leaves off cropping where the body would not be whole', () => {
    const tall = { left: 200, top: 10, right: 440, bottom: 470 }
    const stage = { width: 1280, height: 720 }
    const place = framed(camera, stage, tall)
    const scale = place.width / 640
    expect(place.y + tall.top * scale).toBeGreaterThanOrEqual(-1e-9)
    expect(place.y + tall.bottom * scale).toBeLessThanOrEqual(720 + 1e-9)
    // In the middle, with the same at both sides.
    expect(place.x).toBeCloseTo((1280 - place.width) / 2, 9)
    expect(place.height).toBeGreaterThanOrEqual(720)
  })
})

describe('Framing', () => {
  it('opens for the body and does not swim with it', () => {
    const framing = new Framing()
    const stage = { width: 1280, height: 720 }
    const first = framing.update(camera, stage, body, 0)
    // A squat: the head goes down, and the picture stays.
    const lower = framing.update(camera, stage, { ...body, top: 130 }, 0.5)
    expect(Math.abs(lower.y - first.y)).toBeLessThan(8)
    // Arms go up beyond the edge of the crop: it opens, within a second or two.
    let place = lower
    for (let i = 0; i < 60; i++) place = framing.update(camera, stage, { ...body, top: 2, bottom: 380 }, 0.05)
    expect(place.y + 2 * (place.width / 640)).toBeGreaterThanOrEqual(-2)
    // A stage of another size shows the whole body at once, though it crouches just now.
    framing.jump()
    const low = framing.update(camera, stage, { ...body, top: 130 }, 0)
    expect(low.y + 2 * (low.width / 640)).toBeGreaterThanOrEqual(-2)
    framing.reset()
    expect(framing.update(camera, stage, null, 1).y).toBeCloseTo(-120, 9)
  })
})
