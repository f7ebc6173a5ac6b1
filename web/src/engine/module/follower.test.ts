import { describe, expect, it } from 'vitest'
import { Follower } from './follower'
import { testModule } from './test_module'

const picture = { width: 160, height: 120 }
const detector = { size: 320, leastScore: 0.35 }
const network = { width: 96, height: 128, outputs: 'heatmaps' } as const

/** Outputs of the detector that see one person in the box, in pixels of the detector's input. */
function levelsWith(
  box: { left: number; top: number; right: number; bottom: number } | null,
  size = detector.size,
): Float32Array[] {
  const levels = [8, 16, 32].map((stride) => new Float32Array((size / stride) ** 2 * 5).fill(-9))
  if (box && levels[1]) {
    const column = Math.round((box.left + box.right) / 2 / 16)
    const row = Math.round((box.top + box.bottom) / 2 / 16)
    const [x, y] = [16 * column, 16 * row]
    levels[1].set(
      [4, x - box.left, y - box.top, box.right - x, box.bottom - y],
      5 * ((size / 16) * row + column),
    )
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

/** MoveNet's outputs on 48 × 48 cells: joints along a diagonal through the middle, each half a cell to the right. */
function movenetOutputs(): Float32Array[] {
  const [size, middle] = [48, 24]
  const cells = size * size
  const [centres, regression, heatmaps, offsets] = [1, 34, 17, 34].map(
    (maps) => new Float32Array(maps * cells),
  )
  const at = (map: number, x: number, y: number) => map * cells + y * size + x
  centres?.fill(0.9, at(0, middle, middle), at(0, middle, middle) + 1)
  for (let joint = 0; joint < 17; joint++) {
    const away = joint - 8
    regression?.set([away], at(2 * joint, middle, middle))
    regression?.set([away], at(2 * joint + 1, middle, middle))
    heatmaps?.set([0.7], at(joint, middle + away, middle + away))
    offsets?.set([0.5], at(2 * joint + 1, middle + away, middle + away))
  }
  return [centres, regression, heatmaps, offsets].map((output) => output ?? new Float32Array())
}

describe('Follower', () => {
  it('looks for somebody, crops, and gives joints in pixels of the picture', async () => {
    const follower = new Follower(await testModule(), picture, detector, network)
    follower.setPicture(new Uint8ClampedArray(4 * picture.width * picture.height).fill(200))
    expect(follower.wantsDetection(0)).toBe(true)
    expect(follower.detectorInput()).toHaveLength(3 * 320 * 320)
    follower.detected(levelsWith({ left: 120, top: 40, right: 200, bottom: 200 }), 0)
    const input = follower.poseInput()
    expect(input).toHaveLength(3 * 96 * 128)
    expect(input?.every(Number.isFinite)).toBe(true)

    const pose = follower.estimated([heatmapsWithPeakAt(12, 16)], 0)
    // The box is twice as large in the detector's input as in the picture; joint 8 is in its middle.
    expect(pose?.[24]).toBeCloseTo(80, 0)
    expect(pose?.[25]).toBeCloseTo(60, 0)
    expect(pose?.[26]).toBeGreaterThan(0.8)
    expect(follower.wantsDetection(0.1)).toBe(false)
    follower.free()
  })

  it('does so with the stand-in networks', async () => {
    const nanodet = { size: 416, leastScore: 0.35 }
    const movenet = { width: 192, height: 192, outputs: 'movenet' } as const
    const follower = new Follower(await testModule(), picture, nanodet, movenet)
    follower.setPicture(new Uint8ClampedArray(4 * picture.width * picture.height).fill(200))
    expect(follower.detectorInput()).toHaveLength(3 * 416 * 416)
    follower.detected(levelsWith({ left: 156, top: 52, right: 260, bottom: 260 }, 416), 0)
    const input = follower.poseInput()
    expect(input).toHaveLength(3 * 192 * 192)
    expect(input?.[96 * 192 + 96]).toBeCloseTo(2 * (200 / 255) - 1, 5)

    const pose = follower.estimated(movenetOutputs(), 0)
    // The square round the box, 80 pixels high, is a tenth larger, on 48 cells.
    expect(pose?.[24]).toBeCloseTo(80 + (0.5 * 88) / 48, 2)
    expect(pose?.[25]).toBeCloseTo(60, 2)
    expect(pose?.[26]).toBeCloseTo(0.7, 5)
    expect(() => follower.estimated(movenetOutputs().slice(0, 3), 0)).toThrow(
      'pose network has undefined values',
    )
    follower.free()
  })

  it('tells who else is in the picture, keeps the one it follows, and changes on request', async () => {
    const follower = new Follower(await testModule(), picture, detector, network)
    const left = { left: 40, top: 40, right: 120, bottom: 200 }
    const right = { left: 200, top: 40, right: 280, bottom: 200 }
    const two = levelsWith(left)
    levelsWith(right)[1]?.forEach((value, i) => {
      if (value > -9 && two[1]) two[1][i] = value
    })
    follower.detectorInput()
    follower.detected(two, 0)
    const first = follower.box()
    const [other, ...more] = follower.others()
    expect(more).toEqual([])
    if (!first || !other) throw new Error('somebody is not found')
    const middle = (box: { left: number; right: number }) => (box.left + box.right) / 2
    expect(Math.abs(middle(first) - middle(other))).toBeGreaterThan(50)
    expect(follower.wantsDetection(0.5), 'lost until a pose is found').toBe(true)

    follower.follow(other, 1)
    expect(middle(follower.box() ?? first)).toBeCloseTo(middle(other), 4)
    expect(follower.others()).toEqual([])
    follower.detected(two, 1.1)
    expect(middle(follower.box() ?? first)).toBeCloseTo(middle(other), 0)
    expect(middle(follower.others()[0] ?? other)).toBeCloseTo(middle(first), 0)
    expect(follower.wantsDetection(1.5)).toBe(false)
    expect(follower.wantsDetection(2.2), 'while there are two').toBe(true)
    follower.free()
  })

  it('knows nobody when nothing is detected', async () => {
    const follower = new Follower(await testModule(), picture, detector, network)
    follower.detected(levelsWith(null), 0)
    expect(follower.poseInput()).toBeNull()
  })

  it('looks again after the person is lost', async () => {
    const follower = new Follower(await testModule(), picture, detector, network)
    follower.detected(levelsWith({ left: 120, top: 40, right: 200, bottom: 200 }), 0)
    follower.poseInput()
    expect(follower.estimated([new Float32Array(17 * 32 * 24)], 0.1)).toBeNull()
    expect(follower.wantsDetection(0.2)).toBe(true)
  })

  it('refuses outputs of another size', async () => {
    const follower = new Follower(await testModule(), picture, detector, network)
    expect(() => follower.detected([new Float32Array(3)], 0)).toThrow('detector has 3 values, not 8000')
    expect(() => follower.estimated([new Float32Array(3)], 0)).toThrow('pose network has 3 values, not 13056')
    expect(() => follower.estimated([], 0)).toThrow('has undefined values')
  })
})
