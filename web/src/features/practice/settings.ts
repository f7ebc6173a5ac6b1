/** What the person chose for practising; kept on this device. */
export interface PracticeSettings {
  mirror: boolean
  pausesWhenAway: boolean
  hasSound: boolean
  /** 0..1, of the video, the signals and the voice. */
  volume: number
  /** Whether cues are spoken. */
  hasVoice: boolean
  /** Whether each repetition of the trainer is heard. */
  hasBeat: boolean
  /** Of the trainer's video against its own speed; one of `speeds`. */
  speed: number
  /** Whether single keys work, such as Space and F. */
  hasShortcuts: boolean
  /** 0..1 */
  shapeOpacity: number
  shapeFit: 'frame' | 'trainee'
  cameraId: string
}

export const speeds = [0.5, 0.75, 1, 1.25]

const storageKey = 'trainingzip.practice'

const defaults: PracticeSettings = {
  mirror: true,
  pausesWhenAway: true,
  hasSound: true,
  volume: 0.8,
  hasVoice: true,
  hasBeat: false,
  speed: 1,
  hasShortcuts: true,
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
  return {
    ...settings,
    shapeOpacity: share(settings.shapeOpacity, defaults.shapeOpacity),
    volume: share(settings.volume, defaults.volume),
    speed: speeds.includes(settings.speed) ? settings.speed : defaults.speed,
    shapeFit: settings.shapeFit === 'frame' ? 'frame' : 'trainee',
  }
}

function share(value: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : otherwise
}

export function storeSettings(settings: PracticeSettings): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings))
  } catch {
    // Without storage the choices last until the page is closed.
  }
}
