// Fills the database of a fixture with many rows.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { programFolder } from '../../tests/functional/postgresql.mjs'
import { addedUp, rowsFollowing, rowsOf } from './rows.mjs'

function psql(url, statements) {
  execFileSync(join(programFolder(), 'psql'), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url], {
    input: `${statements.join(';\n')};\n`,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
}

/** What pg_dump says of a database. */
export const dump = (url, ...options) =>
  execFileSync(join(programFolder(), 'pg_dump'), [...options, url], { encoding: 'utf8', maxBuffer: 1 << 26 })

/**
 * As a backup is restored: the tables alone, the rows, then keys, indexes and triggers, which are made (and the rows held
 * against them) at once and not row by row.
 */
function restorePostgresql(database, statements) {
  const [tables, rest] = [dump(database.url, '--section=pre-data', '--section=data'), dump(database.url, '--section=post-data')]
  database.remove()
  database.make()
  psql(database.url, [
    "SET maintenance_work_mem = '256MB'",
    tables,
    'SET search_path = public',
    ...statements,
    ...rowsFollowing,
    ...addedUp,
    rest,
    'VACUUM ANALYZE',
  ])
}

function fillSqlite(file, statements) {
  const program = [
    'import json, sqlite3, sys',
    'connection = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)',
    'connection.execute("PRAGMA foreign_keys = ON")',
    'connection.execute("BEGIN IMMEDIATE")',
    'for statement in json.load(sys.stdin): connection.execute(statement)',
    'connection.execute("COMMIT")',
    'connection.execute("ANALYZE")',
  ].join('\n')
  execFileSync('/usr/bin/python3', ['-c', program, file], {
    input: JSON.stringify(statements),
    stdio: ['pipe', 'ignore', 'inherit'],
  })
}

/** rowByRow: on PostgreSQL, slowly, as the servers insert. Statistics are gathered too. */
function fill(database, sizes, { rowByRow = false } = {}) {
  const statements = rowsOf(sizes, database.bytes).map(([, statement]) => statement)
  if (database.url.startsWith('sqlite:')) fillSqlite(database.file, [...statements, ...addedUp])
  else if (rowByRow) psql(database.url, ['BEGIN', ...statements, ...addedUp, 'COMMIT', 'VACUUM ANALYZE'])
  else restorePostgresql(database, statements)
}

/** fixture: an ApiFixture with an empty database. Its server makes the tables and ends, then they are filled. */
export async function fillTables(fixture, sizes, options) {
  await fixture.start()
  await fixture.server.stop()
  fill(fixture.database, sizes, options)
}
