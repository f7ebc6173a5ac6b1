export interface RoomKeys {
  hasShortcuts: boolean
  escape: () => void
  togglePause: () => void
  toggleFullScreen: () => void
  toggleSound: () => void
  markLoop: () => void
  /** What the engine does, for who looks into a fault. */
  toggleFigures: () => void
  restart: () => void
  /** Seconds on from here; back when negative. */
  step: (seconds: number) => void
  changeVolume: (by: number) => void
}

const stepSeconds = 5
const volumeStep = 0.1

/**
 * What the keys of the room do, as in video players, whatever has the focus. Those that a control in focus takes for itself stay
 * with it, and all of them with a dialog over the room.
 */
export function handleRoomKey(event: KeyboardEvent, room: HTMLDialogElement, keys: RoomKeys): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if ([...document.querySelectorAll('dialog[open]')].at(-1) !== room) return
  if (event.key === 'Escape') {
    // Full screen is left first, by the browser.
    if (document.fullscreenElement) return
    event.preventDefault()
    keys.escape()
    return
  }
  if (!keys.hasShortcuts || isIn(event, 'select, textarea, input:not([type=range]):not([type=checkbox])'))
    return
  const action = actionOf(event, keys)
  if (!action) return
  event.preventDefault()
  action()
}

const keysOfSliders = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home']

function actionOf(event: KeyboardEvent, keys: RoomKeys): (() => void) | null {
  // A slider steps by itself; the time line in larger steps than its own.
  const isOwn = isIn(event, 'input, .room-settings') && !isIn(event, '.time-line')
  if (isOwn && keysOfSliders.includes(event.key)) return null
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case ' ':
      return isIn(event, 'button, summary, [type=checkbox]') ? null : keys.togglePause
    case 'k':
      return keys.togglePause
    case 'f':
      return keys.toggleFullScreen
    case 'm':
      return keys.toggleSound
    case 'd':
      return keys.toggleFigures
    case 'l':
      return keys.markLoop
    case '0':
    case 'Home':
      return keys.restart
    case 'ArrowLeft':
      return () => keys.step(-stepSeconds)
    case 'ArrowRight':
      return () => keys.step(stepSeconds)
    case 'ArrowUp':
      return () => keys.changeVolume(volumeStep)
    case 'ArrowDown':
      return () => keys.changeVolume(-volumeStep)
    default:
      return null
  }
}

function isIn(event: KeyboardEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null
}
