// No statement of the servers reads a whole table that grows: every statement that the functional tests have made them
// use is explained by a database with many rows.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fillHouse } from '../../benchmarks/load/fill.mjs'
import { ApiHousehold } from '../functional/api_household.mjs'
import { SqliteDatabase } from '../functional/database.mjs'
import { PostgresqlServer } from '../functional/postgresql.mjs'
import { explainPostgresql, explainSqlite } from './explain.mjs'
import { usedStatements, writtenStatements } from './statements.mjs'

const sizes = { users: 4000, trainings: 20_000, comments: 60_000 }
/** Tables of which a plan may read all, since they stay small; list_changes has what was written in a few seconds. */
const smallTables = ['schema_versions', 'view_salts', 'signing_keys', 'list_changes']
/** What reads a whole table or index by its nature, and why that is taken. */
const accepted = [
  [/ FROM trainings t JOIN .* ORDER BY u\.nick_name .* LIMIT (:limit OFFSET :offset|\d+)$/, 'sorted by the name of the trainer, which is a column of another table'],
  [/ ORDER BY t\.body /, 'texts are long; an index of them would be as long'],
  [/ ORDER BY t\.(views|title) \w+, t\.(views|title) /, 'clients may sort by several columns; no index has every pair'],
  [/ FROM incidents .*ORDER BY (server|occurrences|first_at) /, 'an admin sorts, by a column that has no index'],
  [/ FROM users .*ORDER BY (nick_name|role|state|created_at) /, 'an admin sorts, by a column that has no index'],
  [/ FROM incidents .*ORDER BY last_at DESC, (last_at DESC, )?id DESC LIMIT (:limit OFFSET :offset|\d+)$/,
    'read in the order of the index until the page is full; only equal times are put in order'],
]
/** An index of what is open, and of nothing else: to read all of it is to read what was asked for. */
const isOfOpen = ({ how }) => /\b\w+_open$/.test(how)
const isAccepted = (statement) => accepted.some(([pattern]) => pattern.test(statement))

/** What must not be: statements with the scans of theirs. */
const offences = (plans) =>
  plans
    .filter(({ statement }) => !isAccepted(statement))
    .map(({ statement, scans }) => ({ statement, scans: scans.filter((scan) => !smallTables.includes(scan.table) && !isOfOpen(scan)) }))
    .filter(({ scans }) => scans.length > 0)

describe('query plans', () => {
  const houses = []
  let postgresql
  const house = async (database) => {
    const made = new ApiHousehold()
    made.database = database(made)
    houses.push(made)
    await fillHouse(made, sizes)
    return made.database
  }
  before(async () => {
    postgresql = await new PostgresqlServer().start()
  })
  after(async () => {
    for (const made of houses) made.remove()
    await postgresql.stop()
  })

  test('every statement that is written is used by a functional test', () => {
    const used = [...usedStatements('sqlite'), ...usedStatements('postgresql')]
    const unused = writtenStatements().filter(({ text }) => !used.some((statement) => statement.startsWith(text)))
    assert.deepEqual(unused.map(({ name }) => name), [])
  })

  test('SQLite reads no whole table', async () => {
    const database = await house(({ data }) => new SqliteDatabase(data))
    const plans = explainSqlite(database.file, usedStatements('sqlite'))
    assert.ok(plans.length > 50, `${plans.length} statements`)
    assert.deepEqual(offences(plans), [])
    const [offence] = offences(explainSqlite(database.file, ["SELECT id FROM users WHERE email = 'x'"]))
    assert.equal(offence.scans[0].table, 'users', 'a scan would be seen')
  })

  test('PostgreSQL reads no whole table', async () => {
    await house(() => postgresql.database('plans'))
    const plans = explainPostgresql(postgresql.url('plans'), usedStatements('postgresql'))
    assert.ok(plans.length > 50, `${plans.length} statements`)
    assert.deepEqual(offences(plans), [])
    const [offence] = offences(explainPostgresql(postgresql.url('plans'), ["SELECT id FROM users WHERE email = 'x'"]))
    assert.equal(offence.scans[0].table, 'users', 'a scan would be seen')
  })
})
