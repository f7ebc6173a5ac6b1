export type Language = 'ko' | 'en'

const storageKey = 'trainingzip.language'

let current: Language = 'ko'

/** The language that requests ask the servers for. */
export function currentLanguage(): Language {
  return current
}

/** The language the person chose before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(): Language {
  const stored = readStored()
  if (stored) return stored
  for (const tag of navigator.languages) {
    if (tag.toLowerCase().startsWith('ko')) return 'ko'
    if (tag.toLowerCase().startsWith('en')) return 'en'
  }
  return 'en'
}

/** Makes a language the page's: for requests and for the document's lang attribute. */
export function applyLanguage(language: Language): void {
  current = language
  document.documentElement.lang = language
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Storage may be switched off; the choice then lasts until the page is closed.
  }
}

function readStored(): Language | undefined {
  try {
    const value = localStorage.getItem(storageKey)
    return value === 'ko' || value === 'en' ? value : undefined
  } catch {
    return undefined
  }
}
