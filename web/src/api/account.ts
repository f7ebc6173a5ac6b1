import { auth } from './auth_session'
import * as contract from './generated'

/** One sign-in of the person, on this device or another. */
export type SignIn = contract.Session

/** The one used last first. */
export async function listSignIns(signal?: AbortSignal): Promise<SignIn[]> {
  const list = await auth.read(contract.SessionList, '/api/auth/sessions', { signal })
  return list._embedded.sessionList
}

export async function endSignIn(id: string): Promise<void> {
  await auth.call(`/api/auth/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

/** Everything that is kept about the person, as a JSON file. */
export async function exportData(signal?: AbortSignal): Promise<Blob> {
  const answer = await auth.call('/api/me/export', { method: 'POST', binary: true, signal })
  return answer.body as Blob
}
