/** Whether the introduction is open, which buttons all over the page and the first visit decide, and whether it was seen. */
const storageKey = 'trainingzip.introduction'

let isOpen = false
const listeners = new Set<() => void>()

function set(open: boolean): void {
  isOpen = open
  for (const listener of listeners) listener()
}

export const introduction = {
  isOpen: () => isOpen,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export function openIntroduction(): void {
  set(true)
}

/** However it ended, it does not come by itself again in this browser. */
export function closeIntroduction(): void {
  set(false)
  try {
    localStorage.setItem(storageKey, 'seen')
  } catch {
    // Storage may be switched off; it then comes again with the next visit.
  }
}

/** False also where nothing can be remembered and so nothing be known: nobody is to meet it again and again. */
export function isFirstVisit(): boolean {
  try {
    return localStorage.getItem(storageKey) === null
  } catch {
    return false
  }
}
