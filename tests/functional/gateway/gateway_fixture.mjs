// The gateway by itself, in front of servers that a test holds in its hand.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, until } from '../harness.mjs'

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

// A test that dies leaves none behind; NGINX ends with what runs it.
const running = new Set()
process.on('exit', () => {
  for (const gateway of running) gateway.child.kill('SIGKILL')
})

export class GatewayFixture {
  /**
   * settings: keys of section [gateway]. hosts: names that it answers besides loopback. names: what host names lead to, as
   * rename() takes it; without it the real ones.
   */
  constructor(settings = {}, /** @type {any} */ { hosts = '', names } = {}) {
    this.settings = settings
    this.hosts = hosts
    this.names = names
    this.folder = mkdtempSync(join(tmpdir(), 'training zip gateway '))
    this.output = ''
  }

  async start() {
    this.port = await freePort()
    const here = (...names) => join(this.folder, ...names)
    const certificate = here('server.crt')
    this.certificateFiles = [certificate, here('server.key')]
    this.newCertificate()
    mkdirSync(here('page'))
    writeFileSync(here('page', 'index.html'), '<!doctype html><title>the page</title>')
    const settings = {
      port: this.port,
      certificate,
      certificate_key: here('server.key'),
      page: here('page'),
      models: here('page'),
      folder: here('gateway'),
      access_log: here('access.log'),
      error_log: here('error.log'),
      cache_folder: here('cache'),
      operators: '127.0.0.1',
      workers: 2,
      api: '127.0.0.1:1',
      upload: '127.0.0.1:1',
      streaming: '127.0.0.1:1',
      ...this.settings,
    }
    const environment = { ...process.env, TRAININGZIP_API_HOST_NAMES: this.hosts }
    for (const [key, value] of Object.entries(settings)) environment[`TRAININGZIP_GATEWAY_${key.toUpperCase()}`] = String(value)
    if (this.names) {
      this.rename(this.names)
      // Python runs a module of this name first of all.
      writeFileSync(here('sitecustomize.py'), readFileSync(new URL('names.py', import.meta.url)))
      Object.assign(environment, { PYTHONPATH: this.folder, TEST_NAMES: here('names.json') })
    }
    this.child = spawn(
      '/usr/bin/python3',
      [join(root, 'gateway'), 'serve', '--config', join(root, 'config', 'trainingzip.toml')],
      {
        cwd: this.folder,
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    this.child.stderr.on('data', (piece) => {
      this.output += piece
    })
    running.add(this)
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code, signal) => {
        running.delete(this)
        resolve(code ?? signal)
      })
    })
    await until(
      () =>
        this.request('/').then(
          ({ status }) => status === 200,
          () => false,
        ),
      'the gateway',
      20,
    ).catch((error) => {
      this.child.kill('SIGKILL')
      throw new Error(`${error.message}\n${this.output}`)
    })
    return this
  }

  /** Another one in the place of the present. */
  newCertificate(name = 'localhost') {
    const [certificate, key] = this.certificateFiles
    const words = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
    ]
    execFileSync('openssl', [...words, '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], {
      stdio: 'ignore',
    })
  }

  /** addresses of each name; null is a name server that does not answer. */
  rename(names) {
    writeFileSync(join(this.folder, 'names.json'), JSON.stringify(names))
  }

  configuration() {
    return readFileSync(join(this.folder, 'gateway', 'nginx.conf'), 'utf8')
  }

  /** What the supervisor said with this event. */
  events(event) {
    return this.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
      .filter((line) => line.event === event)
  }

  reloads() {
    return this.events('configuration reloaded').length
  }

  /** One request on a connection of its own, or one of `agent`. */
  request(path, /** @type {any} */ { method = 'GET', headers = {}, body, agent = false } = {}) {
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.port,
        path,
        method,
        headers,
        agent,
        rejectUnauthorized: false,
        servername: 'localhost',
      }
      const request = https.request(options, (response) => {
        const certificate = /** @type {import('node:tls').TLSSocket} */ (response.socket).getPeerCertificate().subject?.CN
        const pieces = []
        response.on('data', (piece) => pieces.push(piece))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(pieces)
          resolve({
            status: response.statusCode,
            headers: response.headers,
            bytes,
            text: bytes.toString(),
            json: () => JSON.parse(bytes.toString()),
            cache: response.headers['x-cache-status'],
            certificate,
          })
        })
      })
      request.on('error', reject)
      request.end(body)
    })
  }

  async stop() {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM')
    const code = await this.ended
    const errors = existsSync(join(this.folder, 'error.log')) ? readFileSync(join(this.folder, 'error.log'), 'utf8') : ''
    rmSync(this.folder, { recursive: true, force: true })
    // Lower levels are not logged: what is there is a fault of NGINX or of its configuration.
    if (errors) throw new Error(`NGINX reports:\n${errors.slice(0, 2000)}`)
    return code
  }
}
