/**
 * Brings the server to what the person wants last, one request at a time, however quickly they change their mind.
 * `shown` is told with each wish at once, and with the way back when the server refuses.
 */
export class LatestWish<Value> {
  private wanted: Value
  private isSending = false

  constructor(
    /** What the server has. */
    private confirmed: Value,
    private readonly send: (value: Value) => Promise<void>,
    private readonly shown: (value: Value, error?: unknown) => void,
  ) {
    this.wanted = confirmed
  }

  want(value: Value): void {
    this.wanted = value
    this.shown(value)
    if (!this.isSending) void this.settle()
  }

  private async settle(): Promise<void> {
    this.isSending = true
    while (this.wanted !== this.confirmed) {
      const sent = this.wanted
      try {
        await this.send(sent)
        this.confirmed = sent
      } catch (error) {
        this.wanted = this.confirmed
        this.shown(this.confirmed, error)
      }
    }
    this.isSending = false
  }
}
