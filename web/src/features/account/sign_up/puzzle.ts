import { sha256 } from '@noble/hashes/sha2.js'

const encoder = new TextEncoder()

function leadingZeroBits(bytes: Uint8Array): number {
  let bits = 0
  for (const byte of bytes) {
    bits += Math.clz32(byte) - 24
    if (byte !== 0) break
  }
  return bits
}

/**
 * The first whole number n for which the SHA-256 of "SEED.PUZZLE.n" begins with so many zero bits.
 * (crypto.subtle would take longer: each of its answers waits for a turn of the event loop.)
 */
export function solvePuzzle(seed: string, puzzle: number, bits: number): number {
  for (let nonce = 0; ; ++nonce) {
    if (leadingZeroBits(sha256(encoder.encode(`${seed}.${puzzle}.${nonce}`))) >= bits) return nonce
  }
}
