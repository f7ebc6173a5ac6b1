// The database of a fixture: SQLite in its folder, or a fresh one of a PostgreSQL server, as
// TRAININGZIP_TEST_DATABASE says.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import { PostgresqlDatabase, PostgresqlServer, untilHeld } from './postgresql.mjs'

export const kind = process.env.TRAININGZIP_TEST_DATABASE ?? 'sqlite'

/** Rows of values from what sqlite3 writes with -quote: literals of SQL, with a comma between them and a row on a line. */
export function readQuoted(text) {
  const rows = []
  let row = []
  let read = 0
  for (const [literal, string, number, end] of text.matchAll(/(?:'((?:[^']|'')*)'|NULL|([-+.\de]+))([,\n])/gy)) {
    read += literal.length
    row.push(string !== undefined ? string.replaceAll("''", "'") : number !== undefined ? Number(number) : null)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  if (read !== text.length) throw new Error(`neither text, number nor NULL: ${text.slice(read, read + 40)}`)
  return rows
}

export class SqliteDatabase {
  constructor(data) {
    this.file = data.join('database.sqlite')
    this.url = `sqlite://${this.file}`
  }

  sql(statement) {
    const options = ['-batch', '-bail', '-quote', '-cmd', '.timeout 20000', '-cmd', 'PRAGMA foreign_keys = ON', this.file]
    return readQuoted(execFileSync('sqlite3', options, { input: `${statement};\n`, encoding: 'utf8', maxBuffer: 1 << 26 }))
  }

  async lock() {
    const program = [
      'import sqlite3, sys',
      'connection = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)',
      'connection.execute("BEGIN IMMEDIATE")',
      'print("locked", flush=True)',
      'sys.stdin.read()',
    ].join('\n')
    return await untilHeld(spawn('/usr/bin/python3', ['-c', program, this.file], { stdio: ['pipe', 'pipe', 'inherit'] }))
  }

  bytes(buffer) {
    return `X'${buffer.toString('hex')}'`
  }

  remove() {}
}

let ownServer

/** The database `postgres` of the server that with_postgresql.mjs started for all files, else of one for this file. */
async function serverUrl() {
  if (process.env.TRAININGZIP_TEST_POSTGRESQL) return process.env.TRAININGZIP_TEST_POSTGRESQL
  if (!ownServer) {
    ownServer = new PostgresqlServer().start()
    after(async () => (await ownServer).stop())
  }
  return (await ownServer).url('postgres')
}

/**
 * A database without a schema: {url, sql(statement), bytes(buffer), lock(table), remove()}. sql() gives rows as
 * arrays; bytes() the literal of binary data; lock() keeps writers of the table waiting until the function that it
 * gives is called.
 */
export async function makeDatabase(data) {
  if (kind === 'sqlite') return new SqliteDatabase(data)
  if (kind === 'postgresql') return new PostgresqlDatabase(await serverUrl(), `test_${randomBytes(6).toString('hex')}`)
  throw new Error(`TRAININGZIP_TEST_DATABASE=${kind}: sqlite or postgresql`)
}
