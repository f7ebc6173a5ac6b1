// Does the work that a sign-up may ask for, as a client would by the document.
import { createHash } from 'node:crypto'

function leadingZeroBits(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? 8 * bytes.length : 8 * first + Math.clz32(bytes[first]) - 24
}

/** `proof` for the challenge of an answer. */
export function solve({ token, seed, puzzles, bits }) {
  const nonces = Array.from({ length: puzzles }, (_, puzzle) => {
    for (let nonce = 0; ; ++nonce) {
      if (leadingZeroBits(createHash('sha256').update(`${seed}.${puzzle}.${nonce}`).digest()) >= bits) return nonce
    }
  })
  return { token, nonces }
}
