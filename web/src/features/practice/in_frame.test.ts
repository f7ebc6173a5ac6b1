import { describe, expect, it } from 'vitest'
import { isInFrame, whyNotBegun } from './in_frame'

describe('who is in the picture', () => {
  it('begins when all that the clip asks for is seen', () => {
    for (const advice of [
      'no_person',
      'get_in_frame',
      'come_closer',
      'partly_seen',
      'legs_not_seen',
    ] as const) {
      expect(isInFrame(advice, 'positioning', false)).toBe(false)
      expect(isInFrame(advice, 'countdown', true)).toBe(false)
      expect(whyNotBegun(advice)).toBe(advice)
    }
    expect(isInFrame('waiting', 'positioning', false)).toBe(true)
    expect(whyNotBegun('waiting')).toBeNull()
  })
  it('goes on without a part of the body', () => {
    expect(isInFrame('legs_not_seen', 'running', true)).toBe(true)
    expect(isInFrame('partly_seen', 'away', true)).toBe(true)
    expect(isInFrame('get_in_frame', 'running', true)).toBe(false)
    expect(isInFrame('no_person', 'running', false)).toBe(false)
  })
  it('does not stop who has begun with little of them in the picture', () => {
    expect(isInFrame('get_in_frame', 'running', false)).toBe(true)
  })
})
