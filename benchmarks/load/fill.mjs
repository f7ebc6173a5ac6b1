// Fills a database whose tables exist and are empty.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { programFolder } from '../../tests/functional/postgresql.mjs'
import { rowsOf } from './rows.mjs'

function fillPostgresql(url, statements) {
  const script = ['BEGIN', ...statements, 'COMMIT', 'VACUUM ANALYZE'].join(';\n')
  execFileSync(join(programFolder(), 'psql'), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url], { input: `${script};\n`, stdio: ['pipe', 'ignore', 'inherit'] })
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
  execFileSync('python3', ['-c', program, file], { input: JSON.stringify(statements), stdio: ['pipe', 'ignore', 'inherit'] })
}

/** database: with its tables, as of tests/functional/database.mjs. Statistics are gathered too. */
export function fill(database, sizes) {
  const sqlite = database.url.startsWith('sqlite:')
  const tables = database.sql(sqlite ? 'SELECT name FROM sqlite_master' : 'SELECT tablename FROM pg_tables').flat()
  const statements = rowsOf(sizes, database.bytes).filter(([table]) => tables.includes(table)).map(([, statement]) => statement)
  if (sqlite) fillSqlite(database.file, statements)
  else fillPostgresql(database.url, statements)
}
