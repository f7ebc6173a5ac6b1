/** Work that the server asks for before one more account is made from a network from which many were just made. */
export interface Challenge {
  token: string
  seed: string
  puzzles: number
  bits: number
}

/** What shows that the work was done: a number for each puzzle. */
export interface WorkProof {
  token: string
  nonces: number[]
}

// 2 to the power of this is more than a browser can try.
const mostBits = 48

/** The challenge in an answer; undefined when there is none that can be worked on. */
export function readChallenge(value: unknown): Challenge | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { token, seed, puzzles, bits } = value as Record<string, unknown>
  if (typeof token !== 'string' || typeof seed !== 'string') return undefined
  const isCount = (count: unknown, most: number): count is number =>
    Number.isInteger(count) && (count as number) >= 0 && (count as number) <= most
  if (!isCount(puzzles, 1024) || !isCount(bits, mostBits)) return undefined
  return { token, seed, puzzles, bits }
}
