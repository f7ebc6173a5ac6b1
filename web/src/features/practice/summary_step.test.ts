import { describe, expect, it } from 'vitest'
import { english } from '../../i18n/english'
import { korean } from '../../i18n/korean'
import { summaryStep } from './summary_step'

describe('the words of a summary', () => {
  it('fit the score', () => {
    expect(summaryStep(null)).toBe('unread')
    expect([0, 9, 10, 40, 70, 88, 100].map(summaryStep)).toEqual([
      'none',
      'none',
      'poor',
      'fair',
      'good',
      'great',
      'great',
    ])
  })
  it('do not praise who did nothing', () => {
    for (const { practice } of [english, korean]) {
      expect(practice.summaryHeading[summaryStep(0)]).not.toBe(practice.summaryHeading.good)
      expect(practice.summaryHeading[summaryStep(0)]).not.toBe(practice.summaryHeading.great)
    }
  })
})
