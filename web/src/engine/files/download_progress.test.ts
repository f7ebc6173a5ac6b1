import { describe, expect, it } from 'vitest'
import { ProgressMeter } from './download_progress'

describe('ProgressMeter', () => {
  it('adds up files, and tells what is left at the speed of the last seconds', () => {
    const meter = new ProgressMeter([1000, 3000])
    expect(meter.at(0)).toEqual({ receivedBytes: 0, totalBytes: 4000, secondsLeft: null })
    meter.update(0, 0, 0)
    meter.update(0, 500, 1000)
    meter.update(1, 500, 2000)
    expect(meter.at(2000)).toEqual({ receivedBytes: 1000, totalBytes: 4000, secondsLeft: 6 })
    // No byte for a while: what is left takes longer than it seemed.
    expect(meter.at(4000).secondsLeft).toBe(12)
  })

  it('does not take for speed what was here already', () => {
    const meter = new ProgressMeter([1000, 3000])
    meter.update(1, 0, 0)
    meter.update(0, 1000, 10, true)
    meter.update(1, 300, 1000)
    expect(meter.at(1000).secondsLeft).toBeCloseTo(9, 6)
  })

  it('forgets the speed of long ago', () => {
    const meter = new ProgressMeter([100_000])
    meter.update(0, 0, 0)
    for (let second = 1; second <= 10; second++) meter.update(0, 5000 * second, 1000 * second)
    for (let second = 11; second <= 20; second++) meter.update(0, 50_000 + 100 * (second - 10), 1000 * second)
    expect(meter.at(20_000).secondsLeft).toBeCloseTo(490, 0)
  })

  it('has nothing left in the end', () => {
    const meter = new ProgressMeter([10])
    meter.update(0, 10, 0, true)
    expect(meter.at(0)).toEqual({ receivedBytes: 10, totalBytes: 10, secondsLeft: 0 })
  })
})
