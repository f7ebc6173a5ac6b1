// Servers with prepared data, so that every operation of the document can be called with its own examples.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { ApiFixture } from '../api_fixture.mjs'
import { DataFolder, readWhole, Server, until } from '../harness.mjs'
import { draw } from '../picture_files.mjs'
import { poseBlock } from '../pose_block.mjs'
import { UploadFixture } from '../upload_fixture.mjs'
import { forgedTokens } from '../token_forgery.mjs'
import { checkExchange } from './exchange.mjs'

const uploadId = '0123456789abcdef0123456789abcdef'

/**
 * The API server. make: by the name of a parameter in the document, what it should name, made by or for `user`.
 * before: by operationId, what must be there first; what it gives replaces fields of the example body.
 */
export class ApiDriver {
  prefix = ''

  async start() {
    this.fixture = await new ApiFixture({
      first_admin_id: 'chief',
      sign_in_free_attempts: 1000,
      sign_in_free_attempts_per_address: 100000,
      // Mails are taken, and wait: nothing listens there.
      mail_server: 'smtp://127.0.0.1:1',
      mail_starttls: 'never',
      mail_from: 'service@training.example',
      mail_attempts: 100,
      mail_retry_seconds: 3600,
      mail_lifetime_seconds: 86_400,
      public_address: 'https://training.example',
      mail_requests_per_email: 100_000,
      mail_requests_per_address: 100_000,
      mail_requests_per_network: 100_000,
      camera_pairings_per_network: 100_000,
    }).start()
    this.admin = await this.fixture.admin()
    this.other = await this.fixture.user()
    this.picture = execFileSync('ffmpeg', [
      '-loglevel',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=64x48',
      '-frames:v',
      '1',
      '-f',
      'image2pipe',
      '-c:v',
      'png',
      'pipe:1',
    ])
    this.count = 0
    /** Of each pairing, by its id. */
    this.pairings = new Map()
  }

  async stop() {
    await this.fixture.stop()
  }

  /** Who may make this call, with data of their own. */
  async userFor(entry) {
    return entry.needsAdmin ? this.admin : this.fixture.user()
  }

  file() {
    return this.picture
  }

  send(method, path, /** @type {any} */ { token, headers = {}, body } = {}) {
    // Limits by address are not what is tested here.
    const address = `10.0.${Math.floor(++this.count / 250) % 250}.${1 + (this.count % 250)}`
    const credential = token === undefined ? {} : { Authorization: `Bearer ${token}` }
    const side = this.pairingSecret(method, path)
    return this.fixture.call(method, path, { headers: { 'X-Real-IP': address, ...credential, ...side, ...headers }, body })
  }

  /** A phone writes, a screen does the rest. */
  pairingSecret(method, path) {
    const pairing = this.pairings.get(path.match(/^\/camera-pairings\/([^/?]+)/)?.[1])
    if (!pairing) return {}
    return { 'X-Pairing-Secret': method === 'POST' ? pairing.phoneSecret : pairing.screenSecret }
  }

  form() {
    const form = new FormData()
    form.append('image', new Blob([this.picture], { type: 'image/png' }), 'picture.png')
    return form
  }

  forgedTokens(user) {
    return this.fixture.forgedTokens(user)
  }

  /** A value for this parameter of this operation; nothing when its example will do. */
  async make(parameter, entry, user) {
    const { fixture } = this
    switch (parameter.component) {
      case 'TrainingId':
      case 'CommentedTrainingId':
        return fixture.training(user)
      case 'CommentId': {
        const training = await fixture.training(user)
        const { json } = await fixture.expect(201, null, 'POST', `/comments/${training}`, { user, json: { message: 'good' } })
        return json.commentId
      }
      case 'UserId':
        return entry.needsAdmin ? (await fixture.user()).id : user.id
      case 'TrainerId':
        return this.other.id
      case 'SessionId':
        return (await fixture.ok('GET', '/auth/sessions', { user })).json._embedded.sessionList[0].sessionId
      case 'KeyId': {
        const { json } = await fixture.ok('GET', '/admin/keys', { user: this.admin })
        return json._embedded.keyList.find((key) => key.state === 'next').keyId
      }
      case 'TrainingSessionId': {
        const { json } = await this.practise(user, await fixture.training(user))
        return json.sessionId
      }
      case 'PlaylistId': {
        const { json } = await fixture.expect(201, null, 'POST', '/playlists', { user, json: { title: 'Morning', body: '' } })
        return json.playlistId
      }
      case 'ReportId': {
        const json = { trainingId: await fixture.training(this.other), reason: 'spam' }
        return (await fixture.expect(201, null, 'POST', '/reports', { user, json })).json.reportId
      }
      case 'CameraPairingId': {
        const { json } = await fixture.expect(201, null, 'POST', '/camera-pairings')
        this.pairings.set(json.pairingId, json)
        return json.pairingId
      }
      case 'IncidentId': {
        const json = { type: `Error${++this.count}`, message: '', stack: '', page: '/' }
        await fixture.call('POST', '/incidents', { json, headers: { 'X-Real-IP': '192.0.2.9' } })
        return (await fixture.ok('GET', '/admin/incidents', { user: this.admin })).json._embedded.incidentList[0].incidentId
      }
      default:
        return undefined
    }
  }

  /** A finished session, one second after the one before. */
  practise(user, trainingId) {
    const startedAt = new Date(Date.parse('2026-01-31T09:05:07Z') + 1000 * ++this.count).toISOString()
    const json = { trainingId, startedAt, durationSeconds: 1, score: 50, lagSeconds: null, series: [], limbs: [] }
    return this.fixture.expect(201, null, 'POST', '/me/sessions', { user, json })
  }

  /** The token of a new link of this kind in a mail to the user. */
  mailLink(kind, user) {
    const token = randomBytes(32).toString('base64url')
    const hash = createHash('sha256').update(token).digest('hex')
    this.fixture.sql(`INSERT INTO mail_links (token_hash, kind, user_id, email, expires_at)
                      VALUES ('${hash}', '${kind}', ${user.id}, '${user.loginId}@example.org', ${Date.now() + 600_000})`)
    return { token }
  }

  /** What must be there before the operation; gives fields that replace those of the example body. */
  async before(entry, parameters, user, body) {
    const { fixture } = this
    switch (entry.id) {
      case 'resetPassword':
        return this.mailLink('password_reset', user)
      case 'confirmEmail':
        return this.mailLink('email_confirmation', user)
      case 'changeEmail':
        // The one that the account has already would be refused.
        return { email: `walker-${++this.count}@example.org` }
      case 'signIn':
        await fixture.call('POST', '/auth/signup', { json: { ...body, nickName: 'for sign-in', email: 'runner@example.org' } })
        return {}
      case 'refresh':
      case 'signOut':
        return { refreshToken: user.refreshToken }
      case 'readThumbnail':
        await fixture.ok('POST', `/thumbnail/${parameters.id}`, { user, body: this.form() })
        return {}
      case 'readProfileImage':
        await fixture.ok('POST', `/profile/${parameters.userId}/image`, { user, body: this.form() })
        return {}
      case 'readSuggestion':
      case 'chooseSuggestion': {
        const upload = String(++this.count).padStart(32, '0')
        fixture.publish(parameters.id, upload, [])
        const folder = fixture.data.join('storage', 'trainings', String(parameters.id), upload)
        writeFileSync(`${folder}/picture-1.jpg`, draw('mjpeg'))
        return {}
      }
      case 'createTrainingSession':
        return { trainingId: await fixture.training(user) }
      case 'createReport': {
        const training = await fixture.training(this.other)
        if (body.trainingId) return { trainingId: training }
        const { json } = await fixture.expect(201, null, 'POST', `/comments/${training}`, { user, json: { message: 'good' } })
        return { commentId: json.commentId }
      }
      case 'createPlaylist':
        return body.trainings ? { trainings: [await fixture.training(user)] } : {}
      case 'readPoses': {
        const upload = uploadId.slice(0, 24) + String(parameters.id).padStart(8, '0')
        fixture.publish(parameters.id, upload, [
          { firstFrame: 0, frameCount: 2, bytes: Buffer.from(poseBlock(0, 2), 'base64url') },
        ])
        return {}
      }
      default:
        return {}
    }
  }
}

/** The upload server, its pose and shape servers played by the test. */
export class UploadDriver {
  prefix = '/upload'

  async start() {
    this.fixture = await new UploadFixture().start()
    this.other = await this.userFor({ needsAdmin: false })
    // Without real networks nothing is made again; the server polls for them.
    const { accessToken } = await this.userFor({ needsAdmin: true })
    await until(async () => {
      const { json } = await this.send('GET', '/networks', { token: accessToken })
      return json.pose.networks === 'real' && json.shape.networks === 'real'
    }, 'the networks are known')
  }

  stop() {
    return this.fixture.stop()
  }

  async userFor(entry) {
    const roles = { roles: entry.needsAdmin ? ['ROLE_USER', 'ROLE_ADMIN'] : ['ROLE_USER'] }
    return {
      accessToken: this.fixture.signer.token(1, roles),
      refreshToken: this.fixture.signer.token(1, { ...roles, aud: 'trainingzip/refresh' }, 'rt+jwt'),
    }
  }

  file() {
    return this.fixture.clip
  }

  send(method, path, /** @type {any} */ { token, headers = {}, body } = {}) {
    const credential = token === undefined ? {} : { Authorization: `Bearer ${token}` }
    return this.fixture.call(method, path, { user: null, headers: { ...credential, ...headers }, body })
  }

  forgedTokens({ accessToken, refreshToken }) {
    return forgedTokens(accessToken, refreshToken, this.fixture.signer.privateKey)
  }

  make() {
    return this.fixture.training(1)
  }

  async before(entry, { id }) {
    const made = {
      retryUpload: ['FAILED', 'original'],
      reprocessUpload: ['READY', 'video.mp4'],
      chooseTrainer: ['READY', 'video.mp4'],
    }[entry.id]
    if (!made) return {}
    const [state, file] = made
    const upload = `${'f'.repeat(24)}${String(id).padStart(8, '0')}`
    mkdirSync(this.fixture.storagePath(`trainings/${id}/${upload}`), { recursive: true })
    writeFileSync(this.fixture.storagePath(`trainings/${id}/${upload}/${file}`), this.fixture.clip)
    this.fixture
      .sql(`INSERT INTO uploads (id, training_id, file_name, file_type, size_bytes, state, failure_code, created_at, modified_at)
                    VALUES ('${upload}', ${id}, 'v.mp4', 'video/mp4', 7, '${state}', ${state === 'FAILED' ? "'1207'" : 'NULL'}, 1, 1)`)
    const people = [0, 0.5].map((left) => ({
      timeSeconds: 1,
      box: { left, top: 0, width: 0.5, height: 1 },
      shareOfTime: 1,
      isStill: false,
      isTrainer: left === 0,
    }))
    this.fixture.sql(`UPDATE uploads SET people = '${JSON.stringify(people)}' WHERE id = '${upload}'`)
    this.fixture.sql(`INSERT INTO jobs (upload_id, kind, state, modified_at) VALUES ('${upload}', 'normalise', 'done', 1)`)
    this.fixture.sql(`UPDATE trainings SET state = '${state}' WHERE id = ${id}`)
    return {}
  }
}

/** The streaming server over one published training. */
export class StreamingDriver {
  prefix = '/streaming'

  async start() {
    this.data = new DataFolder()
    const folder = this.data.join('storage', 'trainings', '1')
    mkdirSync(`${folder}/${uploadId}`, { recursive: true })
    for (const name of ['video.mp4', 'shape.mp4']) writeFileSync(`${folder}/${uploadId}/${name}`, `bytes of ${name}`)
    writeFileSync(`${folder}/current`, uploadId)
    this.server = await new Server('streaming', {
      data: this.data,
      settings: { storage_root: this.data.join('storage') },
    }).start()
  }

  async stop() {
    await this.server.stop()
    this.data.remove()
  }

  async userFor() {
    return {}
  }

  async send(method, path, /** @type {any} */ { headers = {}, body } = {}) {
    const answer = await readWhole(await fetch(this.server.url + path, { method, headers, body }))
    checkExchange('/streaming', { method, path, headers, body }, answer)
    return answer
  }

  async make() {
    return 1
  }

  async before() {
    return {}
  }
}
