import { describe, expect, it } from 'vitest'
import { limbNames, type LimbReading, type Reading, type ScoreSummary, type Terms } from '../types'
import { Scorer, Trainer } from './scorer'
import { scoreVectors, testModule } from './test_module'

const tolerance = 1e-9
const gradeCodes = ['unknown', 'poor', 'fair', 'good']
const adviceCodes = [
  'waiting',
  'no_person',
  'get_in_frame',
  'come_closer',
  'late',
  'move_more',
  'hold_still',
  'watch_limb',
  'good',
  'great',
  'early',
  'sit_deeper',
  'raise_limb',
  'lower_limb',
  'too_slow',
  'too_fast',
  'turn_mirror',
  'partly_seen',
  'legs_not_seen',
  'arms_not_seen',
]

function numbersOf(terms: Terms): number[] {
  return [terms.posture, terms.timing, terms.vigour, terms.stillness, terms.speed].map((term) => term ?? -1)
}

function numbersOfLimbs(limbs: LimbReading[]): number[] {
  return limbs.flatMap(({ score, grade }) => [score ?? -1, gradeCodes.indexOf(grade)])
}

function flatReading(reading: Reading): number[] {
  const worst = reading.worstLimb === null ? -1 : limbNames.indexOf(reading.worstLimb)
  return [
    reading.time,
    reading.score ?? -1,
    gradeCodes.indexOf(reading.grade),
    ...numbersOf(reading.terms),
    reading.lagSeconds ?? -1,
    reading.coverage,
    adviceCodes.indexOf(reading.advice),
    worst,
    reading.repetitions,
    reading.lastDepth ?? -1,
    ...numbersOfLimbs(reading.limbs),
  ]
}

function flatSummary(summary: ScoreSummary): number[] {
  return [
    summary.score ?? -1,
    ...numbersOf(summary.terms),
    summary.lagSeconds ?? -1,
    summary.comparedSeconds,
    summary.coverage,
    summary.repetitions,
    summary.askedRepetitions,
    summary.depth ?? -1,
    summary.periodSeconds ?? -1,
    ...numbersOfLimbs(summary.limbs),
  ]
}

function expectEqual(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(expected.length)
  const difference = Math.max(...actual.map((value, i) => Math.abs(value - (expected[i] ?? NaN))))
  expect(difference).toBeLessThanOrEqual(tolerance)
}

describe('the scorer in the page', () => {
  it('agrees with the native scorer to 1e-9', async () => {
    const module = await testModule()
    const vectors = scoreVectors()
    const trainer = Trainer.read(module, vectors.trainer)
    const scorer = new Scorer(module, trainer, false)
    const picture = { width: vectors.pictureWidth, height: vectors.pictureHeight }
    for (const { time, pose, reading } of vectors.observations) {
      const actual = scorer.observe(time, pose, picture)
      expectEqual(flatReading(actual), reading)
    }
    expectEqual(flatSummary(scorer.summary()), vectors.summary)
    scorer.free()
    trainer.free()
  })

  it('reads the poses of the trainer', async () => {
    const module = await testModule()
    const trainer = Trainer.read(module, scoreVectors().trainer)
    expect(trainer.frameCount).toBe(90)
    expect(trainer.size).toEqual({ width: 640, height: 480 })
    expect(trainer.poseAt(1.05)?.time).toBeCloseTo(1, 9)
    expect(trainer.poseAt(-1)?.time).toBe(0)
    expect(trainer.poseAt(1e9)?.time).toBeCloseTo(8.9, 9)
    expect(trainer.poseAt(0)?.keypoints).toHaveLength(17)
  })

  it('tells the beat of what the trainer repeats', async () => {
    const trainer = Trainer.read(await testModule(), scoreVectors().trainer)
    const [first = NaN, second = NaN, ...more] = trainer.beats()
    expect(first).toBeCloseTo(2.17, 1)
    expect(second).toBeCloseTo(6.87, 1)
    expect(more).toEqual([])
    trainer.free()
  })

  it('says why it refuses poses', async () => {
    const module = await testModule()
    const { trainer } = scoreVectors()
    expect(() => Trainer.read(module, new Uint8Array())).toThrow('no poses')
    expect(() => Trainer.read(module, trainer.subarray(0, trainer.length - 1))).toThrow('length')
    const garbled = trainer.slice()
    garbled[0] = 0
    expect(() => Trainer.read(module, garbled)).toThrow('TZP1')
  })

  it('gives no reading for nobody', async () => {
    const module = await testModule()
    const scorer = new Scorer(module, Trainer.read(module, scoreVectors().trainer), true)
    for (let i = 0; i < 50; i++) {
      const reading = scorer.observe(i / 10, null, { width: 640, height: 480 })
      expect(reading.score).toBeNull()
      expect(reading.advice).toBe('no_person')
    }
    expect(scorer.summary().score).toBeNull()
  })
})
