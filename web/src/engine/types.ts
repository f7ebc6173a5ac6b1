/** The 17 joints in the order of every keypoint array here (COCO). */
export const jointNames = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
] as const
export type JointName = (typeof jointNames)[number]

/** The limbs that are compared, in the order of Reading.limbs. Sides are the trainee's own. */
export const limbNames = [
  'left_upper_arm',
  'right_upper_arm',
  'left_forearm',
  'right_forearm',
  'left_thigh',
  'right_thigh',
  'left_shin',
  'right_shin',
  'trunk',
  'shoulders',
] as const
export type LimbName = (typeof limbNames)[number]

/** One joint in pixels of the picture it was found in (the camera picture, not mirrored). */
export interface Keypoint {
  x: number
  y: number
  /** Confidence 0..1; 0 means that the joint was not found. */
  score: number
}

/** The pose of one person at one moment. */
export interface Pose {
  /** Seconds; a trainer's pose: on the clock of the video. */
  time: number
  /** 17 joints in the order of jointNames. */
  keypoints: Keypoint[]
}

/** What the trainee should be told now. The page has the words in both languages. */
export type Advice =
  | 'waiting' // no reading yet: too little was seen, or the video stands still
  | 'no_person' // the camera sees nobody
  | 'get_in_frame' // somebody is there, but too few joints are visible
  | 'come_closer' // the person is too small in the picture
  | 'late' // follows the trainer, but late; see lagSeconds
  | 'move_more' // smaller movements than the trainer's
  | 'hold_still' // the trainer holds a pose, the trainee does not
  | 'watch_limb' // one limb is off; see worstLimb
  | 'good'
  | 'great'
  | 'early' // ahead of the trainer; see lagSeconds
  | 'sit_deeper' // the hips go down less than the trainer's
  | 'raise_limb' // worstLimb is held too low
  | 'lower_limb' // worstLimb is held too high
  | 'too_slow' // the same at a slower pace
  | 'too_fast' // the same at a faster pace
  | 'turn_mirror' // moves the other way round: the mirror setting is to be turned over
  | 'partly_seen' // a part of the body that counts is not in the picture, which takes from the score
  | 'legs_not_seen' // the same, and it is the legs or their lower halves
  | 'arms_not_seen' // the same of the arms

/** How close a limb is, in steps that change with hysteresis. 'unknown': not seen or not moving now. */
export type LimbGrade = 'good' | 'fair' | 'poor' | 'unknown'

export interface LimbReading {
  name: LimbName
  /** 0..100, or null where there is no reading. */
  score: number | null
  grade: LimbGrade
}

/** One live reading, at most once a camera frame. Numbers are never NaN. */
export interface Reading {
  /** Seconds on the clock of the trainer's video. */
  time: number
  /** The gauge, 0..100, or null: no reading (which is neither low nor high). */
  score: number | null
  /** Steps of the gauge, with hysteresis, so that colours and words do not flicker. */
  grade: LimbGrade
  /** The terms behind the gauge, each 0..100 or null. */
  terms: Terms
  limbs: LimbReading[]
  /** How far the trainee is behind the trainer, -0.4..0.9 seconds, negative ahead; null when unknown. */
  lagSeconds: number | null
  /** Share of what matters that is seen, 0..1. */
  coverage: number
  advice: Advice
  worstLimb: LimbName | null
  /** Of the trainee so far; 0 where the trainer repeats nothing. */
  repetitions: number
  /** How far the last of them went against the trainer's, 0..100. */
  lastDepth: number | null
}

export interface Terms {
  /** How alike the limbs are. */
  posture: number | null
  /** 100 up to 0.3 s behind or ahead, falling after. */
  timing: number | null
  /** Extent of the movements against the trainer's. */
  vigour: number | null
  /** How still the trainee is while the trainer holds a pose; null when nothing is held. */
  stillness: number | null
  /** 100 at the trainer's pace. */
  speed: number | null
}

/** The score of a whole training session, for the page after the end. */
export interface ScoreSummary {
  score: number | null
  terms: Terms
  limbs: LimbReading[]
  lagSeconds: number | null
  /** Seconds of the video that were compared. */
  comparedSeconds: number
  /** Share of what matters that was seen, 0..1. */
  coverage: number
  repetitions: number
  /** Those of the trainer up to the last moment that was compared. */
  askedRepetitions: number
  /** How far the repetitions went against the trainer's on average, 0..100. */
  depth: number | null
  /** Between two repetitions on average. */
  periodSeconds: number | null
}

/** What the engine is doing. Codes of failures are words for the page to translate. */
export type EngineState = 'loading' | 'ready' | 'running' | 'failed' | 'closed'

export type FailureCode =
  | 'camera_denied' // the person or the system refused
  | 'camera_missing' // no camera
  | 'camera_busy' // another program holds it
  | 'camera_lost' // it went away while running
  | 'camera_unsupported' // this browser or this address (no HTTPS) has no camera access
  | 'poses_unavailable' // the trainer's poses could not be fetched or are damaged
  | 'models_unavailable' // a model or the module could not be fetched
  | 'engine_unsupported' // no WebAssembly SIMD or no module workers
  | 'engine_timeout' // the models did not start in time
  | 'engine_failed' // a fault of ours; detail has more

export interface EngineFailure {
  code: FailureCode
  /** For the console, not for people. */
  detail: string
}

/** The networks that are meant to be used, or those that take their place where a file of them is missing. */
export type NetworkSet = 'real' | 'stand-in'

/** How the pose engine runs, for a diagnostics line. Times are moving averages in milliseconds. */
export interface EngineStatistics {
  networks: NetworkSet
  /** Which of their two pose networks. */
  model: 'large' | 'small'
  backend: 'webgpu' | 'wasm'
  threads: number
  /** Poses a second over the last seconds. */
  framesPerSecond: number
  /** From handing a camera frame over to its pose. */
  poseMilliseconds: number
  /** The detector's share of that, in frames where it ran. */
  detectorMilliseconds: number
  scoreMilliseconds: number
  /** From the moment a frame was taken to its score; 95 of 100 took no longer. */
  latencyMilliseconds: number
  framesDropped: number
}
