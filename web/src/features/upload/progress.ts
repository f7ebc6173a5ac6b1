import { auth } from '../../api/auth_session'
import * as contract from '../../api/generated'

export type StageProgress = contract.Stage
export type StageName = StageProgress['name']
export type StageState = StageProgress['state']

/** Something about a video that could be used all the same; `message` is a sentence for its owner. */
export type UploadNotice = contract.UploadNotice

/** How far the servers are with an uploaded video. */
export type Progress = contract.Progress

export function getProgress(trainingId: number, signal?: AbortSignal): Promise<Progress> {
  return auth.read(contract.Progress, `/api/upload/trainings/${trainingId}/progress`, { signal })
}

export async function retryProcessing(trainingId: number): Promise<void> {
  await auth.call(`/api/upload/trainings/${trainingId}/retry`, { method: 'POST' })
}

/** Makes a published training again, with the real networks. */
export async function makeAgain(trainingId: number): Promise<void> {
  await auth.call(`/api/upload/trainings/${trainingId}/reprocess`, { method: 'POST' })
}
