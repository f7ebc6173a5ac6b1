/** Light or dark: what the person chose, else what their system says. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'trainingzip.theme'

export function storedTheme(): Theme {
  try {
    const value = localStorage.getItem(storageKey)
    return themes.find((each) => each === value) ?? 'system'
  } catch {
    return 'system'
  }
}

/** Shows the page in this theme and remembers it. */
export function chooseTheme(theme: Theme): void {
  applyTheme(theme)
  try {
    if (theme === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, theme)
  } catch {
    // Storage may be switched off; the choice then lasts until the page is closed.
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
