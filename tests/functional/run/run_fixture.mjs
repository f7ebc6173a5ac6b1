// Starts ./run as a person would, with stand-ins for the servers, and asks its gateway.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http2 from 'node:http2'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { PostgresqlDatabase } from '../postgresql.mjs'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
export const servers = ['api', 'pose', 'shape', 'upload', 'streaming']

/** How long after the end of a program what it has written is waited for. */
const outputSeconds = 2

/** Waits until what() gives something that is true, and returns it; throws after the deadline. */
export async function until(what, description, seconds = 60) {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    const result = await what()
    if (result) return result
    await sleep(50)
  }
  throw new Error(`waited ${seconds} s in vain: ${description}`)
}

/** A folder with a stand-in for each server; `replace` maps a name to the text of another program. */
export function standIns(folder, replace = {}) {
  mkdirSync(folder, { recursive: true })
  for (const name of servers) {
    const program = join(folder, `trainingzip-${name}`)
    if (name in replace) writeFileSync(program, replace[name])
    else copyFileSync(new URL('stand_in_server.mjs', import.meta.url), program)
    chmodSync(program, 0o755)
  }
  // The copies are modules although their names do not end in .mjs.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  return folder
}

export class RunFixture {
  /**
   * `binaries`: a folder of real servers; else stand-ins, of which `replace` maps a name to the text of another
   * program. `from`: the root of another checkout. `environment(folder)` gives further variables; `hasDemo`: as a person's ./run, which makes a demo training. Real servers below with_postgresql.mjs get a database of
   * its server.
   */
  constructor(
    /** @type {any} */ { replace = {}, options = [], binaries, from = root, environment = () => ({}), hasDemo = false } = {},
  ) {
    // A space in the path, as in "My Projects".
    this.folder = mkdtempSync(join(tmpdir(), 'training zip '))
    this.data = join(this.folder, 'data')
    this.output = ''
    const postgresql = process.env.TRAININGZIP_TEST_POSTGRESQL
    this.database =
      binaries && postgresql ? new PostgresqlDatabase(postgresql, `run_${randomBytes(6).toString('hex')}`) : undefined
    const database = this.database ? { TRAININGZIP_API_DATABASE_URL: this.database.url } : {}
    const programs = binaries ?? standIns(join(this.folder, 'bin'), replace)
    const readyFile = join(this.folder, 'address')
    this.child = spawn(
      join(from, 'run'),
      ['--no-install', '--no-build', '--port', '0', '--data', this.data, '--binaries', programs].concat(
        ['--ready-file', readyFile],
        hasDemo ? [] : ['--no-demo'],
        options,
      ),
      { cwd: tmpdir(), env: { ...process.env, ...database, ...environment(this.folder) }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (piece) => {
        this.output += piece
      })
    }
    this.ended = new Promise((resolve) => {
      // With all that it has written, which may arrive after its end; a server that outlives it may keep the pipes open.
      this.child.on('close', (code, signal) => resolve(code ?? signal))
      this.child.on('exit', (code, signal) => void sleep(outputSeconds * 1000).then(() => resolve(code ?? signal)))
    })
    this.readyFile = readyFile
  }

  async ready() {
    let ended = false
    void this.ended.then(() => {
      ended = true
    })
    await until(() => existsSync(this.readyFile) || ended, `ready; output:\n${this.output}`, 60)
    if (ended) throw new Error(`./run ended:\n${this.output}`)
    await until(() => this.output.includes('Ctrl-C stops everything.'), 'the last line before it is ready')
    this.address = readFileSync(this.readyFile, 'utf8').trim()
    this.certificate = readFileSync(join(this.data, 'certificates', 'server.crt'))
    return this
  }

  /** One request over HTTP/1.1; the certificate is checked against ours, unless any will do. `host`: another address of this machine. */
  request(path, /** @type {any} */ { method = 'GET', headers = {}, body, anyCertificate = false, host } = {}) {
    const { hostname, port } = new URL(this.address)
    return new Promise((resolve, reject) => {
      const request = https.request(
        {
          hostname: host ?? hostname,
          port,
          path,
          method,
          headers,
          ca: this.certificate,
          servername: 'localhost',
          rejectUnauthorized: !anyCertificate,
          agent: false,
        },
        (response) => {
          const pieces = []
          response.on('data', (piece) => pieces.push(piece))
          response.on('end', () => {
            const text = Buffer.concat(pieces).toString()
            resolve({
              status: response.statusCode,
              headers: response.headers,
              bytes: Buffer.concat(pieces),
              text,
              json: () => JSON.parse(text),
            })
          })
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  /** The protocol that the gateway speaks with a client that offers HTTP/2. */
  http2Status(path) {
    return new Promise((resolve, reject) => {
      const session = http2.connect(this.address, { ca: this.certificate })
      session.on('error', reject)
      const stream = session.request({ ':path': path })
      stream.on('response', (headers) => {
        resolve(headers[':status'])
        session.close()
      })
      stream.end()
    })
  }

  log(name) {
    const file = join(this.data, 'logs', name)
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  async stop(/** @type {NodeJS.Signals} */ signal = 'SIGTERM') {
    this.child.kill(signal)
    const code = await this.ended
    this.database?.remove()
    rmSync(this.folder, { recursive: true, force: true })
    return code
  }
}
