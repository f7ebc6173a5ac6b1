import { longestDelayMilliseconds } from './clap_delay'

const storageKey = 'trainingzip.delays'
const offerKey = 'trainingzip.delay-offer'

/** The measured delay of a camera on this device, milliseconds; null when it was not measured. */
export function storedDelay(cameraId: string): number | null {
  const value = all()[cameraId]
  return typeof value === 'number' && value >= 0 && value <= longestDelayMilliseconds ? value : null
}

/** Null forgets it. */
export function storeDelay(cameraId: string, milliseconds: number | null): void {
  const delays = all()
  if (milliseconds === null) Reflect.deleteProperty(delays, cameraId)
  else delays[cameraId] = milliseconds
  store(storageKey, JSON.stringify(delays))
}

/** Whether measuring the delay was offered and answered on this device. */
export function wasOffered(): boolean {
  try {
    return localStorage.getItem(offerKey) !== null
  } catch {
    return false
  }
}

export function rememberOffer(): void {
  store(offerKey, 'answered')
}

function all(): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? { ...stored } : {}
  } catch {
    return {}
  }
}

function store(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // Without storage it lasts until the page is closed.
  }
}
