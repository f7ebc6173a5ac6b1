import type {
  Box,
  EngineStatistics,
  FailureCode,
  FilesState,
  LimbGrade,
  LimbName,
  NetworkSet,
  Reading,
  ScoreSummary,
} from '../../engine'
import type { ScoredMoment } from '../../api/generated'
import type { Pairing } from '../phone_camera'
import type { DelayMeasuring } from './delay/delay_meter'
import type { PictureSource } from './picture_source'
import type { PracticePhase } from './practice_flow'

export type PracticeFailure = FailureCode | 'video_failed' | 'phone_lost' | 'pairing_failed'
export type PreparingStep = 'files' | 'camera' | 'phone' | 'model'

/** Why it is paused: the person wants it, cannot see it, or the camera's picture stands still. */
export type PauseReason = 'person' | 'hidden' | 'camera'

/** A section of the video that is done over and over; it has no end while it is being chosen. Seconds. */
export interface LoopSection {
  from: number
  to: number | null
}

/** A limb that wants attention, where it is on the stage. */
export interface LimbMark {
  name: LimbName
  grade: LimbGrade
  /** Shares of the sides of the stage. */
  x: number
  y: number
}

export interface PracticeView {
  /** What all of this was read from. */
  source: PictureSource
  phase: PracticePhase
  step: PreparingStep
  /** How a phone gets here; null while there is no code for it. */
  pairing: Pairing | null
  /** How far the files of the engine have come. */
  files: FilesState
  /** Whole seconds left of the countdown; 0 outside it. */
  countdown: number
  reading: Reading | null
  /** The worst limbs of the reading. */
  marks: LimbMark[]
  /** Who else is in the picture: boxes on the stage, as shares of its sides, from left to right. */
  others: Box[]
  /** Where the head of the person who counts is on the stage; null when it is not seen. */
  head: { x: number; y: number } | null
  pausedBy: PauseReason
  loop: LoopSection | null
  /** Whether the trainer repeats something; null while that is not known. */
  hasBeat: boolean | null
  /** The measured delay of the camera that is open, milliseconds; null when it was not measured. */
  delay: number | null
  /** How the measurement of the delay goes; null outside it. */
  measuring: DelayMeasuring | null
  failure: PracticeFailure | null
  cameras: { deviceId: string; label: string }[]
  summary: ScoreSummary | null
  history: ScoredMoment[]
  /** When the training session began that runs or has ended; null before the first. */
  startedAt: Date | null
  /** How the engine runs; null when not known. */
  statistics: EngineStatistics | null
  /** Which networks read the pose; null before they are loaded. */
  networks: NetworkSet | null
}

export const firstView: PracticeView = {
  source: 'camera',
  phase: 'preparing',
  step: 'files',
  pairing: null,
  files: { state: 'idle' },
  countdown: 0,
  reading: null,
  marks: [],
  others: [],
  head: null,
  pausedBy: 'person',
  loop: null,
  hasBeat: null,
  delay: null,
  measuring: null,
  failure: null,
  cameras: [],
  summary: null,
  history: [],
  startedAt: null,
  statistics: null,
  networks: null,
}
