import { auth } from '../api/auth_session'
import type { TrainingState } from '../api/trainings'
import type { NetworkSet } from '../engine/types'

export type StageName = 'normalise' | 'pose' | 'shape'
export type StageState = 'waiting' | 'running' | 'done' | 'failed'

export interface StageProgress {
  name: StageName
  state: StageState
  percent: number
  framesPerSecond: number | null
}

/** Something about a video that could be used all the same; `message` is a sentence for its owner. */
export interface UploadNotice {
  kind: 'sound_left_out' | 'cut_off' | 'frames_thinned' | 'stand_in_networks'
  message: string
}

/** How far the servers are with an uploaded video. */
export interface Progress {
  state: TrainingState
  percent: number
  secondsLeft: number | null
  stages: StageProgress[]
  failure: { error: string; message: string } | null
  notices: UploadNotice[]
  /** Why it does not go on for the time being; `message` is a sentence for its owner. */
  waitingFor: { reason: 'models'; message: string } | null
  /** What it is made with; null when that is not known yet. */
  networks: NetworkSet | null
  /** It was made with stand-ins, and the real networks are there now. */
  reprocessable: boolean
}

export async function getProgress(trainingId: number, signal?: AbortSignal): Promise<Progress> {
  const answer = await auth.call(`/api/upload/trainings/${trainingId}/progress`, { signal })
  return answer.body as Progress
}

export async function retryProcessing(trainingId: number): Promise<void> {
  await auth.call(`/api/upload/trainings/${trainingId}/retry`, { method: 'POST' })
}

/** Makes a published training again, with the real networks. */
export async function makeAgain(trainingId: number): Promise<void> {
  await auth.call(`/api/upload/trainings/${trainingId}/reprocess`, { method: 'POST' })
}
