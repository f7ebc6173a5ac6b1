import * as v from 'valibot'
import { auth } from './auth_session'
import * as contract from './generated'
import { optionalPathOf } from './links'
import type { Page } from './page'
import { listTrainings, type TrainingRow } from './trainings'

/** A trainer to whom the caller subscribes. */
export interface Subscription extends Omit<contract.Subscription, '_links'> {
  /** Absent when there is none. */
  trainerPicture: string | undefined
}

export async function listSubscriptions(signal?: AbortSignal): Promise<Subscription[]> {
  const trainers = await auth.read(v.array(contract.Subscription), '/api/subscribes', { signal })
  return trainers.map(({ _links: links, ...trainer }) => ({
    ...trainer,
    trainerPicture: optionalPathOf(links?.trainerImageSmall),
  }))
}

export async function setSubscription(trainerId: string, subscribe: boolean): Promise<void> {
  await auth.call(`/api/trainer/${encodeURIComponent(trainerId)}`, { method: subscribe ? 'POST' : 'DELETE' })
}

export interface Trainer {
  id: string
  isSubscribed: boolean
  /** Absent when there is none. */
  picture: string | undefined
  /** Public ones, newest first; of a page that is past the last, those of the first. */
  trainings: Page<TrainingRow>
}

/** The trainer of this nickname, as a member or a visitor sees them; undefined when there is no public training of theirs. */
export async function getTrainer(
  name: string,
  page: number,
  isMember: boolean,
  signal?: AbortSignal,
): Promise<Trainer | undefined> {
  const trainings = await listTrainings(
    { of: 'everybody', trainer: name, page, sort: 'modifiedDate,DESC' },
    signal,
  )
  const [first] = trainings.rows
  if (!first) return page > 0 ? getTrainer(name, 0, isMember, signal) : undefined
  const { trainerId: id, trainerPicture: picture } = first
  const subscriptions = isMember ? await listSubscriptions(signal) : []
  return { id, picture, isSubscribed: subscriptions.some(({ trainerId }) => trainerId === id), trainings }
}
