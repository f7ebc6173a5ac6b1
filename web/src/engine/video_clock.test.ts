import { describe, expect, it } from 'vitest'
import { mediaTimeAt } from './video_clock'

describe('mediaTimeAt', () => {
  it('goes on from the last frame at the rate of the video', () => {
    expect(mediaTimeAt({ wall: 1000, media: 4 }, 1100, 1)).toBeCloseTo(4.1)
    expect(mediaTimeAt({ wall: 1000, media: 4 }, 1100, 0.5)).toBeCloseTo(4.05)
    expect(mediaTimeAt({ wall: 1000, media: 4 }, 950, 1)).toBeCloseTo(3.95)
  })

  it('knows nothing without a frame or long after it', () => {
    expect(mediaTimeAt(null, 1000, 1)).toBeNull()
    expect(mediaTimeAt({ wall: 1000, media: 4 }, 1701, 1)).toBeNull()
  })
})
