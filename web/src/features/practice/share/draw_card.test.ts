import { expect, it } from 'vitest'
import { coverOf } from './draw_card'

it('covers the place with the middle of a wide picture and the upper part of a tall one, in their proportions', () => {
  const place = { width: 1080, height: 540 }
  const rounded = (width: number, height: number) =>
    Object.values(coverOf({ width, height }, place)).map((value) => Math.abs(Math.round(value)))
  expect(rounded(1080, 540)).toEqual([0, 0, 1080, 540])
  expect(rounded(540, 960)).toEqual([0, 115, 540, 270])
  expect(rounded(2000, 500)).toEqual([500, 0, 1000, 500])
})
