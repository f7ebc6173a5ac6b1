import { auth } from './auth_session'
import * as contract from './generated'
import { pageOf, type Page } from './page'

/** A finished training session of the caller, without its course. */
export type SessionRow = contract.TrainingSessionSummary
export type Session = contract.TrainingSession

/** Newest first; of one training alone where asked for. */
export async function listSessions(
  query: { trainingId?: number; page: number; size: number },
  signal?: AbortSignal,
): Promise<Page<SessionRow>> {
  const parameters = new URLSearchParams({
    page: String(query.page),
    size: String(query.size),
    sort: 'startedAt,DESC',
  })
  if (query.trainingId !== undefined) parameters.set('trainingId', String(query.trainingId))
  const path = `/api/me/sessions?${parameters}`
  const { _embedded: embedded, page: place } = await auth.read(contract.TrainingSessionPage, path, { signal })
  return pageOf(embedded.sessionList, place)
}

export function getSession(id: number, signal?: AbortSignal): Promise<Session> {
  return auth.read(contract.TrainingSession, `/api/me/sessions/${id}`, { signal })
}

export async function deleteSession(id: number): Promise<void> {
  await auth.call(`/api/me/sessions/${id}`, { method: 'DELETE' })
}
