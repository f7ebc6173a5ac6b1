import type { StageView } from '../../../engine'

const leastGain = 2
const leastMilliseconds = 1000

/**
 * The picture of the moment with the highest score so far, in case the person wants it on a card. One at a time, in memory only.
 * take: calls with what the stage shows next.
 */
export class BestPicture {
  private score = -Infinity
  private takenAt = -Infinity
  private round = 0
  private view: StageView | null = null

  constructor(private readonly take: (taken: (view: StageView) => void) => void) {}

  /** wall: of performance.now(). A moment that is hardly better is not taken, nor one right after another. */
  offer(score: number, wall: number): void {
    if (score < this.score + leastGain || wall - this.takenAt < leastMilliseconds) return
    this.score = score
    this.takenAt = wall
    const { round } = this
    this.take((view) => {
      if (round !== this.round) {
        view.image.close()
        return
      }
      this.view?.image.close()
      this.view = view
    })
  }

  /** Valid until there is a better one, or until forget(); null where none was taken. */
  latest(): StageView | null {
    return this.view
  }

  forget(): void {
    this.round += 1
    this.score = -Infinity
    this.takenAt = -Infinity
    this.view?.image.close()
    this.view = null
  }
}
