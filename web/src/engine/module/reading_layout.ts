import {
  limbNames,
  type LimbGrade,
  type LimbReading,
  type Advice,
  type Reading,
  type ScoreSummary,
  type Terms,
} from '../types'

// The order of numbers and of enumerators is that of libs/score/reading_layout.h and reading.h.
const grades: LimbGrade[] = ['unknown', 'poor', 'fair', 'good']
const advices: Advice[] = [
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
const absent = -1

export const readingNumberCount = 14 + 2 * limbNames.length
export const summaryNumberCount = 13 + 2 * limbNames.length

function present(value: number | undefined): number | null {
  return value === undefined || value === absent ? null : value
}

function limbsFrom(numbers: Float64Array, first: number): LimbReading[] {
  return limbNames.map((name, limb) => ({
    name,
    score: present(numbers[first + 2 * limb]),
    grade: grades[numbers[first + 2 * limb + 1] ?? 0] ?? 'unknown',
  }))
}

function termsFrom(numbers: Float64Array, first: number): Terms {
  return {
    posture: present(numbers[first]),
    timing: present(numbers[first + 1]),
    vigour: present(numbers[first + 2]),
    stillness: present(numbers[first + 3]),
    speed: present(numbers[first + 4]),
  }
}

export function readingFrom(numbers: Float64Array): Reading {
  const worstLimb = present(numbers[11])
  return {
    time: numbers[0] ?? 0,
    score: present(numbers[1]),
    grade: grades[numbers[2] ?? 0] ?? 'unknown',
    terms: termsFrom(numbers, 3),
    lagSeconds: present(numbers[8]),
    coverage: numbers[9] ?? 0,
    advice: advices[numbers[10] ?? 0] ?? 'waiting',
    worstLimb: worstLimb === null ? null : (limbNames[worstLimb] ?? null),
    repetitions: numbers[12] ?? 0,
    lastDepth: present(numbers[13]),
    limbs: limbsFrom(numbers, 14),
  }
}

export function summaryFrom(numbers: Float64Array): ScoreSummary {
  return {
    score: present(numbers[0]),
    terms: termsFrom(numbers, 1),
    lagSeconds: present(numbers[6]),
    comparedSeconds: numbers[7] ?? 0,
    coverage: numbers[8] ?? 0,
    repetitions: numbers[9] ?? 0,
    askedRepetitions: numbers[10] ?? 0,
    depth: present(numbers[11]),
    periodSeconds: present(numbers[12]),
    limbs: limbsFrom(numbers, 13),
  }
}
