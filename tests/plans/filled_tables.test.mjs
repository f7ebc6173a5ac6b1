// The rows of the load benchmark, which the plans are made for: some in every table that grows, and the same as the
// servers would have made.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { dump, fillTables } from '../../benchmarks/load/fill.mjs'
import { ApiFixture } from '../functional/api_fixture.mjs'
import { SqliteDatabase } from '../functional/database.mjs'
import { PostgresqlServer } from '../functional/postgresql.mjs'

const sizes = { users: 100, trainings: 1000, comments: 3000 }
/** They hold a few rows, or those of a few seconds, however many users there are. */
const smallTables = ['schema_versions', 'view_salts', 'list_changes']
const ofSqlite =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'training_search_%'"
const ofPostgresql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"

const emptyTables = (database, tables) =>
  database
    .sql(tables)
    .flat()
    .filter((table) => database.sql(`SELECT 1 FROM ${table} LIMIT 1`).length === 0)

describe('tables filled for the load benchmark', () => {
  const fixtures = []
  let postgresql
  const filled = async (database, options) => {
    const fixture = new ApiFixture()
    fixture.database = database(fixture)
    fixtures.push(fixture)
    await fillTables(fixture, sizes, options)
    return fixture.database
  }
  before(async () => {
    postgresql = await new PostgresqlServer().start()
  })
  after(async () => {
    for (const fixture of fixtures) fixture.remove()
    await postgresql.stop()
  })

  test('SQLite: none is empty', async () => {
    const database = await filled(({ data }) => new SqliteDatabase(data))
    const empty = emptyTables(database, ofSqlite)
    assert.deepEqual(
      empty.filter((table) => !smallTables.includes(table)),
      [],
      'rowsOf() in benchmarks/load/rows.mjs misses a table',
    )
  })

  test('PostgreSQL: none is empty, and all is as if the servers had inserted the rows', async () => {
    const database = await filled(() => postgresql.database('restored'))
    const empty = emptyTables(database, ofPostgresql)
    assert.deepEqual(
      empty.filter((table) => !smallTables.includes(table)),
      [],
      'rowsOf() in benchmarks/load/rows.mjs misses a table',
    )

    const slowly = await filled(() => postgresql.database('inserted'), { rowByRow: true })
    const linesOf = ({ url }) =>
      dump(url, '--exclude-table-data=schema_versions')
        .split('\n')
        .filter((line) => !/^\\(un)?restrict /.test(line))
        .sort()
    const [restored, inserted] = [linesOf(database), linesOf(slowly)]
    const missing = (lines, among) => lines.filter((line) => !among.has(line)).slice(0, 5)
    assert.deepEqual(
      missing(inserted, new Set(restored)),
      [],
      'rowsFollowing in benchmarks/load/rows.mjs misses what triggers make',
    )
    assert.deepEqual(missing(restored, new Set(inserted)), [], 'no trigger would make this')
    assert.equal(restored.length, inserted.length)
  })
})
