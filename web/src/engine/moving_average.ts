/** An average that forgets, for figures on a diagnostics line. */
export class MovingAverage {
  private mean: number | null = null

  /** share: how much of the average a new value is, 0..1. */
  constructor(private readonly share = 0.1) {}

  add(value: number): void {
    this.mean = this.mean === null ? value : this.mean + (value - this.mean) * this.share
  }

  get value(): number {
    return this.mean ?? 0
  }
}

const rateMilliseconds = 3000

/** Events in a second, over the last seconds. */
export class Rate {
  private times: number[] = []

  add(now: number): void {
    this.times.push(now)
    while (this.times.length > 0 && now - (this.times[0] ?? now) > rateMilliseconds) this.times.shift()
  }

  get perSecond(): number {
    const [first, last] = [this.times[0], this.times.at(-1)]
    if (first === undefined || last === undefined || last <= first) return 0
    return (1000 * (this.times.length - 1)) / (last - first)
  }
}

const windowLength = 200

/** A quantile of the last values; 0 when there is none. */
export class Quantile {
  private values: number[] = []

  constructor(private readonly share: number) {}

  add(value: number): void {
    this.values.push(value)
    if (this.values.length > windowLength) this.values.shift()
  }

  get value(): number {
    const sorted = [...this.values].sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(this.share * sorted.length))] ?? 0
  }
}
