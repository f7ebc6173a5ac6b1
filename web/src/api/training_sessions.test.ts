import { expect, test } from 'vitest'
import { thinned } from './training_sessions'

test('a long session is thinned, and its times rise', () => {
  const history = Array.from({ length: 28_800 }, (_, i) => ({ time: i / 4, score: i % 100 }))
  const kept = thinned(history)
  expect(kept.length).toBeLessThanOrEqual(500)
  expect(kept[0]).toEqual({ time: 0, score: 0 })
  expect(kept.every((moment, i) => i === 0 || moment.time > kept[i - 1]!.time)).toBe(true)
})

test('a short one stays as it is, but for moments that go back', () => {
  expect(thinned([])).toEqual([])
  const history = [1, 2, 2, 1.5, 3].map((time) => ({ time, score: 50 }))
  expect(thinned(history).map((moment) => moment.time)).toEqual([1, 2, 3])
})
