import { describe, expect, it } from 'vitest'
import type { Keypoint } from '../types'
import { contained, mirroredStance, placeOnto, ShapePlacer, stanceOf } from './fit'

const portrait = { width: 480, height: 854 }
const canvas = { width: 640, height: 480 }

function personAt(x: number, y: number, torso: number): Keypoint[] {
  const joints = Array.from({ length: 17 }, () => ({ x, y, score: 0.9 }))
  joints[5] = { x: x + torso / 4, y: y - torso, score: 0.9 }
  joints[6] = { x: x - torso / 4, y: y - torso, score: 0.9 }
  joints[11] = { x: x + torso / 4, y, score: 0.9 }
  joints[12] = { x: x - torso / 4, y, score: 0.9 }
  return joints
}

describe('contained', () => {
  it('keeps the proportions and stays inside', () => {
    const place = contained(portrait, canvas)
    expect(place.width / place.height).toBeCloseTo(portrait.width / portrait.height)
    expect(place.height).toBeCloseTo(480)
    expect(place.x).toBeCloseTo((640 - place.width) / 2)
  })
})

describe('stanceOf', () => {
  it('finds hips and size', () => {
    expect(stanceOf(personAt(300, 400, 100))).toEqual({ x: 300, y: 400, feet: { x: 300, y: 400 }, scale: 75 })
  })

  it('needs shoulders and hips', () => {
    const person = personAt(300, 400, 100)
    person[11] = { x: 0, y: 0, score: 0.1 }
    expect(stanceOf(person)).toBeNull()
    expect(stanceOf([])).toBeNull()
  })
})

describe('placeOnto', () => {
  it('puts the trainer where the trainee stands', () => {
    const trainer = { x: 240, y: 500, feet: null, scale: 60 }
    const trainee = mirroredStance({ x: 200, y: 300, feet: { x: 200, y: 400 }, scale: 30 }, 640)
    const place = placeOnto(trainer, trainee, portrait, 0.5)
    expect(place.x + trainer.x * (place.width / portrait.width)).toBeCloseTo(440)
    expect(place.y + trainer.y * (place.height / portrait.height)).toBeCloseTo(300)
    expect(place.width).toBeCloseTo(240)
  })
})

describe('ShapePlacer', () => {
  const trainer = { x: 240, y: 500, feet: null, scale: 60 }

  it('is plain until both are seen', () => {
    const placer = new ShapePlacer()
    expect(placer.update(null, null, portrait, canvas, 0)).toEqual(contained(portrait, canvas))
  })

  it('follows slowly, so that a movement of the trainer shows', () => {
    const placer = new ShapePlacer()
    const trainee = { x: 320, y: 260, feet: null, scale: 35 }
    const before = placer.update(trainer, trainee, portrait, canvas, 0.05)
    const after = placer.update({ ...trainer, y: 600 }, trainee, portrait, canvas, 0.05)
    expect(Math.abs(after.y - before.y)).toBeLessThan(0.05 * 100)
    let settled = after
    for (let i = 0; i < 400; i++) settled = placer.update(trainer, trainee, portrait, canvas, 0.05)
    expect(settled.y).toBeCloseTo(before.y, 1)
  })

  it('does not believe a body of another size altogether', () => {
    const placer = new ShapePlacer()
    const tiny = { x: 320, y: 260, feet: null, scale: 2 }
    expect(placer.update(trainer, tiny, portrait, canvas, 1)).toEqual(contained(portrait, canvas))
  })

  it('stays within 3 % of the body for who squats at other moments than the trainer', () => {
    const placer = new ShapePlacer()
    const [factor, shift] = [0.6, { x: 130, y: -20 }]
    let seed = 7
    const noise = () => ((seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5) * 6
    const height = 400
    /** Someone of this height who stands at (240, 760) and is as far down as `depth`, 0 to 1. */
    const squatting = (depth: number) => {
      const joints = personAt(240 + noise(), 560 + 90 * depth + noise(), 120 * (1 - 0.25 * depth) + noise())
      for (const ankle of [15, 16]) {
        joints[ankle] = { x: 240 + (ankle === 15 ? 30 : -30) + noise(), y: 760 + noise(), score: 0.9 }
      }
      return joints
    }
    const onStage = (keypoints: Keypoint[]) =>
      keypoints.map(({ x, y, score }) => ({ x: x * factor + shift.x, y: y * factor + shift.y, score }))
    // Before the countdown ends both stand.
    const depthAt = (time: number) => (time < 0 ? 0 : (1 - Math.cos((2 * Math.PI * time) / 4)) / 2)
    const worst = { feet: 0, head: 0 }
    for (let time = -3; time < 20; time += 0.05) {
      const place = placer.update(
        stanceOf(squatting(depthAt(time))),
        stanceOf(onStage(squatting(depthAt(time - 1.7)))),
        portrait,
        canvas,
        0.05,
      )
      if (time < -2) continue
      const scale = place.width / portrait.width
      const off = (x: number, y: number) =>
        Math.hypot(
          place.x + x * scale - (x * factor + shift.x),
          place.y + y * scale - (y * factor + shift.y),
        ) /
        (height * factor)
      worst.feet = Math.max(worst.feet, off(240, 760))
      worst.head = Math.max(worst.head, off(240, 760 - height))
    }
    expect(worst.feet).toBeLessThan(0.03)
    expect(worst.head).toBeLessThan(0.03)
  })
})
