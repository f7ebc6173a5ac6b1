import { session } from '../api/session'
import type { TrainingState } from '../api/trainings'

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
  kind: 'sound_left_out' | 'cut_off' | 'frames_thinned'
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
}

export async function getProgress(trainingId: number, signal?: AbortSignal): Promise<Progress> {
  const answer = await session.call(`/api/upload/trainings/${trainingId}/progress`, { signal })
  return answer.body as Progress
}

export async function retryProcessing(trainingId: number): Promise<void> {
  await session.call(`/api/upload/trainings/${trainingId}/retry`, { method: 'POST' })
}
