// Starts the real servers for tests: each on a free port of loopback, with a data folder of its own.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const binaries = resolve(root, process.env.TRAININGZIP_BINARIES ?? 'build/debug/bin')
export const models = resolve(root, process.env.TRAININGZIP_MODELS ?? '.deps/models')
export { mediaFile, trainingClip } from '../media/prepare.mjs'

const model = (name, file) => join(models, name, file)
const standInDetector = model('nanodet', 'nanodet.onnx')

/** Settings of the pose and the shape server: where their networks are, the real ones and those that stand in where these are not there. */
export const networks = {
  pose: {
    detector_model: model('rtmdet_nano', 'rtmdet-nano.onnx'),
    pose_model: model('pp_tinypose_256x192', 'model_fp32_folded.onnx'),
    stand_in_detector_model: standInDetector,
    stand_in_pose_model: model('movenet_thunder', 'movenet_thunder.onnx'),
  },
  shape: {
    models: model('maskrcnn2go', 'onnx'),
    stand_in_detector_model: standInDetector,
    stand_in_segmentation_model: model('selfie_segmentation', 'selfie_segmentation.onnx'),
  },
}

/** Whether the servers work with the real networks. */
export const hasRealNetworks = {
  pose: existsSync(networks.pose.detector_model) && existsSync(networks.pose.pose_model),
  shape: existsSync(join(networks.shape.models, 'fp32_backbone.onnx')),
}

/** Servers of this test file that have not ended. */
const running = new Set()

// A test that fails half-way must not keep the whole run waiting for what it left open.
after(() => {
  setTimeout(() => {
    console.error('ended: a test of this file left something open')
    for (const server of running) server.child.kill('SIGKILL')
    process.exit(1)
  }, 40_000).unref()
})

/** Waits until what() gives something that is true, and returns it; throws after the deadline. */
export async function until(what, description, seconds = 60) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const result = await what()
    if (result) return result
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${description}`)
    await sleep(30)
  }
}

/**
 * An answer that was read to its end: with its bytes and, where it is JSON, what that says.
 * @typedef {Omit<Response, 'json'> & { bytes: Buffer, json: any }} Answer
 */

/** @returns {Promise<Answer>} */
export async function readWhole(/** @type {Response} */ response) {
  const bytes = Buffer.from(await response.arrayBuffer())
  const isJson = bytes.length > 0 && /json/.test(response.headers.get('content-type') ?? '')
  return Object.assign(response, { bytes, json: isJson ? JSON.parse(bytes.toString()) : undefined })
}

/** A folder for one test, removed by remove(). */
export class DataFolder {
  constructor() {
    // A space in the path, as in "My Projects".
    this.path = mkdtempSync(join(tmpdir(), 'training zip '))
    for (const name of ['storage', 'secrets', 'public']) mkdirSync(join(this.path, name))
  }

  join(...names) {
    return join(this.path, ...names)
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** Where tests/plans finds the statements of the servers that have a database, apart by its kind. */
function statementLog(server, { database_url: url = '' }) {
  if (!process.env.TRAININGZIP_TEST_STATEMENTS || !['api', 'upload'].includes(server)) return {}
  const folder = join(process.env.TRAININGZIP_TEST_STATEMENTS, url.startsWith('postgresql:') ? 'postgresql' : 'sqlite')
  mkdirSync(folder, { recursive: true })
  return { database_statement_log: join(folder, `${basename(process.argv[1], '.test.mjs')}-${randomUUID()}`) }
}

/**
 * One server, `name` as in trainingzip-NAME. It works in the data folder, so that relative paths of the
 * shipped configuration ("data/...") would lie there; give paths as settings all the same.
 *
 *     const data = new DataFolder()
 *     const server = await new Server('streaming', { data, settings: { storage_root: data.join('storage') } }).start()
 *     await fetch(`${server.url}/training/1/video`)
 *     await server.stop()      // SIGTERM; fails unless the exit code is 0 and nothing was reported as a fault
 */
export class Server {
  /**
   * settings: keys of the server's own section, given through the environment; it also answers as training.example.
   * environment: further variables. config: another configuration file. faultsExpected: stop() does not look for faults in the log.
   */
  constructor(name, { data, settings = {}, environment = {}, config = undefined, faultsExpected = false }) {
    this.name = name
    this.data = data
    this.settings = settings
    this.environment = environment
    this.faultsExpected = faultsExpected
    this.config = config ?? join(root, 'config', 'trainingzip.toml')
    this.log = ''
  }

  /** Starts the process without waiting for it to be ready. */
  launch() {
    const program = join(binaries, `trainingzip-${this.name}`)
    assert.ok(existsSync(program), `${program} is not built; TRAININGZIP_BINARIES names its folder`)
    const environment = { ...process.env, ...this.environment }
    for (const [key, value] of Object.entries({
      port: 0,
      metrics_port: 0,
      host_names: 'training.example',
      ...statementLog(this.name, this.settings),
      ...this.settings,
    })) {
      environment[`TRAININGZIP_${this.name.toUpperCase()}_${key.toUpperCase()}`] = String(value)
    }
    this.portFile = this.data.join(`${this.name}.port`)
    this.metricsPortFile = this.data.join(`${this.name}.metrics-port`)
    for (const file of [this.portFile, this.metricsPortFile]) rmSync(file, { force: true })
    const options = ['--config', this.config, '--port-file', this.portFile, '--metrics-port-file', this.metricsPortFile]
    this.child = spawn(program, options, {
      cwd: this.data.path,
      env: environment,
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    this.child.stderr.setEncoding('utf8')
    this.child.stderr.on('data', (piece) => {
      this.log += piece
    })
    this.exited = false
    running.add(this)
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code, signal) => {
        this.exited = true
        running.delete(this)
        resolve(code ?? signal)
      })
    })
    return this
  }

  /** Starts the server and waits until /readyz answers 200. */
  async start(seconds = 120) {
    this.launch()
    try {
      await until(() => existsSync(this.portFile) || this.exited, 'the port file', seconds)
      assert.ok(!this.exited, 'the server ended')
      this.port = Number(readFileSync(this.portFile, 'utf8'))
      this.url = `http://127.0.0.1:${this.port}`
      await until(async () => this.exited || (await this.isReady()), '/readyz', seconds)
      assert.ok(!this.exited, 'the server ended')
    } catch (error) {
      this.child.kill('SIGKILL')
      throw new Error(`${this.name} did not start: ${/** @type {Error} */ (error).message}\n${this.log}`, { cause: error })
    }
    return this
  }

  async isReady() {
    try {
      const answer = await fetch(`${this.url}/readyz`)
      await answer.arrayBuffer()
      return answer.status === 200
    } catch {
      return false
    }
  }

  /** Log lines, parsed. */
  lines() {
    return this.log
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
  }

  /** SIGTERM; the server must end by itself with code 0 and have logged no fault. */
  async stop(seconds = 30) {
    if (this.exited) throw new Error(`${this.name} had ended before:\n${this.log}`)
    this.child.kill('SIGTERM')
    const killer = setTimeout(() => this.child.kill('SIGKILL'), seconds * 1000)
    const code = await this.ended
    clearTimeout(killer)
    assert.equal(code, 0, `exit code of ${this.name}:\n${this.log}`)
    if (!this.faultsExpected) {
      const faults = this.lines().filter((line) => line.event === 'fault')
      assert.deepEqual(faults, [], `faults of ${this.name}`)
    }
  }

  /** SIGKILL, as a crash would. */
  async kill() {
    this.child.kill('SIGKILL')
    await this.ended
  }
}
