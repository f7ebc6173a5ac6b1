import type { NetworkSet } from '../engine/types'
import { auth } from './auth_session'

/** What a server that computes has to work with. */
export interface ServerNetworks {
  state: 'ready' | 'waiting' | 'unreachable'
  /** In use; null while it waits, or is not known. */
  networks: NetworkSet | null
  /** Files of the real networks that are not there. */
  missing: string[]
}

export interface Networks {
  pose: ServerNetworks
  shape: ServerNetworks
  /** How many trainings were made with the stand-in networks. */
  standInTrainings: number
}

/** Admins only, as remakeAll(). */
export async function getNetworks(signal?: AbortSignal): Promise<Networks> {
  const answer = await auth.call('/api/upload/networks', { signal })
  return answer.body as Networks
}

/** Makes again what was made with stand-in networks, one after another; gives how many trainings that are. */
export async function remakeAll(): Promise<number> {
  const answer = await auth.call('/api/upload/reprocess', { method: 'POST' })
  return (answer.body as { trainings: number }).trainings
}
