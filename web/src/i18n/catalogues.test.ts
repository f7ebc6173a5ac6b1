import { expect, it } from 'vitest'
import { english } from './english'
import { formatBytes } from './format'
import { korean } from './korean'

/** Every sentence of a catalogue with its place; functions are called with plausible values. */
function sentences(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') {
    const value: unknown = (node as (...values: unknown[]) => unknown)(3, 5, 4)
    return [[path, String(value)]]
  }
  return Object.entries(node as object).flatMap(([name, child]) => sentences(child, `${path}/${name}`))
}

it('has the same words in both languages, none empty', () => {
  const names = (catalogue: object) =>
    sentences(catalogue)
      .map(([path]) => path)
      .sort()
  expect(names(english)).toEqual(names(korean))
  for (const [path, sentence] of [...sentences(korean), ...sentences(english)])
    expect(sentence.trim(), path).not.toBe('')
})

it('speaks one language at a time', () => {
  for (const [path, sentence] of sentences(english)) expect(sentence, path).not.toMatch(/[가-힣]/)
  const same = new Set(['/languageName', '/app/name', '/practice/grade/unknown'])
  const mine = new Map(sentences(english))
  for (const [path, sentence] of sentences(korean)) {
    if (/^\d|^[–%]/.test(sentence) || same.has(path)) continue
    expect(sentence, path).not.toBe(mine.get(path))
  }
})

it('counts in English as people do', () => {
  expect(english.trainings.views(1)).toBe('1 view')
  expect(english.trainings.views(0)).toBe('0 views')
  expect(english.trainings.views(12_345)).toBe('12,345 views')
})

it('writes sizes in units that people read', () => {
  expect(formatBytes(0, 'en')).toBe('0 byte')
  expect(formatBytes(999, 'en')).toBe('999 byte')
  expect(formatBytes(508_000, 'en')).toBe('508 kB')
  expect(formatBytes(4_300_000_000, 'en')).toBe('4.3 GB')
  expect(formatBytes(5e15, 'ko')).toContain('GB')
})
