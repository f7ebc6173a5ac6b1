import { describe, expect, it } from 'vitest'
import { captureMoment } from './frame_source'

describe('captureMoment', () => {
  it('believes the camera within reason', () => {
    expect(captureMoment(5000, 4930)).toBe(4930)
    expect(captureMoment(5000, undefined)).toBe(5000)
    expect(captureMoment(5000, 5200)).toBe(5000)
    expect(captureMoment(5000, 3)).toBe(5000)
  })
})
