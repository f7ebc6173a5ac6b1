/** What the person chose for practising; kept on this device. */
export interface PracticeSettings {
  mirror: boolean
  pausesWhenAway: boolean
  hasSound: boolean
  /** 0..1 */
  shapeOpacity: number
  shapeFit: 'frame' | 'trainee'
  cameraId: string
}

const storageKey = 'trainingzip.practice'

const defaults: PracticeSettings = {
  mirror: true,
  pausesWhenAway: true,
  hasSound: true,
  shapeOpacity: 0.55,
  shapeFit: 'trainee',
  cameraId: '',
}

/** The stored settings; what is missing or damaged takes its default. */
export function readSettings(): PracticeSettings {
  let stored: Record<string, unknown> = {}
  try {
    stored = (JSON.parse(localStorage.getItem(storageKey) ?? '{}') ?? {}) as Record<string, unknown>
  } catch {
    return defaults
  }
  const known = Object.entries(defaults).map(([name, value]: [string, unknown]): [string, unknown] => {
    const found = stored[name]
    return [name, typeof found === typeof value ? found : value]
  })
  const settings: PracticeSettings = { ...defaults, ...Object.fromEntries(known) }
  const opacity = Math.min(1, Math.max(0, settings.shapeOpacity))
  return {
    ...settings,
    shapeOpacity: Number.isFinite(opacity) ? opacity : defaults.shapeOpacity,
    shapeFit: settings.shapeFit === 'frame' ? 'frame' : 'trainee',
  }
}

export function storeSettings(settings: PracticeSettings): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings))
  } catch {
    // Without storage the choices last until the page is closed.
  }
}
