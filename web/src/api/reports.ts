import { auth } from './auth_session'
import * as contract from './generated'

export type ReportReason = contract.ReportReason
export const reportReasons = contract.ReportReason.options

/** A training, or a comment on one. */
export type Reported = { trainingId: number } | { commentId: number }

export async function report(what: Reported, reason: ReportReason, text: string): Promise<void> {
  const body = { ...what, reason, text } satisfies contract.NewReport
  await auth.call('/api/reports', { method: 'POST', body })
}
