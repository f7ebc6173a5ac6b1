import { auth } from './auth_session'
import * as contract from './generated'

/** What a server that computes has to work with. */
export type ServerNetworks = contract.ServerNetworks

export type Networks = contract.NetworkOverview

/** Admins only, as the others here. */
export function getNetworks(signal?: AbortSignal): Promise<Networks> {
  return auth.read(contract.NetworkOverview, '/api/upload/networks', { signal })
}

export type QueuedJobs = contract.Queue['jobs'][number]

/** How many jobs of each kind are open. */
export async function getQueue(signal?: AbortSignal): Promise<QueuedJobs[]> {
  return (await auth.read(contract.Queue, '/api/upload/queue', { signal })).jobs
}

/** Makes again what was made with stand-in networks, one after another; gives how many trainings that are. */
export async function remakeAll(): Promise<number> {
  const { trainings } = await auth.read(contract.NotedTrainings, '/api/upload/reprocess', { method: 'POST' })
  return trainings
}
