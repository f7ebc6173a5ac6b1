/** What is shown of files on their way. */
export interface DownloadProgress {
  receivedBytes: number
  totalBytes: number
  /** At the speed of the last seconds; null while that is not known. */
  secondsLeft: number | null
}

const windowMilliseconds = 6000
const leastMilliseconds = 1000

/** Adds up files that come at once, and tells how long the rest will take. Times are milliseconds on any steady clock. */
export class ProgressMeter {
  private readonly received: number[]
  private samples: { at: number; bytes: number }[] = []

  constructor(private readonly sizes: number[]) {
    this.received = sizes.map(() => 0)
  }

  /** received: of the file with this index. Bytes that were here already say nothing about the speed. */
  update(index: number, received: number, now: number, wasHere = false): void {
    const change = received - (this.received[index] ?? 0)
    this.received[index] = received
    if (wasHere || change < 0)
      this.samples = this.samples.map((sample) => ({ ...sample, bytes: sample.bytes + change }))
    this.samples.push({ at: now, bytes: this.sum(this.received) })
    while (this.samples.length > 2 && now - (this.samples[0]?.at ?? now) > windowMilliseconds)
      this.samples.shift()
  }

  at(now: number): DownloadProgress {
    const receivedBytes = this.sum(this.received)
    const totalBytes = this.sum(this.sizes)
    const first = this.samples[0]
    const elapsed = first ? now - first.at : 0
    const came = first ? receivedBytes - first.bytes : 0
    const isKnown = elapsed >= leastMilliseconds && came > 0
    const secondsLeft = isKnown ? ((totalBytes - receivedBytes) * elapsed) / came / 1000 : null
    return { receivedBytes, totalBytes, secondsLeft: receivedBytes >= totalBytes ? 0 : secondsLeft }
  }

  private sum(values: number[]): number {
    return values.reduce((sum, value) => sum + value, 0)
  }
}
