import type { Cues } from '../cues'
import { BeatSchedule, type VideoPosition } from './beat_schedule'

const lookMilliseconds = 50

/** What is repeated, and where the video is. */
interface BeatSource {
  /** Seconds of the video, in order. */
  beats: () => readonly number[]
  /** At a moment of performance.now(); null while nothing is to be heard. */
  position: (wall: number) => VideoPosition | null
}

/** A quiet tick at each repetition of the trainer, until it is closed. */
export class Beat {
  isOn = false
  private readonly schedule: BeatSchedule
  private readonly timer: ReturnType<typeof setInterval>

  constructor(cues: Cues, source: BeatSource) {
    this.schedule = new BeatSchedule((wall) => cues.tickAt(wall))
    this.timer = setInterval(() => {
      const now = performance.now()
      const position = this.isOn ? source.position(now) : null
      this.schedule.look(now, position, position ? source.beats() : [])
    }, lookMilliseconds)
  }

  close(): void {
    clearInterval(this.timer)
  }
}
