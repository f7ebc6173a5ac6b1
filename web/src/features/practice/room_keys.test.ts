// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handleRoomKey } from './room_keys'

const names = [
  'escape',
  'togglePause',
  'toggleFullScreen',
  'toggleSound',
  'toggleFigures',
  'markLoop',
  'restart',
] as const
let done: string[]
let room: HTMLDialogElement

beforeEach(() => {
  done = []
  document.body.innerHTML = `<dialog open id="room"><div id="frame" tabindex="-1">
    <button id="button">Pause</button><select id="select"></select><input id="volume" type="range">
    <div class="time-line"><input id="time" type="range"></div><input id="check" type="checkbox">
    <input id="field" type="text"></div></dialog>`
  room = document.querySelector<HTMLDialogElement>('#room') as HTMLDialogElement
})
afterEach(() => vi.restoreAllMocks())

/** Presses a key where `id` has the focus, or nothing has; what the room did. */
function press(key: string, id?: string, hasShortcuts = true): string[] {
  done = []
  const target = id ? document.getElementById(id) : document.body
  const pressed = (event: KeyboardEvent) =>
    handleRoomKey(event, room, {
      hasShortcuts,
      ...(Object.fromEntries(names.map((name) => [name, () => done.push(name)])) as unknown as Record<
        (typeof names)[number],
        () => void
      >),
      step: (seconds) => done.push(`step ${seconds}`),
      changeVolume: (by) => done.push(`volume ${by}`),
    })
  document.addEventListener('keydown', pressed)
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  document.removeEventListener('keydown', pressed)
  return done
}

describe('the keys of the room', () => {
  it('work when nothing has the focus', () => {
    expect(press(' ')).toEqual(['togglePause'])
    expect(press('k')).toEqual(['togglePause'])
    expect(press('ArrowRight')).toEqual(['step 5'])
    expect(press('Escape')).toEqual(['escape'])
    expect(press(' ', 'frame')).toEqual(['togglePause'])
  })
  it('stay with a control that takes them for itself', () => {
    expect(press(' ', 'button')).toEqual([])
    expect(press('k', 'button')).toEqual(['togglePause'])
    expect(press(' ', 'check')).toEqual([])
    expect(press('k', 'select')).toEqual([])
    expect(press('k', 'field')).toEqual([])
    expect(press('ArrowRight', 'volume')).toEqual([])
    expect(press('Home', 'volume')).toEqual([])
    expect(press(' ', 'volume')).toEqual(['togglePause'])
    expect(press('ArrowRight', 'time')).toEqual(['step 5'])
    expect(press(' ', 'time')).toEqual(['togglePause'])
  })
  it('are of a dialog over the room', () => {
    room.insertAdjacentHTML('beforeend', '<dialog open><button id="stay">Keep training</button></dialog>')
    for (const key of [' ', 'k', 'Escape', 'm']) {
      expect(press(key, 'stay')).toEqual([])
      expect(press(key)).toEqual([])
    }
  })
  it('may be turned off, but for Escape', () => {
    expect(press('k', 'frame', false)).toEqual([])
    expect(press('Escape', 'frame', false)).toEqual(['escape'])
  })
})
