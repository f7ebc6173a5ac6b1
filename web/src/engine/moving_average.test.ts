import { describe, expect, it } from 'vitest'
import { MovingAverage, Quantile, Rate } from './moving_average'

describe('MovingAverage', () => {
  it('starts with the first value and moves towards later ones', () => {
    const average = new MovingAverage(0.5)
    expect(average.value).toBe(0)
    average.add(10)
    expect(average.value).toBe(10)
    average.add(20)
    expect(average.value).toBe(15)
  })
})

describe('Rate', () => {
  it('counts events of the last seconds', () => {
    const rate = new Rate()
    expect(rate.perSecond).toBe(0)
    for (let i = 0; i < 200; i++) rate.add(50 * i)
    expect(rate.perSecond).toBeCloseTo(20)
  })
})

it('tells a quantile of the last values', () => {
  const latency = new Quantile(0.95)
  expect(latency.value).toBe(0)
  for (let i = 0; i < 1000; i++) latency.add(500)
  for (let i = 1; i <= 200; i++) latency.add(i)
  expect(latency.value).toBe(191)
})
