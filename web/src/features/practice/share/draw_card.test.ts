import { expect, it } from 'vitest'
import { coverOf, placeOfPerson } from './draw_card'

it('covers the place with the middle of a wide picture and the upper part of a tall one, in their proportions', () => {
  const place = { width: 1080, height: 540 }
  const rounded = (width: number, height: number) =>
    Object.values(coverOf({ width, height }, place)).map((value) => Math.abs(Math.round(value)))
  expect(rounded(1080, 540)).toEqual([0, 0, 1080, 540])
  expect(rounded(540, 960)).toEqual([0, 115, 540, 270])
  expect(rounded(2000, 500)).toEqual([500, 0, 1000, 500])
})

it('shows a person whole above the title', () => {
  const place = { width: 1080, height: 610 }
  for (const [width, height, person] of [
    [720, 1280, { left: 200, top: 400, right: 500, bottom: 1200 }],
    [1280, 720, { left: 900, top: 60, right: 1200, bottom: 700 }],
    [640, 480, { left: 300, top: 300, right: 380, bottom: 460 }],
  ] as const) {
    const { x, y, ...size } = placeOfPerson({ width, height }, person, place)
    const scale = size.width / width
    expect(size.height / height).toBeCloseTo(scale)
    expect(x + person.left * scale).toBeGreaterThanOrEqual(0)
    expect(x + person.right * scale).toBeLessThanOrEqual(1080)
    expect(y + person.top * scale).toBeGreaterThanOrEqual(0)
    expect(y + person.bottom * scale).toBeLessThanOrEqual(610)
    // No gap that a larger picture would fill.
    expect(Math.min(x, y)).toBeLessThanOrEqual(0)
  }
  const upright = placeOfPerson(
    { width: 720, height: 1280 },
    { left: 200, top: 400, right: 500, bottom: 1200 },
    place,
  )
  expect(upright.y + 1200 * (upright.width / 720)).toBeLessThanOrEqual(470)
})
