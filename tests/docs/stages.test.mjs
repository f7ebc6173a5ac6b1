// The functional files that are not run on PostgreSQL are there, and use none of what gives a test a database.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('the stage postgresql leaves out no file that works with a database given to it, but where plans tells what is missing', () => {
  const [, list] = read('scripts/stages.sh').match(/^LEFT_OUT_OF_POSTGRESQL=\(\n([^)]*)\n\)$/m)
  const lines = list.split('\n').map((line) => line.split('#').map((part) => part.trim()))
  for (const [names, reason] of lines) {
    assert.ok(names && reason, `a reason for ${names}`)
    for (const name of names.split(' ')) {
      const text = read(`tests/functional/${name}.test.mjs`)
      if (reason.includes('the stage plans checks')) continue
      if (name.startsWith('database_')) assert.match(text, /postgresql\.mjs'/, name)
      else assert.doesNotMatch(text, /from '\.\/((api|upload|incident)_fixture|database|openapi\/drivers)\.mjs'/, name)
    }
  }
})
