import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rememberOffer, storedDelay, storeDelay, wasOffered } from './stored_delays'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  })
})
afterEach(() => vi.unstubAllGlobals())

it('is that of each camera, and is forgotten', () => {
  storeDelay('a', 120)
  storeDelay('b', 0)
  expect([storedDelay('a'), storedDelay('b'), storedDelay('c')]).toEqual([120, 0, null])
  storeDelay('a', null)
  expect([storedDelay('a'), storedDelay('b')]).toEqual([null, 0])
})

it('is not known where what is stored is damaged or out of range', () => {
  for (const text of ['{', 'null', '[]', '7', '{"a":"120"}', '{"a":-1}', '{"a":501}', '{"a":null}']) {
    kept.set('trainingzip.delays', text)
    expect(storedDelay('a'), text).toBeNull()
  }
  storeDelay('a', 90)
  expect(storedDelay('a')).toBe(90)
})

it('does without a storage', () => {
  vi.stubGlobal('localStorage', undefined)
  expect(() => storeDelay('a', 90)).not.toThrow()
  expect(storedDelay('a')).toBeNull()
  expect(wasOffered()).toBe(false)
})

it('remembers that it was offered', () => {
  expect(wasOffered()).toBe(false)
  rememberOffer()
  expect(wasOffered()).toBe(true)
})
