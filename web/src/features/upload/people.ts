import { auth } from '../../api/auth_session'
import * as contract from '../../api/generated'

/** Who may be the trainer of a video. */
export type PeopleInVideo = contract.PeopleInVideo
export type PersonInVideo = contract.PersonInVideo

export function getPeople(trainingId: number, signal?: AbortSignal): Promise<PeopleInVideo> {
  return auth.read(contract.PeopleInVideo, `/api/upload/trainings/${trainingId}/people`, { signal })
}

/** Has poses and shape made again for the person of this number. */
export async function chooseTrainer(trainingId: number, person: number): Promise<void> {
  await auth.call(`/api/upload/trainings/${trainingId}/trainer`, { method: 'POST', body: { person } })
}
