/** What was written and not sent yet, kept for this tab: a reload or the end of a session does not lose it. */

const prefix = 'trainingzip.draft.'
const ownerKey = 'trainingzip.drafts-of'

export function readDraft(key: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(prefix + key) ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    const texts = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    return Object.fromEntries(texts)
  } catch {
    return {}
  }
}

/** Without values the draft is forgotten. */
export function writeDraft(key: string, values?: Record<string, string>): void {
  try {
    if (values) sessionStorage.setItem(prefix + key, JSON.stringify(values))
    else sessionStorage.removeItem(prefix + key)
  } catch {
    // Storage may be switched off or full; the draft then lasts as long as the form.
  }
}

/** Forgets the drafts of anybody else, who has used this tab before this person. */
export function keepDraftsOf(person: string): void {
  try {
    if (sessionStorage.getItem(ownerKey) === person) return
    forgetDrafts()
    sessionStorage.setItem(ownerKey, person)
  } catch {
    // As above.
  }
}

export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  } catch {
    // As above.
  }
}
