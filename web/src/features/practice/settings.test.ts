import { afterEach, expect, it, vi } from 'vitest'
import { readSettings, storeSettings } from './settings'

function stored(text: string | null) {
  vi.stubGlobal('localStorage', { getItem: () => text, setItem: () => undefined })
  return readSettings()
}
afterEach(() => vi.unstubAllGlobals())

it('comes back as it was stored', () => {
  let kept = ''
  vi.stubGlobal('localStorage', { getItem: () => kept, setItem: (_: string, text: string) => (kept = text) })
  const settings = { ...readSettings(), mirror: false, shapeOpacity: 0.2, hasBeat: true, cameraId: 'abc' }
  storeSettings(settings)
  expect(readSettings()).toEqual(settings)
})

it('takes defaults for what is missing, damaged or out of range', () => {
  const defaults = stored(null)
  for (const text of ['{', 'null', '[]', '7', '{"mirror":"yes","shapeOpacity":null,"shapeFit":4}']) {
    expect(stored(text), text).toEqual(defaults)
  }
  expect(stored('{"shapeOpacity":9,"shapeFit":"upside down"}')).toEqual({ ...defaults, shapeOpacity: 1 })
})

it('does without a storage', () => {
  vi.stubGlobal('localStorage', undefined)
  expect(readSettings().mirror).toBe(true)
  expect(() => storeSettings(readSettings())).not.toThrow()
})
