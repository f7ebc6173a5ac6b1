import { auth } from './auth_session'
import * as contract from './generated'

export type Profile = contract.Profile

export function getProfile(signal?: AbortSignal): Promise<Profile> {
  return auth.read(contract.Profile, '/api/profile', { signal })
}

export async function updateProfile(changes: contract.ProfileChange): Promise<void> {
  await auth.call('/api/profile', { method: 'PUT', body: changes })
}

export async function sendProfilePicture(userId: string, picture: Blob): Promise<void> {
  const form = new FormData()
  form.append('image', picture)
  await auth.call(`/api/profile/${encodeURIComponent(userId)}/image`, { method: 'POST', body: form })
}
