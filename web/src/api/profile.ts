import { auth } from './auth_session'
import * as contract from './generated'
import { optionalPathOf } from './links'

export interface Profile extends contract.Profile {
  /** Absent when there is none. */
  picture: string | undefined
}

export async function getProfile(signal?: AbortSignal): Promise<Profile> {
  const profile = await auth.read(contract.Profile, '/api/profile', { signal })
  return { ...profile, picture: optionalPathOf(profile._links.imageSmall) }
}

export async function updateProfile(changes: contract.ProfileChange): Promise<void> {
  await auth.call('/api/profile', { method: 'PUT', body: changes })
}

export async function sendProfilePicture(userId: string, picture: Blob): Promise<void> {
  const form = new FormData()
  form.append('image', picture)
  await auth.call(`/api/profile/${encodeURIComponent(userId)}/image`, { method: 'POST', body: form })
}
