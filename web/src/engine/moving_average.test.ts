import { describe, expect, it } from 'vitest'
import { MovingAverage, Rate } from './moving_average'

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
