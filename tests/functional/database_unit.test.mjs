// The unit tests of libs/data, which know SQLite alone when they are run by themselves, with PostgreSQL.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { binaries, root } from './harness.mjs'
import { PostgresqlServer } from './postgresql.mjs'

const server = await new PostgresqlServer().start()
after(() => server.stop())

test('the unit tests of the database hold on PostgreSQL', () => {
  const { status, stdout } = spawnSync(join(binaries, 'data_test'), ['--gtest_filter=*/postgresql'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      TRAININGZIP_TEST_POSTGRESQL: server.url('postgres'),
      LSAN_OPTIONS: `suppressions=${join(root, 'tests/sanitizers/lsan.supp')}`,
    },
  })
  assert.equal(status, 0, stdout)
  const [, passed] = stdout.match(/\[ {2}PASSED {2}\] (\d+) tests/)
  assert.ok(Number(passed) > 10, `${passed} tests`)
})
