// Log events: code and docs/logs.md name the same ones with the same fields, in one form.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = (name) => readFileSync(join(root, name), 'utf8')
const sources = ['libs/*.cpp', 'services/*.cpp']

/** Event → its fields, over all calls that log it. */
const logged = new Map()
for (const file of execFileSync('git', ['ls-files', ...sources], { cwd: root, encoding: 'utf8' }).split('\n')) {
  if (!file || file.endsWith('_test.cpp')) continue
  for (const [, events, fields] of text(file).matchAll(/logger_?(?:\.|->)(?:debug|info|warning|error)\(([^{;]*)(\{[^;]*)?\);/g)) {
    const names = [...events.matchAll(/"([^"]+)"/g)].map(([, name]) => name)
    assert.ok(names.length > 0, `${file}: an event without a name`)
    for (const name of names) {
      const known = logged.get(name) ?? new Set()
      for (const [, field] of (fields ?? '').matchAll(/\{"(\w+)",/g)) known.add(field)
      logged.set(name, known)
    }
  }
}

for (const file of execFileSync('git', ['ls-files', 'gateway/*.py'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean)) {
  for (const [, name, fields] of text(file).matchAll(
    /\b_?log\(\s*"(?:debug|info|warning|error)",\s*"([^"]+)"((?:.|\n)*?)\)$/gm,
  )) {
    const known = logged.get(name) ?? new Set()
    for (const [, field] of fields.matchAll(/\b(\w+)=/g)) known.add(field)
    logged.set(name, known)
  }
}

test('events and fields are in snake_case', () => {
  assert.ok(logged.size >= 40, [...logged.keys()].join())
  for (const [event, fields] of logged) {
    for (const name of [event, ...fields]) assert.match(name, /^[a-z]+(_[a-z]+)*$/, event)
  }
})

test('docs/logs.md has every event with its fields, and no other', () => {
  const documented = [...text('docs/logs.md').matchAll(/^\| `([^`]+)` \| \w+ \| ([^|]+) \|/gm)].map(
    ([, event, fields]) => `${event}: ${fields === '-' ? '' : fields.split(', ').sort().join()}`,
  )
  const inCode = [...logged].map(([event, fields]) => `${event}: ${[...fields].sort().join()}`)
  assert.deepEqual(documented.sort(), inCode.sort())
})
