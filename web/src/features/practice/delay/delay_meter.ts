import type { Keypoint } from '../../../engine'
import { jointNames, type JointName } from '../../../engine'
import { clapDelay, longestDelayMilliseconds, type DelayProblem, type HandsApart } from './clap_delay'

export type DelayMeasuring =
  | { step: 'placing' } // waits until both hands are seen
  | { step: 'beating'; beats: readonly number[] } // moments of performance.now()
  | { step: 'done'; milliseconds: number }
  | { step: 'failed'; problem: DelayProblem }

// 80 a minute: slow enough that half a second of delay is not taken for the next beat.
export const beatMilliseconds = 750
/** To get into the beat. */
const leadInBeats = 4
const countedBeats = 8
const settleMilliseconds = 1200
const leadMilliseconds = 1000
// Hands that lie on each other are seen badly.
const leastScore = 0.15

/** One measurement of the delay: sets the beat once the hands are seen, and looks for claps. */
export class DelayMeter {
  state: DelayMeasuring = { step: 'placing' }
  private hands: HandsApart[] = []
  private seenSince: number | null = null
  private ticks: (() => void)[] = []

  /** `tickAt` sounds at a moment of performance.now(), and gives what takes it back. */
  constructor(private readonly tickAt: (wall: number) => () => void) {}

  /** A reading of a frame that was taken at this moment of performance.now(). */
  seen(takenAt: number, keypoints: Keypoint[] | null): void {
    const apart = keypoints && wristsApart(keypoints)
    if (apart === null) this.seenSince = null
    else {
      this.seenSince ??= takenAt
      if (this.state.step === 'beating') this.hands.push({ at: takenAt, apart })
    }
  }

  /** Goes on with time; a new `state` where something has changed. */
  tick(now: number): void {
    if (this.state.step === 'placing') {
      if (this.seenSince !== null && now - this.seenSince >= settleMilliseconds) this.begin(now)
    } else if (this.state.step === 'beating') {
      const { beats } = this.state
      // The frames of the last clap come late themselves.
      if (now > (beats.at(-1) ?? 0) + beatMilliseconds + longestDelayMilliseconds) this.finish(beats)
    }
  }

  /** Silence from here on. */
  close(): void {
    for (const takeBack of this.ticks) takeBack()
    this.ticks = []
  }

  private begin(now: number): void {
    const beats = Array.from(
      { length: leadInBeats + countedBeats },
      (_, i) => now + leadMilliseconds + i * beatMilliseconds,
    )
    this.ticks = beats.map((beat) => this.tickAt(beat))
    this.state = { step: 'beating', beats }
  }

  private finish(beats: readonly number[]): void {
    const found = clapDelay(this.hands, beats.slice(leadInBeats))
    this.state = 'milliseconds' in found ? { step: 'done', ...found } : { step: 'failed', ...found }
  }
}

function wristsApart(keypoints: Keypoint[]): number | null {
  const between = (a: JointName, b: JointName) => {
    const [one, other] = [keypoints[jointNames.indexOf(a)], keypoints[jointNames.indexOf(b)]]
    if (!one || !other || Math.min(one.score, other.score) < leastScore) return null
    return Math.hypot(one.x - other.x, one.y - other.y)
  }
  const wrists = between('left_wrist', 'right_wrist')
  const shoulders = between('left_shoulder', 'right_shoulder')
  return wrists === null || !shoulders ? null : wrists / shoulders
}
