// An API server with a data folder of its own, users to call it with, and a look into its database.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { makeDatabase } from './database.mjs'
import { DataFolder, Server } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'

export const password = 'a long enough password'

/** Claims or header of a token, without a check. */
export const tokenPart = (token, part) => JSON.parse(Buffer.from(token.split('.')[part], 'base64url').toString())
export const claimsOf = (token) => tokenPart(token, 1)

const encode = (object) => Buffer.from(JSON.stringify(object)).toString('base64url')

/** Runs a test with a server of its own, which ends also when the test fails. */
export async function withHousehold(settings, run) {
  const house = await new ApiHousehold(settings).start()
  try {
    await run(house)
    await house.server.stop()
  } finally {
    if (!house.server.exited) await house.server.kill()
    house.remove()
  }
}

/** Tokens that must not be taken, made from a good one, each with the error that it is answered with. */
export function forgedTokens(good, refreshToken) {
  const [header, claims, signature] = good.split('.')
  const withHeader = (changes) => encode({ ...tokenPart(good, 0), ...changes })
  const withClaims = (changes) => encode({ ...claimsOf(good), ...changes })
  const hmacHeader = withHeader({ alg: 'HS256' })
  const hmac = createHmac('sha256', 'the public key').update(`${hmacHeader}.${claims}`).digest('base64url')
  return {
    'no token': [undefined, '0005'],
    'another scheme': ['Basic YTpi', '0005'],
    'not a token': ['Bearer nonsense', '0004'],
    'two parts': [`Bearer ${header}.${claims}`, '0004'],
    'alg none': [`Bearer ${withHeader({ alg: 'none' })}.${claims}.`, '0003'],
    'HS256 mix': [`Bearer ${hmacHeader}.${claims}.${hmac}`, '0003'],
    'another user': [`Bearer ${header}.${withClaims({ sub: '424242' })}.${signature}`, '0003'],
    'another audience': [`Bearer ${header}.${withClaims({ aud: 'elsewhere' })}.${signature}`, '0003'],
    'unknown key': [`Bearer ${withHeader({ kid: '../../etc/passwd' })}.${claims}.${signature}`, '0003'],
    'refresh token as access token': [`Bearer ${refreshToken}`, '0005'],
  }
}

export class ApiHousehold {
  constructor(settings = {}) {
    this.data = new DataFolder()
    this.settings = settings
    this.count = 0
  }

  /** May be called again after the server has ended, with the same data. */
  async start() {
    this.database ??= await makeDatabase(this.data)
    this.server = await new Server('api', {
      data: this.data,
      environment: { ASAN_OPTIONS: 'quarantine_size_mb=1' },
      settings: {
        database_url: this.database.url,
        storage_root: this.data.join('storage'),
        signing_key: this.data.join('secrets', 'signing_key.pem'),
        jwks: this.data.join('public', 'jwks.json'),
        password_memory_kibibytes: 7168,
        password_passes: 1,
        ...this.settings,
      },
    }).start()
    return this
  }

  async stop() {
    await this.server.stop()
    this.remove()
  }

  remove() {
    this.database?.remove()
    this.data.remove()
  }

  /**
   * The answer, with its JSON as .json and its bytes as .bytes, held against the OpenAPI document. user: what
   * user() gave, or nothing. unspoken: what is wrong with the request is nothing that a schema can tell.
   */
  async call(method, path, { user, json, body, headers = {}, unspoken } = {}) {
    const all = { ...headers }
    if (user) all.Authorization ??= `Bearer ${user.accessToken}`
    if (json !== undefined) {
      all['Content-Type'] ??= 'application/json'
      body = JSON.stringify(json)
    }
    const answer = await fetch(this.server.url + path, { method, headers: all, body })
    answer.bytes = Buffer.from(await answer.arrayBuffer())
    if (answer.bytes.length > 0 && /json/.test(answer.headers.get('content-type') ?? '')) answer.json = JSON.parse(answer.bytes.toString())
    checkExchange('', { method, path, headers: all, body }, answer, { unspoken })
    return answer
  }

  /** Calls and holds status and error digits against what is expected; gives the answer. */
  async expect(status, error, method, path, options) {
    const answer = await this.call(method, path, options)
    const what = `${method} ${path} ${answer.bytes.toString().slice(0, 300)}`
    assert.equal(answer.status, status, what)
    if (error !== null) {
      assert.equal(answer.json.error, error, what)
      assert.equal(answer.json.status, status)
      assert.ok(answer.json.message && answer.json.timestamp.endsWith('Z') && answer.json.requestId, what)
    }
    return answer
  }

  ok(method, path, options) {
    return this.expect(200, null, method, path, options)
  }

  /** Every forged token is refused on this route. */
  async refusesForgedTokens(method, path, user, options = {}) {
    for (const [name, [authorization, error]] of Object.entries(forgedTokens(user.accessToken, user.refreshToken))) {
      const headers = authorization === undefined ? {} : { Authorization: authorization }
      const answer = await this.call(method, path, { ...options, headers: { ...options.headers, ...headers } })
      assert.equal(answer.status, 401, `${name}: ${method} ${path}`)
      assert.equal(answer.json.error, error, `${name}: ${method} ${path}`)
      assert.equal(answer.headers.get('www-authenticate')?.startsWith('Bearer'), true, name)
    }
  }

  /** A new user, signed in: {id, loginId, nickName, accessToken, refreshToken}. */
  async user(nickName = `nick ${++this.count}`, loginId = `user${++this.count}`) {
    const { json } = await this.ok('POST', '/auth/signup', {
      json: { id: loginId, password, nickName, email: `${loginId}@example.org` },
    })
    return { id: Number(claimsOf(json.accessToken).sub), loginId, nickName, ...json }
  }

  /** A new training, ready for all to see unless told otherwise; its id. */
  async training(user, { title = 'Squats', body = 'Three of them', ready = true } = {}) {
    const { json } = await this.expect(201, null, 'POST', '/trainings', { user, json: { title, body } })
    if (ready) this.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${json.trainingId}`)
    return json.trainingId
  }

  /** Puts a video's poses in place, as the upload server does when a training becomes ready. */
  publish(training, uploadId, blocks) {
    const folder = this.data.join('storage', 'trainings', String(training))
    mkdirSync(`${folder}/${uploadId}`, { recursive: true })
    writeFileSync(`${folder}/${uploadId}/video.mp4`, 'a video')
    writeFileSync(`${folder}/current`, uploadId)
    this.sql(`INSERT INTO uploads (id, training_id, file_name, file_type, size_bytes, state, created_at, modified_at)
              VALUES ('${uploadId}', ${training}, 'v.mp4', 'video/mp4', 7, 'READY', 0, 0)`)
    for (const { firstFrame, frameCount, bytes } of blocks) {
      this.sql(`INSERT INTO pose_blocks VALUES ('${uploadId}', ${firstFrame}, ${frameCount}, ${this.database.bytes(bytes)})`)
    }
  }

  /** Rows as arrays. */
  sql(statement) {
    return this.database.sql(statement)
  }
}
