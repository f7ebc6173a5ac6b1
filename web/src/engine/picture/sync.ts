/** What to do to a video that should show the same moment as another. */
export type Correction = { kind: 'seek'; to: number } | { kind: 'rate'; rate: number }

const seekSeconds = 0.3
const tolerableSeconds = 0.02
const strongestRateChange = 0.1
// A drift is made up in about a second.
const ratePerSecond = 1

/**
 * Keeps `follower` with `leader`, both in seconds: small drifts are made up by speed, which does not show;
 * large ones by a jump. rate is the leader's. While the leader stands, the follower is put where it stands.
 */
export function correction(leader: number, follower: number, isRunning: boolean, rate: number): Correction {
  const drift = follower - leader
  if (!isRunning) {
    return Math.abs(drift) > tolerableSeconds ? { kind: 'seek', to: leader } : { kind: 'rate', rate }
  }
  if (Math.abs(drift) > seekSeconds) return { kind: 'seek', to: leader }
  if (Math.abs(drift) <= tolerableSeconds) return { kind: 'rate', rate }
  const change = Math.max(-strongestRateChange, Math.min(strongestRateChange, -drift * ratePerSecond))
  return { kind: 'rate', rate: rate * (1 + change) }
}
