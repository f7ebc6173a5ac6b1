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
  if (wasKept()) showFont()
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
