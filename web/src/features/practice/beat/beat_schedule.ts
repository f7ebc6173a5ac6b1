/** Where the trainer's video is at a moment, while it plays. Seconds. */
export interface VideoPosition {
  time: number
  /** Seconds of the video in a second. */
  rate: number
  /** Where it goes elsewhere by itself: the end of a section that repeats. */
  until: number
}

export const aheadMilliseconds = 600
const lateMilliseconds = 50
const jumpSeconds = 0.1

/**
 * Hands the beats of the trainer over a little before their moment, so that the audio clock, and not a timer, says when they are
 * heard; and takes back those that are ahead when the video does not get there. Moments are those of performance.now().
 */
export class BeatSchedule {
  private last: { wall: number; position: VideoPosition } | null = null
  /** Of the video: all before is handed over. */
  private doneUntil = -Infinity
  private pending: { wall: number; takeBack: () => void }[] = []

  constructor(private readonly tickAt: (wall: number) => () => void) {}

  /** To be called several times within `aheadMilliseconds`. No position: the video stands still, or is not to be heard. */
  look(wall: number, position: VideoPosition | null, beats: readonly number[]): void {
    if (!position || this.hasJumped(wall, position)) this.takeBack(wall)
    this.last = position && { wall, position }
    if (!position) return
    const { time, rate, until } = position
    const to = Math.min(until, time + (aheadMilliseconds / 1000) * rate)
    for (const beat of beats) {
      const at = wall + ((beat - time) / rate) * 1000
      if (beat < this.doneUntil || beat >= to || at < wall - lateMilliseconds) continue
      this.pending.push({ wall: at, takeBack: this.tickAt(at) })
    }
    this.doneUntil = Math.max(this.doneUntil, to)
    this.pending = this.pending.filter((tick) => tick.wall > wall)
  }

  private hasJumped(wall: number, { time, rate }: VideoPosition): boolean {
    if (!this.last) return true
    const expected = this.last.position.time + ((wall - this.last.wall) / 1000) * this.last.position.rate
    return rate !== this.last.position.rate || Math.abs(time - expected) > jumpSeconds
  }

  private takeBack(wall: number): void {
    for (const tick of this.pending) if (tick.wall > wall) tick.takeBack()
    this.pending = []
    this.doneUntil = -Infinity
  }
}
