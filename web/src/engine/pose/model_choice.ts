import type { ModelSize } from './protocol'

const slowestPoseMilliseconds = 85
// The larger network takes about four times as long.
const fastEnoughToGrowMilliseconds = 15
const windowLength = 30
const firstDecisionLength = 8
const mostChanges = 3

/**
 * Chooses the larger network as long as it leaves ten poses a second, by the median of what was measured.
 * Changes its mind only a few times, so that a machine at the border does not waver.
 */
export class ModelChoice {
  private times: number[] = []
  private changes = 0
  private chosen: ModelSize = 'large'

  get model(): ModelSize {
    return this.chosen
  }

  /** Takes the time of one frame with the chosen network. Returns whether another one is chosen now. */
  measured(milliseconds: number): boolean {
    this.times.push(milliseconds)
    if (this.times.length > windowLength) this.times.shift()
    const needed = this.changes === 0 ? firstDecisionLength : windowLength
    if (this.times.length < needed || this.changes >= mostChanges) return false
    const middle = median(this.times)
    if (this.chosen === 'large' && middle > slowestPoseMilliseconds) return this.change('small')
    if (this.chosen === 'small' && middle < fastEnoughToGrowMilliseconds) return this.change('large')
    return false
  }

  private change(model: ModelSize): boolean {
    this.chosen = model
    this.times = []
    this.changes++
    return true
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
