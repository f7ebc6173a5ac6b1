interface Connection {
  saveData?: boolean
  effectiveType?: string
}

const storageKey = 'trainingzip.font'
const family = 'Pretendard Variable'

let isHere = false

/**
 * Brings the font, of which a browser gets only the parts with the characters that it shows. Text is read before it comes,
 * in a font of the system; where the link is slow or bytes are dear it stays so.
 */
export async function bringFont({ connection } = navigator as { connection?: Connection }): Promise<void> {
  if (connection?.saveData === true || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? '')) return
  if (wasKept() || lacksHangul()) showFont()
  await import('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css')
  await hasLoaded()
  await document.fonts.load(`1em '${family}'`, document.body.textContent)
  isHere = true
  try {
    localStorage.setItem(storageKey, 'kept')
  } catch {
    // Storage may be switched off; it is then used from the second page on.
  }
}

/**
 * To be called where one page takes the place of another: from there on the font is used, if it is here. Lines of another
 * width would move what is below them, perhaps a button under a finger, if it were used as soon as it comes.
 */
export function changeFont(): void {
  if (isHere) showFont()
}

function showFont(): void {
  document.documentElement.dataset.font = 'pretendard'
}

/** Whether the fonts of the system show Korean as boxes, which nobody can read: two syllables then look the same. */
function lacksHangul(): boolean {
  const { fontFamily } = getComputedStyle(document.documentElement)
  const [first, second] = ['가', '힣'].map((syllable) => pictureOf(syllable, fontFamily))
  return first !== undefined && first === second
}

function pictureOf(text: string, family: string): string | undefined {
  const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 32 })
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  if (!drawing) return undefined
  drawing.font = `24px ${family}`
  drawing.fillText(text, 2, 26)
  return drawing.getImageData(0, 0, canvas.width, canvas.height).data.join()
}

/** Whether this browser has most likely kept it from another visit. */
function wasKept(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null
  } catch {
    return false
  }
}

/** The font is not to take the line from what the page needs first. */
function hasLoaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve()
  return new Promise((resolve) => addEventListener('load', () => resolve(), { once: true }))
}
