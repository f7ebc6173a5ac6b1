import {
  limbNames,
  type LimbGrade,
  type LimbReading,
  type Advice,
  type Reading,
  type ScoreSummary,
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
]
const absent = -1

export const readingNumberCount = 11 + 2 * limbNames.length
export const summaryNumberCount = 7 + 2 * limbNames.length

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

export function readingFrom(numbers: Float64Array): Reading {
  const worstLimb = present(numbers[10])
  return {
    time: numbers[0] ?? 0,
    score: present(numbers[1]),
    grade: grades[numbers[2] ?? 0] ?? 'unknown',
    terms: {
      posture: present(numbers[3]),
      timing: present(numbers[4]),
      vigour: present(numbers[5]),
      stillness: present(numbers[6]),
    },
    lagSeconds: present(numbers[7]),
    advice: advices[numbers[9] ?? 0] ?? 'waiting',
    worstLimb: worstLimb === null ? null : (limbNames[worstLimb] ?? null),
    limbs: limbsFrom(numbers, 11),
  }
}

export function summaryFrom(numbers: Float64Array): ScoreSummary {
  return {
    score: present(numbers[0]),
    terms: {
      posture: present(numbers[1]),
      timing: present(numbers[2]),
      vigour: present(numbers[3]),
      stillness: present(numbers[4]),
    },
    lagSeconds: present(numbers[5]),
    comparedSeconds: numbers[6] ?? 0,
    limbs: limbsFrom(numbers, 7),
  }
}
