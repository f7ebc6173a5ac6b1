// The unit tests of libs/database and libs/domain, which know SQLite alone when they are run by themselves, with PostgreSQL.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { binaries, root } from './harness.mjs'
import { PostgresqlServer } from './postgresql.mjs'

const server = await new PostgresqlServer().start()
after(() => server.stop())

async function holds(program) {
  const { stdout } = await promisify(execFile)(join(binaries, program), ['--gtest_filter=*/postgresql:Postgresql*'], {
    encoding: 'utf8',
    timeout: 180_000,
    maxBuffer: 1 << 26,
    env: {
      ...process.env,
      TRAININGZIP_TEST_POSTGRESQL: server.url('postgres'),
      LSAN_OPTIONS: `suppressions=${join(root, 'tests/sanitizers/lsan.supp')}`,
    },
  }).catch((error) => assert.fail(`${error.message}\n${error.stdout}`))
  const [, passed] = stdout.match(/\[ {2}PASSED {2}\] (\d+) tests/)
  assert.ok(Number(passed) > 5, `${passed} tests`)
  assert.doesNotMatch(stdout, /SKIPPED/)
}

for (const program of ['database_test', 'domain_test']) {
  test(`${program} holds on PostgreSQL`, () => holds(program))
}
