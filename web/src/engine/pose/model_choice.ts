import type { ModelSize } from './protocol'

// With what a frame takes besides, this leaves thirty poses a second.
const slowestTrialMilliseconds = 26
const slowestPoseMilliseconds = 40
// The large network takes about four times as long; below this it may be fast enough.
const worthTryingMilliseconds = 8
const windowLength = 30
const firstDecisionLength = 8
const mostTrials = 3

/**
 * Chooses between the small pose network, which is there first, and the large one, which is more exact, by how long they take here.
 * Changes its mind only a few times, so that a machine at the border does not waver.
 */
export class ModelChoice {
  private times: number[] = []
  private trials = 0
  private chosen: ModelSize = 'small'

  /** smallMilliseconds: of one run of the small network, before anybody waits for it. */
  constructor(private readonly smallMilliseconds: number) {}

  get model(): ModelSize {
    return this.chosen
  }

  /**
   * Whether to run the large network for its time, which takes as long as many frames: at once when it comes and the small one is
   * fast, or when this turns out later.
   */
  get wantsTrial(): boolean {
    if (this.chosen === 'large' || this.trials >= mostTrials) return false
    if (this.trials === 0 && this.smallMilliseconds < worthTryingMilliseconds) return true
    return this.times.length >= windowLength && median(this.times) < worthTryingMilliseconds
  }

  /** Takes the time of one run of the large network. */
  tried(milliseconds: number): void {
    this.trials++
    this.times = []
    if (milliseconds <= slowestTrialMilliseconds) this.chosen = 'large'
  }

  /** Takes the time of one frame with the chosen network. */
  measured(milliseconds: number): void {
    this.times.push(milliseconds)
    if (this.times.length > windowLength) this.times.shift()
    const isSlow = this.times.length >= firstDecisionLength && median(this.times) > slowestPoseMilliseconds
    if (this.chosen === 'small' || !isSlow) return
    this.chosen = 'small'
    this.times = []
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
