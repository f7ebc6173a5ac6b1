import * as v from 'valibot'
import { auth } from './auth_session'
import * as contract from './generated'
import { listTrainings, type TrainingRow } from './trainings'

/** A trainer to whom the caller subscribes. */
export type Subscription = contract.Subscription

export function listSubscriptions(signal?: AbortSignal): Promise<Subscription[]> {
  return auth.read(v.array(contract.Subscription), '/api/subscribes', { signal })
}

export async function setSubscription(trainerId: string, subscribe: boolean): Promise<void> {
  await auth.call(`/api/trainer/${encodeURIComponent(trainerId)}`, { method: subscribe ? 'POST' : 'DELETE' })
}

export interface Trainer {
  id: string
  name: string
  isSubscribed: boolean
  /** Public ones, newest first. */
  trainings: TrainingRow[]
}

const mostTrainings = 100

/** The trainer of this nickname, as a member or a visitor sees them; undefined when there is no public training of theirs. */
export async function getTrainer(
  name: string,
  isMember: boolean,
  signal?: AbortSignal,
): Promise<Trainer | undefined> {
  // The search finds words of titles too.
  const { rows } = await listTrainings(
    { of: 'everybody', search: name, page: 0, size: mostTrainings, sort: 'modifiedDate,DESC' },
    signal,
  )
  const trainings = rows.filter((row) => row.trainer === name)
  const [first] = trainings
  if (!first) return undefined
  const { trainerId: id } = first
  const subscriptions = isMember ? await listSubscriptions(signal) : []
  return { id, name, isSubscribed: subscriptions.some(({ trainerId }) => trainerId === id), trainings }
}
