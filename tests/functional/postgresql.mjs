// A PostgreSQL server of the test's own in a temporary folder, reached through a socket in that folder alone.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './harness.mjs'

const user = 'trainingzip'

/** Where the programs are: Debian keeps them beside each other by version, not in PATH. */
export function programFolder() {
  const versions = '/usr/lib/postgresql'
  const newest = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : []
  const found = newest.map((version) => join(versions, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')))
  if (!found) throw new Error('PostgreSQL is not installed: no initdb below /usr/lib/postgresql')
  return found
}

/** PostgreSQL refuses to run as root; its package has made a user for it. */
function accountOfServer() {
  if (process.getuid() !== 0) return {}
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'))
  const [, , uid, gid] = line.split(':').map(Number)
  return { uid, gid }
}

/** The result of one statement as arrays, with numbers as numbers and NULL as null. Waits for the answer. */
export function query(url, statement) {
  const [field, row, none, rest] = ['\x1f', '\x1e', '\x1d', '\x1c']
  const options = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-F', field, '-R', row, '-P', `null=${none}`]
  const text = statement.trim().replace(/;$/, '')
  // The types first, then the rows.
  const output = execFileSync(join(programFolder(), 'psql'), [...options, url], {
    input: `${text}\n\\gdesc\n\\echo ${rest}\n${text}\n;\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const at = output.indexOf(`${rest}\n`)
  if (!output.slice(0, at).includes(field)) return []
  const types = output
    .slice(0, at)
    .trim()
    .split(row)
    .map((line) => line.split(field)[1])
  const isNumber = types.map((type) => /^(bigint|integer|smallint|numeric|double precision|real)/.test(type))
  const rows = output.slice(at + 2).replace(/\n$/, '')
  if (rows === '') return []
  return rows
    .split(row)
    .map((line) => line.split(field).map((value, i) => (value === none ? null : isNumber[i] ? Number(value) : value)))
}

/** Sends the statements and keeps the session until the returned function is called. */
export async function holdOpen(url, statements) {
  const holder = spawn(join(programFolder(), 'psql'), ['-X', '-q', url], { stdio: ['pipe', 'pipe', 'inherit'] })
  holder.stdin.write(`${statements};\n\\echo done\n`)
  return await untilHeld(holder)
}

/** The process has said that it has what it is for; the returned function ends it. */
export async function untilHeld(holder) {
  await once(holder.stdout, 'data')
  return async () => {
    holder.stdin.end()
    await once(holder, 'close')
  }
}

/** A new database of a server, as makeDatabase() gives it. */
export class PostgresqlDatabase {
  /** serverUrl: that of its database `postgres`. options: of CREATE DATABASE. */
  constructor(serverUrl, name, options = '') {
    this.serverUrl = serverUrl
    this.options = options
    this.name = name
    this.url = serverUrl.replace('/postgres?', `/${name}?`)
    this.make()
  }

  make() {
    query(this.serverUrl, `CREATE DATABASE ${this.name} TEMPLATE template0 ${this.options}`)
  }

  sql(statement) {
    return query(this.url, statement)
  }

  lock(table) {
    return holdOpen(this.url, `BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`)
  }

  bytes(buffer) {
    return `'\\x${buffer.toString('hex')}'`
  }

  remove() {
    query(this.serverUrl, `DROP DATABASE ${this.name} WITH (FORCE)`)
  }
}

/** While a test waits without reading the server's log (execFileSync), the server stands still once 64 KiB are unread. */
export class PostgresqlServer {
  /** settings: of postgresql.conf, besides those that make it fast and small. */
  constructor(settings = {}) {
    this.settings = {
      listen_addresses: '',
      fsync: 'off',
      full_page_writes: 'off',
      shared_buffers: '32MB',
      max_connections: 200,
      max_wal_size: '256MB',
      log_checkpoints: 'off',
      ...settings,
    }
  }

  async start() {
    const account = accountOfServer()
    this.folder = mkdtempSync(join(tmpdir(), 'trainingzip-postgresql-'))
    if (account.uid !== undefined) chownSync(this.folder, account.uid, account.gid)
    execFileSync(
      join(programFolder(), 'initdb'),
      ['-D', join(this.folder, 'data'), '-U', user, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
      { ...account, cwd: this.folder, stdio: ['ignore', 'ignore', 'inherit'] },
    )
    await this.launch()
    return this
  }

  /** Starts the process in the folder that start() has made. */
  async launch() {
    const options = Object.entries({ unix_socket_directories: this.folder, ...this.settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ])
    this.log = ''
    this.child = spawn(join(programFolder(), 'postgres'), ['-D', join(this.folder, 'data'), ...options], {
      ...accountOfServer(),
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.child.stderr.setEncoding('utf8').on('data', (piece) => {
      this.log = (this.log + piece).slice(-20_000)
    })
    this.ended = new Promise((resolve) => this.child.once('close', resolve))
    await until(() => this.answers(), `PostgreSQL in ${this.folder}`)
  }

  answers() {
    if (this.child.exitCode !== null) throw new Error(`PostgreSQL ended:\n${this.log}`)
    try {
      execFileSync(join(programFolder(), 'pg_isready'), ['-q', '-h', this.folder, '-U', user])
      return true
    } catch {
      return false
    }
  }

  /** A new database, for a fixture that shall have this server. */
  database(name, options) {
    return new PostgresqlDatabase(this.url('postgres'), name, options)
  }

  url(database) {
    return `postgresql:///${database}?host=${encodeURIComponent(this.folder)}&user=${user}`
  }

  /** Ends it, in order but at once; launch() starts it again. */
  async halt() {
    this.child.kill('SIGINT')
    await this.ended
  }

  /**
   * Sends a signal to every process of the server. Its first process stands still meanwhile and has it last: when that one is
   * killed all others end by themselves, and a process that has ended and been collected cannot be signalled any more.
   */
  signal(name) {
    process.kill(this.child.pid, 'SIGSTOP')
    const children = execFileSync('pgrep', ['-P', String(this.child.pid)], { encoding: 'utf8' })
    for (const pid of [...children.trim().split('\n').map(Number), this.child.pid]) process.kill(pid, name)
  }

  /** As a crash would: every process of the server is gone at once. */
  async kill() {
    this.signal('SIGKILL')
    await this.ended
  }

  async stop() {
    await this.halt()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
