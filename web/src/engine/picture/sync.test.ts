import { describe, expect, it } from 'vitest'
import { correction } from './sync'

describe('correction', () => {
  it('leaves a video in step alone', () => {
    expect(correction(10, 10.01, true, 1)).toEqual({ kind: 'rate', rate: 1 })
    expect(correction(10, 10.01, true, 0.5)).toEqual({ kind: 'rate', rate: 0.5 })
  })

  it('makes up small drifts by speed, within a tenth', () => {
    expect(correction(10, 10.05, true, 1)).toMatchObject({ kind: 'rate', rate: expect.closeTo(0.95) })
    expect(correction(10, 9.8, true, 1)).toMatchObject({ kind: 'rate', rate: expect.closeTo(1.1) })
  })

  it('jumps where the drift is large or the leader stands', () => {
    expect(correction(10, 11, true, 1)).toEqual({ kind: 'seek', to: 10 })
    expect(correction(10, 9.9, false, 1)).toEqual({ kind: 'seek', to: 10 })
  })

  it('brings a follower back in step', () => {
    let leader = 0
    let follower = 0.25
    for (let i = 0; i < 300; i++) {
      const step = correction(leader, follower, true, 1)
      expect(step.kind).toBe('rate')
      leader += 1 / 30
      follower += step.kind === 'rate' ? step.rate / 30 : 0
    }
    expect(Math.abs(follower - leader)).toBeLessThan(0.025)
  })
})
