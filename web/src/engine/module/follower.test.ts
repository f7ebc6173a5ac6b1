import { describe, expect, it } from 'vitest'
import { Follower } from './follower'
import { testModule } from './test_module'

const picture = { width: 160, height: 120 }
const network = { width: 96, height: 128 }

/** Outputs of the detector that see one person in the box, in pixels of the detector's input. */
function levelsWith(box: { left: number; top: number; right: number; bottom: number } | null): Float32Array[] {
  const levels = [40, 20, 10].map((cells) => new Float32Array(cells * cells * 5).fill(-9))
  if (box && levels[1]) {
    const column = Math.round((box.left + box.right) / 2 / 16)
    const row = Math.round((box.top + box.bottom) / 2 / 16)
    const [x, y] = [16 * column, 16 * row]
    levels[1].set([4, x - box.left, y - box.top, box.right - x, box.bottom - y], 5 * (20 * row + column))
  }
  return levels
}

function heatmapsWithPeakAt(column: number, row: number): Float32Array {
  const maps = new Float32Array(17 * 32 * 24)
  for (let joint = 0; joint < 17; joint++) {
    // Joints along a diagonal, so that they span a box.
    const [x, y] = [column + joint - 8, row + joint - 8]
    for (let v = 0; v < 32; v++) {
      for (let u = 0; u < 24; u++) {
        maps[joint * 768 + 24 * v + u] = 0.9 * Math.exp(-((u - x) ** 2 + (v - y) ** 2) / 4)
      }
    }
  }
  return maps
}

describe('Follower', () => {
  it('looks for somebody, crops, and gives joints in pixels of the picture', async () => {
    const follower = new Follower(await testModule(), picture, network)
    follower.setPicture(new Uint8ClampedArray(4 * picture.width * picture.height).fill(200))
    expect(follower.wantsDetection(0)).toBe(true)
    expect(follower.detectorInput()).toHaveLength(3 * 320 * 320)
    follower.detected(levelsWith({ left: 120, top: 40, right: 200, bottom: 200 }), 0)
    const input = follower.poseInput()
    expect(input).toHaveLength(3 * 96 * 128)
    expect(input?.every(Number.isFinite)).toBe(true)

    const pose = follower.estimated(heatmapsWithPeakAt(12, 16), 0)
    // The box is twice as large in the detector's input as in the picture; joint 8 is in its middle.
    expect(pose?.[24]).toBeCloseTo(80, 0)
    expect(pose?.[25]).toBeCloseTo(60, 0)
    expect(pose?.[26]).toBeGreaterThan(0.8)
    expect(follower.wantsDetection(0.1)).toBe(false)
    follower.free()
  })

  it('knows nobody when nothing is detected', async () => {
    const follower = new Follower(await testModule(), picture, network)
    follower.detected(levelsWith(null), 0)
    expect(follower.poseInput()).toBeNull()
  })

  it('looks again after the person is lost', async () => {
    const follower = new Follower(await testModule(), picture, network)
    follower.detected(levelsWith({ left: 120, top: 40, right: 200, bottom: 200 }), 0)
    follower.poseInput()
    expect(follower.estimated(new Float32Array(17 * 32 * 24), 0.1)).toBeNull()
    expect(follower.wantsDetection(0.2)).toBe(true)
  })

  it('refuses outputs of another size', async () => {
    const follower = new Follower(await testModule(), picture, network)
    expect(() => follower.detected([new Float32Array(3)], 0)).toThrow('level 0')
    expect(() => follower.estimated(new Float32Array(3), 0)).toThrow('heat maps')
  })
})
