// An API server with a data folder of its own, users to call it with, and a look into its database.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { makeDatabase } from './database.mjs'
import { DataFolder, readWhole, Server } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'
import { forgedTokens, tokenPart } from './token_forgery.mjs'

export const password = 'a long enough password'

export { tokenPart }
export const claimsOf = (token) => tokenPart(token, 1)

/** Runs a test with a server of its own, which ends also when the test fails. */
export async function withApiFixture(settings, run) {
  const fixture = await new ApiFixture(settings).start()
  try {
    await run(fixture)
    await fixture.server.stop()
  } finally {
    if (!fixture.server.exited) await fixture.server.kill()
    fixture.remove()
  }
}

export class ApiFixture {
  constructor(settings = {}) {
    this.data = new DataFolder()
    this.settings = settings
    /** @type {any} */
    this.database = undefined
    this.count = 0
  }

  /** May be called again after the server has ended, with the same data. */
  async start() {
    this.database ??= await makeDatabase(this.data)
    const passwordFile = this.data.join('first_admin_password')
    writeFileSync(passwordFile, `${password}\n`)
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
        first_admin_password_file: passwordFile,
        account_key: this.data.join('secrets', 'account_key'),
        // All users of a test come from one address.
        sign_up_free_per_address: 100_000,
        sign_up_free_per_network: 100_000,
        name_checks_per_minute: 100_000,
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
  async call(method, path, /** @type {any} */ { user, json, body, headers = {}, unspoken } = {}) {
    const all = /** @type {any} */ ({ ...headers })
    if (user) all.Authorization ??= `Bearer ${user.accessToken}`
    if (json !== undefined) {
      all['Content-Type'] ??= 'application/json'
      body = JSON.stringify(json)
    }
    const answer = await readWhole(await fetch(this.server.url + path, { method, headers: all, body }))
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

  /** As token_forgery.mjs makes them for this user. */
  forgedTokens({ accessToken, refreshToken }) {
    const { kid } = tokenPart(accessToken, 0)
    const published = JSON.parse(readFileSync(this.data.join('public', 'jwks.json'), 'utf8')).keys.find((key) => key.kid === kid)
    const kept = readFileSync(this.data.join('secrets', 'signing_key.pem'), 'utf8').match(/-----BEGIN[^]*?-----END[^\n]*/g)
    const signer = kept
      .map((pem) => createPrivateKey(pem))
      .find((key) => createPublicKey(key).export({ format: 'jwk' }).x === published.x)
    return forgedTokens(accessToken, refreshToken, signer)
  }

  /** Every forged token is refused on this route. */
  async refusesForgedTokens(method, path, user, options = {}) {
    for (const [name, [authorization, error]] of Object.entries(this.forgedTokens(user))) {
      const headers = authorization === undefined ? {} : { Authorization: authorization }
      const answer = await this.call(method, path, { ...options, headers: { ...options.headers, ...headers } })
      assert.equal(answer.status, 401, `${name}: ${method} ${path}`)
      assert.equal(answer.json.error, error, `${name}: ${method} ${path}`)
      assert.equal(answer.headers.get('www-authenticate')?.startsWith('Bearer'), true, name)
    }
  }

  /** The first admin of the settings, signed in, as user() gives a user. */
  async admin() {
    const loginId = this.settings.first_admin_id
    const { json } = await this.ok('POST', '/auth/signin', { json: { id: loginId, password } })
    const { sub, nickName } = claimsOf(json.accessToken)
    return { id: sub, loginId, nickName, ...json }
  }

  /** A new user, signed in: {id, loginId, nickName, accessToken, refreshToken}. */
  async user(nickName = `nick ${++this.count}`, loginId = `user${++this.count}`) {
    const { json } = await this.ok('POST', '/auth/signup', {
      json: { id: loginId, password, nickName, email: `${loginId}@example.org` },
    })
    return { id: claimsOf(json.accessToken).sub, loginId, nickName, ...json }
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
