import { auth } from '../../api/auth_session'
import * as contract from '../../api/generated'

export type StageProgress = contract.Stage
export type StageName = StageProgress['name']
export type StageState = StageProgress['state']

/** Something about a video that could be used all the same; `message` is a sentence for its owner. */
export type UploadNotice = contract.UploadNotice

/** How far the servers are with an uploaded video. */
export type Progress = contract.Progress

/** What the servers say of a video that will be the same however often it is tried. */
const failuresOfVideos = new Set([
  '1201',
  '1202',
  '1203',
  '1204',
  '1205',
  '1206',
  '1208',
  '1209',
  '1210',
  '1211',
])

/** Whether only another video helps. */
export function isOfVideo(failure: Progress['failure']): boolean {
  return failure !== null && failuresOfVideos.has(failure.error)
}

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
