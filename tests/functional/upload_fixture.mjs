// An upload server with all that it needs around it: a signer of access tokens, rows of users and trainings,
// and stand-ins for the pose and the shape server that the test holds in its hand.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { makeDatabase } from './database.mjs'
import { DataFolder, readWhole, Server, trainingClip, until } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'
import { poseBlock } from './pose_block.mjs'
import { signedToken } from './token_forgery.mjs'

export const squats = trainingClip()

/** Signs access tokens as the API server does. */
class TokenSigner {
  constructor(jwksFile) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x, y } = publicKey.export({ format: 'jwk' })
    const members = JSON.stringify({ crv: 'P-256', kty: 'EC', x, y })
    this.privateKey = privateKey
    this.kid = createHash('sha256').update(members).digest('base64url')
    writeFileSync(
      jwksFile,
      JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x, y, use: 'sig', alg: 'ES256', kid: this.kid }] }),
    )
  }

  token(user, changes = {}, type = 'at+jwt') {
    const now = Math.floor(Date.now() / 1000)
    const header = { alg: 'ES256', typ: type, kid: this.kid }
    const claims = {
      iss: 'trainingzip',
      aud: 'trainingzip',
      sub: String(user),
      roles: ['ROLE_USER'],
      nickName: `user${user}`,
      iat: now,
      exp: now + 600,
      ...changes,
    }
    return signedToken(this.privateKey, header, claims)
  }
}

/**
 * Stands in for the pose or the shape server. `answer(order, response, worker)` writes the lines; the default
 * finishes the squat clip at once.
 */
export class FakeWorker {
  constructor(kind, fixture) {
    // networks: the set that it has loaded, null while it waits for models.
    this.kind = kind
    this.fixture = fixture
    this.orders = []
    this.answer = null
    this.port = 0
    this.networks = 'real'
    this.missing = []
    this.refusals = 0
  }

  async start() {
    this.server = createServer(async (request, response) => {
      if (request.url === '/readyz') return response.writeHead(this.networks ? 200 : 503).end()
      if (request.url === '/networks') return response.end(JSON.stringify({ networks: this.networks, missing: this.missing }))
      const pieces = []
      for await (const piece of request) pieces.push(piece)
      if (!this.networks) {
        ++this.refusals
        response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '5' })
        return response.end(JSON.stringify({ status: 503, error: '1221', message: 'no models' }))
      }
      const order = JSON.parse(Buffer.concat(pieces).toString())
      this.orders.push({ ...order, authorization: request.headers.authorization })
      await (this.answer ?? this.finish.bind(this))(order, response, this)
    })
    await new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', () => resolve(undefined)))
    this.port = /** @type {import('node:net').AddressInfo} */ (this.server.address()).port
    return this
  }

  /** As when the process is killed: connections break, nobody listens any more. */
  async kill() {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }

  line(response, object) {
    if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'application/x-ndjson' })
    response.write(`${JSON.stringify(object)}\n`)
  }

  progress(response, frames, totalFrames = 65) {
    this.line(response, { type: 'progress', stage: this.kind, frames, totalFrames, framesPerSecond: 10 })
  }

  finish(order, response) {
    this.progress(response, 0)
    if (this.kind === 'pose') {
      for (const [first, count] of [
        [0, 40],
        [40, 25],
      ]) {
        this.line(response, {
          type: 'poses',
          firstFrame: first,
          frameCount: count,
          block: poseBlock(first, count, this.fixture.size),
        })
      }
    } else {
      const file = this.fixture.storagePath(order.shape)
      try {
        mkdirSync(join(file, '..'), { recursive: true })
        writeFileSync(file, 'the shape')
      } catch (error) {
        // As the shape server does where the storage cannot be written.
        if (!['ENOTDIR', 'ENOENT'].includes(/** @type {NodeJS.ErrnoException} */ (error).code)) throw error
        return this.fail(response, '2013')
      }
    }
    this.line(response, { type: 'done', frames: 65, ...this.fixture.size, durationSeconds: 13, networks: this.networks })
    response.end()
  }

  fail(response, error) {
    this.line(response, { type: 'failed', error, detail: 'as the test wants' })
    response.end()
  }
}

export class UploadFixture {
  constructor(settings = {}) {
    this.data = new DataFolder()
    this.signer = new TokenSigner(this.data.join('public', 'jwks.json'))
    this.pose = new FakeWorker('pose', this)
    this.shape = new FakeWorker('shape', this)
    /** @type {any} */
    this.database = undefined
    this.settings = settings
    // What is sent when a test names no bytes; the stand-ins answer for it. It has 65 frames.
    this.clip = readFileSync(squats)
    this.size = { width: 720, height: 1280 }
  }

  storagePath(key) {
    return this.data.join('storage', key)
  }

  async start() {
    await this.pose.start()
    await this.shape.start()
    this.database ??= await makeDatabase(this.data)
    try {
      await this.startServer()
    } catch (error) {
      await this.remove()
      throw error
    }
    for (const name of ['user1', 'user2']) {
      this.sql(`INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, state, created_at, modified_at)
                VALUES ('${name}', '', '${name}', '${name}', '', 'USER', 'ACTIVE', 0, 0)`)
    }
    return this
  }

  async startServer() {
    const place = (...names) => this.data.join(...names)
    this.server = await new Server('upload', {
      data: this.data,
      environment: { ASAN_OPTIONS: 'quarantine_size_mb=1' },
      settings: {
        database_url: this.database.url,
        storage_root: place('storage'),
        jwks: place('public', 'jwks.json'),
        service_token: place('secrets', 'service_token'),
        pose_url: `http://127.0.0.1:${this.pose.port}`,
        shape_url: `http://127.0.0.1:${this.shape.port}`,
        job_retry_seconds: 0.2,
        ...this.settings,
      },
    }).start()
  }

  async stop() {
    await this.server.stop()
    await this.remove()
  }

  async remove() {
    await this.pose.kill()
    await this.shape.kill()
    this.database.remove()
    this.data.remove()
  }

  /** Rows as arrays. */
  sql(statement) {
    return this.database.sql(statement)
  }

  /** A new training of this user; its id. */
  training(user = 1) {
    this.sql(
      `INSERT INTO trainings (owner_id, title, body, state, created_at, modified_at) VALUES (${user}, 't', '', 'CREATED', 0, 0)`,
    )
    return this.sql('SELECT MAX(id) FROM trainings')[0][0]
  }

  trainingState(id) {
    return this.sql(`SELECT state FROM trainings WHERE id = ${id}`)[0]?.[0]
  }

  /** Makes a file with the program ffmpeg; its bytes. */
  makeVideo(name, ...options) {
    const file = this.data.join(name)
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...options, file])
    return readFileSync(file)
  }

  headers(user) {
    return user === null ? {} : { Authorization: `Bearer ${this.signer.token(user)}` }
  }

  /** The answer, held against the OpenAPI document. */
  async call(method, path, /** @type {any} */ { user = 1, headers = {}, body } = {}) {
    const all = { ...this.headers(user), ...headers }
    const answer = await readWhole(await fetch(this.server.url + path, { method, body, headers: all }))
    checkExchange('/upload', { method, path, headers: all, body }, answer)
    return answer
  }

  /** Sends the bytes as the field `video`, as a browser does. */
  upload(training, bytes, { name = 'squats.mp4', type = 'video/mp4', field = 'video', user = 1, headers = {} } = {}) {
    const body = new FormData()
    body.append(field, new Blob([bytes], { type }), name)
    return this.call('POST', `/trainings/${training}`, { user, headers, body })
  }

  async accepted(training, bytes = this.clip, options = {}) {
    const answer = await this.upload(training, bytes, options)
    assert.equal(answer.status, 202, JSON.stringify(answer.json))
    return answer
  }

  async progress(training, options = {}) {
    return (await this.call('GET', `/trainings/${training}/progress`, options)).json
  }

  /** Waits until the newest upload of the training is in this state, and returns its progress. */
  reached(training, state, seconds = 60) {
    return until(
      async () => {
        const progress = await this.progress(training)
        if (progress.state === 'FAILED' && state !== 'FAILED') {
          const told = this.server.lines().filter((line) => line.training_id === training)
          assert.fail(`${JSON.stringify(progress)}\n${told.map((line) => JSON.stringify(line)).join('\n')}`)
        }
        return progress.state === state && progress
      },
      `training ${training} is ${state}`,
      seconds,
    )
  }

  /** A request whose body the test writes itself: {request, answer}. */
  openUpload(training, /** @type {any} */ { user = 1, length, boundary = 'edge' } = {}) {
    const headers = { ...this.headers(user), 'Content-Type': `multipart/form-data; boundary=${boundary}` }
    if (length !== undefined) headers['Content-Length'] = length
    const request = httpRequest(`${this.server.url}/trainings/${training}`, { method: 'POST', headers })
    const answer = new Promise((resolve, reject) => {
      request.on('error', reject)
      request.on('response', async (response) => {
        const pieces = []
        for await (const piece of response) pieces.push(piece)
        const bytes = Buffer.concat(pieces)
        const answer = {
          status: response.statusCode,
          headers: new Headers(/** @type {Record<string, string>} */ (response.headers)),
          bytes,
          json: JSON.parse(bytes),
        }
        checkExchange(
          '/upload',
          { method: 'POST', path: `/trainings/${training}`, headers: request.getHeaders(), body: 'written by the test' },
          answer,
        )
        resolve(answer)
      })
    })
    answer.catch(() => {})
    return { request, answer }
  }
}

/** What stands before and after the file in a multipart body with the boundary "edge". */
export const partHead = (name = 'big.mp4') =>
  `--edge\r\nContent-Disposition: form-data; name="video"; filename="${name}"\r\nContent-Type: video/mp4\r\n\r\n`
export const partTail = '\r\n--edge--\r\n'

/** The first bytes of an MP4 file; what follows need not be one. */
export const mp4Head = Buffer.from('\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2', 'latin1')
