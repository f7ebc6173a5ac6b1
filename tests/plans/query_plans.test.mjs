// No statement of the servers reads a whole table that grows: every statement that the functional tests have made them
// use is explained by a database with many rows.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fillTables } from '../../benchmarks/load/fill.mjs'
import { ApiFixture } from '../functional/api_fixture.mjs'
import { SqliteDatabase } from '../functional/database.mjs'
import { PostgresqlServer } from '../functional/postgresql.mjs'
import { explainPostgresql, explainSqlite } from './explain.mjs'
import { isUseOf, usedStatements, writtenStatements } from './statements.mjs'

const sizes = { users: 4000, trainings: 20_000, comments: 60_000 }
/** Tables of which a plan may read all, since they stay small; list_changes has what was written in a few seconds, mails what waits to be sent. */
const smallTables = ['schema_versions', 'view_salts', 'signing_keys', 'list_changes', 'mails']
/** An index of what is open or hidden, and of nothing else: to read all of it is to read what was asked for. */
const isOfFew = ({ how }) => /\b\w+_(open|hidden)$/.test(how)
/** Clients may sort by several columns of which no index has every pair: the second orders what is alike in the first. */
const ordersBySeveral = (statement) => / ORDER BY (t\.(title|body_start|trainer_name|views) \w+, ){2}/.test(statement)

/** What must not be: statements with the scans of theirs. */
const offences = (plans) =>
  plans
    .map(({ statement, scans, sortsAlike }) => ({
      statement,
      scans: scans.filter((scan) => !smallTables.includes(scan.table) && !isOfFew(scan)),
      sortsAlike,
    }))
    .filter(({ statement, scans, sortsAlike }) => scans.length > 0 || (sortsAlike && !ordersBySeveral(statement)))

/** The judge sees what is wrong, and nothing else. */
function assertSeen(explain) {
  const page = 'LIMIT :limit OFFSET :offset'
  const wrong = {
    "SELECT id FROM users WHERE email = 'x'": 'users',
    [`SELECT id FROM users ORDER BY email, id ${page}`]: 'users',
    [`SELECT id FROM trainings ORDER BY body, id ${page}`]: 'trainings',
    'SELECT COUNT(*) FROM incidents WHERE occurrences + 0 = 7': 'incidents',
  }
  for (const [statement, table] of Object.entries(wrong))
    assert.equal(offences(explain([statement]))[0]?.scans[0]?.table, table, statement)
  assert.deepEqual(offences(explain([`SELECT id FROM incidents ORDER BY last_at, id ${page}`])), [])
  const [alike] = offences(explain([`SELECT id FROM incidents ORDER BY last_at, message ${page}`]))
  assert.deepEqual([alike.scans, alike.sortsAlike], [[], true])
}

describe('query plans', () => {
  const fixtures = []
  let postgresql
  const filled = async (database) => {
    const made = new ApiFixture()
    made.database = database(made)
    fixtures.push(made)
    await fillTables(made, sizes)
    return made.database
  }
  before(async () => {
    postgresql = await new PostgresqlServer().start()
  })
  after(async () => {
    for (const made of fixtures) made.remove()
    await postgresql.stop()
  })

  for (const database of ['sqlite', 'postgresql']) {
    test(`every statement that is written is used by a functional test: ${database}`, () => {
      const used = usedStatements(database)
      const unused = writtenStatements().filter(({ text }) => !used.some((statement) => isUseOf(statement, text)))
      assert.deepEqual(
        unused.map(({ name }) => name),
        [],
      )
    })
  }

  test('SQLite reads no whole table', async () => {
    const database = await filled(({ data }) => new SqliteDatabase(data))
    const plans = explainSqlite(database.file, usedStatements('sqlite'))
    assert.ok(plans.length > 50, `${plans.length} statements`)
    assert.deepEqual(offences(plans), [])
    assert.ok(plans.some(({ sortsAlike }) => sortsAlike))
    assertSeen((statements) => explainSqlite(database.file, statements))
  })

  test('PostgreSQL reads no whole table', async () => {
    await filled(() => postgresql.database('plans'))
    const plans = explainPostgresql(postgresql.url('plans'), usedStatements('postgresql'))
    assert.ok(plans.length > 50, `${plans.length} statements`)
    assert.deepEqual(offences(plans), [])
    assert.ok(plans.some(({ sortsAlike }) => sortsAlike))
    assertSeen((statements) => explainPostgresql(postgresql.url('plans'), statements))
  })
})
