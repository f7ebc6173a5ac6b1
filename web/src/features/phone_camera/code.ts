import type { PairingSide } from '../../api/camera_pairings'

const idLength = 4
const length = 12
const groupLength = 4

/** What stands on the screen and in its link: which pairing, and the phone's secret. */
export function codeOf({ pairingId, secret }: PairingSide): string {
  return pairingId + secret
}

/** In groups that are easier to read and to type. */
export function groupedCode(code: string): string {
  return (code.match(new RegExp(`.{1,${groupLength}}`, 'g')) ?? []).join('-')
}

/** The phone's side of a code, however it was typed; null for what cannot be one. Letters that look like digits are those. */
export function readCode(text: string): PairingSide | null {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (code.length !== length || !/^[0-9A-HJKMNP-TV-Z]+$/.test(code)) return null
  return { pairingId: code.slice(0, idLength), secret: code.slice(idLength) }
}
