import { auth } from './auth_session'

/** One sign-in of the person, on this device or another. */
export interface SignIn {
  sessionId: string
  createdDate: string
  lastUsedDate: string
  address: string
  userAgent: { deviceType: string; os: string; browser: string; browserVersion: string }
  current: boolean
}

/** The one used last first. */
export async function listSignIns(signal?: AbortSignal): Promise<SignIn[]> {
  const answer = await auth.call('/api/auth/sessions', { signal })
  const body = answer.body as { _embedded?: { sessionList?: SignIn[] } } | undefined
  return body?._embedded?.sessionList ?? []
}

export async function endSignIn(id: string): Promise<void> {
  await auth.call(`/api/auth/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
