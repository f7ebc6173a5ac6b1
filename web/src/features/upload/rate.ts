/** How much more of something there is each second, over the last seconds. */
export class RateOf {
  private readonly moments: { amount: number; seconds: number }[] = []

  constructor(private readonly span: number) {}

  /** undefined until a second has passed. */
  after(amount: number, seconds: number): number | undefined {
    this.moments.push({ amount, seconds })
    while ((this.moments[1]?.seconds ?? Infinity) <= seconds - this.span) this.moments.shift()
    const first = this.moments[0]
    if (!first || seconds - first.seconds < 1) return undefined
    return (amount - first.amount) / (seconds - first.seconds)
  }
}
