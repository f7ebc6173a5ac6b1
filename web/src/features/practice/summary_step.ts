/** How a whole practice went, in steps that its words fit. */
export type SummaryStep = 'great' | 'good' | 'fair' | 'poor' | 'none' | 'unread'

/** Those of libs/score/grading.h, and what nobody reaches who only moves. */
export function summaryStep(score: number | null): SummaryStep {
  if (score === null) return 'unread'
  if (score >= 88) return 'great'
  if (score >= 70) return 'good'
  if (score >= 40) return 'fair'
  return score >= 10 ? 'poor' : 'none'
}
