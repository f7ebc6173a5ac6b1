// A client of 2020 against the whole service, behind its real gateway: every row of the contract, spoken as the
// clients of that time speak (no field or header that came later), and read as they read.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { binaries, trainingClip } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'
import { RunFixture, until } from './run/run_fixture.mjs'

// 2020 served its page from an origin of its own.
const origin = 'https://old.training.example'

const parts = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
]

/** Claims of a token, as clients read them without a key. */
const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))

class Client {
  constructor(fixture) {
    this.fixture = fixture
    this.token = undefined
  }

  /** One request as a client with a base URL of https://HOST/api makes it. */
  async call(method, path, /** @type {any} */ { json, form, headers = {}, token = this.token } = {}) {
    const all = { Accept: 'application/json, text/plain, */*', 'User-Agent': 'okhttp/4.4.0', Origin: origin, ...headers }
    if (token) all.Authorization = `Bearer ${token}`
    let body
    if (json !== undefined) {
      all['Content-Type'] = 'application/json;charset=UTF-8'
      body = Buffer.from(JSON.stringify(json))
    }
    if (form) {
      const encoded = new Response(form)
      all['Content-Type'] = encoded.headers.get('content-type')
      body = Buffer.from(await encoded.arrayBuffer())
    }
    if (body) all['Content-Length'] = body.length
    const answer = await this.fixture.request(`/api${path}`, { method, headers: all, body })
    if (/json/.test(answer.headers['content-type'] ?? '')) answer.json = answer.json()
    else answer.json = undefined
    assert.equal(answer.headers['access-control-allow-origin'], origin, `${method} ${path}`)
    assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin', `${method} ${path}`)
    const seen = new Headers()
    for (const [name, value] of Object.entries(answer.headers)) seen.set(name, [value].flat().join(', '))
    checkExchange('', { method, path, headers: all, body: form ?? body }, { ...answer, headers: seen })
    return answer
  }

  async ok(method, path, options, status = 200) {
    const answer = await this.call(method, path, options)
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text.slice(0, 300)}`)
    return answer
  }

  /** An error has the four digits and the fields of 2020. */
  async refused(status, error, method, path, options) {
    const answer = await this.call(method, path, options)
    assert.deepEqual([answer.status, answer.json?.error], [status, error], `${method} ${path}: ${answer.text.slice(0, 300)}`)
    assert.equal(answer.json.status, status)
    assert.ok(!Number.isNaN(Date.parse(answer.json.timestamp)))
    assert.equal(typeof answer.json.message, 'string')
    return answer
  }
}

const fields = (object, names) =>
  assert.deepEqual(
    names.filter((name) => !(name in object)),
    [],
    JSON.stringify(object),
  )
const isTime = (text) => assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

/** How long the gateway gives visitors what has changed since. */
const briefCache = Object.fromEntries(['LIST', 'POSE', 'VIDEO'].map((kind) => [`TRAININGZIP_GATEWAY_${kind}_CACHE_SECONDS`, '1']))

describe('a client of 2020', () => {
  let fixture, page, base
  let trainer, trainee, visitor
  let id, comment
  const account = { id: 'trainer2020', password: 'p4ssw0rd of 2020', nickName: '트레이너', email: 'trainer@example.org' }

  before(async () => {
    page = mkdtempSync(join(tmpdir(), 'training zip page '))
    mkdirSync(join(page, 'assets'))
    writeFileSync(join(page, 'index.html'), '<!doctype html><title>the page</title>')
    fixture = await new RunFixture({
      binaries,
      options: ['--page', page],
      environment: () => ({ TRAININGZIP_API_ALLOWED_ORIGINS: origin, ...briefCache }),
    }).ready()
    base = `${fixture.address}/api`.replace('//api', '/api')
    trainer = new Client(fixture)
    trainee = new Client(fixture)
    visitor = new Client(fixture)
  })
  after(async () => {
    assert.equal(await fixture?.stop(), 0)
    rmSync(page, { recursive: true })
  })

  test('signs up, in, and on', async () => {
    await visitor.ok('GET', `/auth/checkid/${account.id}`)
    await visitor.ok('GET', `/auth/checkNickName/${encodeURIComponent(account.nickName)}`)
    const { json } = await visitor.ok('POST', '/auth/signup', { json: account })
    fields(json, ['accessToken', 'refreshToken'])
    await visitor.refused(409, '0001', 'GET', `/auth/checkid/${account.id}`)
    await visitor.refused(409, '0007', 'GET', `/auth/checkNickName/${encodeURIComponent(account.nickName)}`)
    await visitor.refused(409, '0001', 'POST', '/auth/signup', { json: { ...account, nickName: 'another' } })
    await visitor.refused(409, '0007', 'POST', '/auth/signup', { json: { ...account, id: 'another' } })

    const signedIn = await visitor.ok('POST', '/auth/signin', { json: { id: account.id, password: account.password } })
    await visitor.refused(401, '0002', 'POST', '/auth/signin', { json: { id: account.id, password: 'not this one' } })
    const claims = claimsOf(signedIn.json.accessToken)
    fields(claims, ['sub', 'roles', 'nickName', 'iat', 'exp'])
    assert.deepEqual([claims.roles, claims.nickName, claims.exp - claims.iat], [['ROLE_USER'], account.nickName, 600])
    assert.ok(claimsOf(signedIn.json.refreshToken).exp > Date.now() / 1000 + 6 * 24 * 3600)
    let refreshed
    // That client never keeps another.
    for (let i = 0; i < 4; ++i)
      refreshed = await visitor.ok('POST', '/auth/refresh', { json: { refreshToken: signedIn.json.refreshToken } })
    fields(refreshed.json, ['accessToken'])
    trainer.token = refreshed.json.accessToken
    trainer.id = claims.sub
    const other = { id: 'trainee2020', password: account.password, nickName: '훈련생', email: 'trainee@example.org' }
    trainee.token = (await visitor.ok('POST', '/auth/signup', { json: other })).json.accessToken
    trainee.id = claimsOf(trainee.token).sub
    trainee.refresh = refreshed.json.refreshToken ?? signedIn.json.refreshToken
  })

  test('is told what is wrong with a token', async () => {
    const [header, , signature] = trainer.token.split('.')
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(trainer.token), sub: '1000' })).toString('base64url')
    await visitor.refused(401, '0003', 'GET', '/profile', { token: `${header}.${forged}.${signature}` })
    await visitor.refused(401, '0004', 'GET', '/profile', { token: 'nonsense' })
    await visitor.refused(401, '0003', 'GET', '/profile', { token: `${trainer.token}A` })
    await visitor.refused(401, '0005', 'GET', '/profile')
    await visitor.refused(401, '0005', 'GET', '/profile', { token: trainee.refresh })
  })

  test('makes a training', async () => {
    const created = await trainer.ok('POST', '/trainings', { json: { title: '스쿼트', body: '세 번' } }, 201)
    id = Number(created.headers.location.split('/').pop())
    assert.equal(created.headers.location, `${base}/trainings/${id}`)
    assert.equal(created.json._links.self.href, `${base}/trainings/${id}`)
    fields(created.json._links, ['self', 'profile'])
    await trainer.refused(400, '2001', 'POST', '/trainings', { json: { title: '스쿼트' } })
    await trainer.refused(400, '2001', 'POST', '/trainings', { json: { title: '스쿼트', body: '', more: 1 } })
    await visitor.refused(401, '0005', 'POST', '/trainings', { json: { title: '스쿼트', body: '' } })
  })

  test('sends the video, and everything comes of it', async () => {
    const clip = execFileSync(
      'ffmpeg',
      [
        '-nostdin',
        '-v',
        'error',
        '-i',
        trainingClip(),
        '-t',
        '1.2',
        '-f',
        'mp4',
        '-movflags',
        'frag_keyframe+empty_moov',
        'pipe:1',
      ],
      { maxBuffer: 1 << 26 },
    )
    const form = (name, field = 'video') => {
      const made = new FormData()
      made.append(field, new Blob([clip], { type: 'video/mp4' }), name)
      return made
    }
    await trainer.refused(400, '3001', 'POST', `/upload/trainings/${id}`, { form: form('../../squats.mp4') })
    await trainee.refused(404, '1101', 'POST', `/upload/trainings/${id}`, { form: form('squats.mp4') })
    const { json } = await trainer.ok('POST', `/upload/trainings/${id}`, { form: form('squats.mp4') }, 202)
    assert.deepEqual([json.fileName, json.fileType, json.size], ['squats.mp4', 'video/mp4', clip.length])
    const progress = json._links.progress.href.slice(base.length)
    await until(
      async () => {
        const now = (await trainer.ok('GET', progress)).json
        assert.notEqual(now.state, 'FAILED', JSON.stringify(now))
        return now.state === 'READY'
      },
      'the training is ready',
      240,
    )
  })

  test('finds, reads and changes trainings', async () => {
    await visitor.refused(404, '1101', 'GET', '/trainings/424242')
    const { json: list } = await visitor.ok('GET', '/trainings?page=0&size=20&sort=title,DESC')
    assert.deepEqual(list.page, { size: 20, totalElements: 1, totalPages: 1, number: 0 })
    fields(list._links, ['first', 'self', 'last'])
    const [listed] = list._embedded.trainingList
    fields(listed, ['trainingId', 'title', 'body', 'trainerId', 'trainer', 'views', 'modifiedDate', '_links'])
    assert.deepEqual(
      [listed.trainingId, listed.trainer, listed._links.self.href],
      [id, account.nickName, `${base}/trainings/${id}`],
    )
    assert.equal((await visitor.ok('GET', `/trainings?search=${encodeURIComponent('쿼트')}`)).json.page.totalElements, 1)
    assert.equal((await visitor.ok('GET', '/trainings?search=lunge')).json.page.totalElements, 0)

    const before = (await visitor.ok('GET', `/trainings/${id}`)).json
    fields(before, [
      'title',
      'trainerId',
      'trainer',
      'body',
      'views',
      'likes',
      'subscribe',
      'like',
      'createdDate',
      'modifiedDate',
      '_links',
    ])
    assert.deepEqual([before.trainerId, before.likes, before.subscribe, before.like], [trainer.id, 0, false, false])
    isTime(before.createdDate)
    assert.ok(!('updateTraining' in before._links))
    const own = (await trainer.ok('GET', `/trainings/${id}`)).json
    fields(own._links, ['updateTraining', 'deleteTraining'])
    const change = { title: '깊은 스쿼트', body: '천천히' }
    fields((await trainer.ok('PUT', `/trainings/${id}`, { json: change })).json, ['_links'])
    await trainee.refused(403, '1001', 'PUT', `/trainings/${id}`, { json: change })
    await trainee.refused(403, '1001', 'DELETE', `/trainings/${id}`)
    const after = (await visitor.ok('GET', `/trainings/${id}`)).json
    assert.deepEqual([after.title, after.body], [change.title, change.body])
    assert.ok(after.views >= before.views)
  })

  test('plays video, shape and poses', async () => {
    const { json } = await visitor.ok('GET', `/trainings/${id}/poses`)
    assert.ok(json.frames.length >= 5)
    for (const [index, { frameNo, keyPoint }] of json.frames.entries()) {
      assert.equal(frameNo, index)
      assert.deepEqual(
        keyPoint.map(({ part }) => part),
        parts,
      )
      for (const point of keyPoint) fields(point, ['y', 'x', 'part', 'score'])
    }
    for (const kind of ['video', 'shape']) {
      const path = `/streaming/training/${id}/${kind}`
      const whole = await visitor.ok('GET', path)
      assert.deepEqual([whole.headers['content-type'], whole.headers['accept-ranges']], ['video/mp4', 'bytes'])
      const size = whole.bytes.length
      assert.equal((await visitor.ok('HEAD', path)).headers['content-length'], String(size))
      for (const [range, first, last] of /** @type {any[][]} */ ([
        ['bytes=0-', 0, size - 1],
        ['bytes=10-99', 10, 99],
        ['bytes=-100', size - 100, size - 1],
      ])) {
        const part = await visitor.ok('GET', path, { headers: { Range: range } }, 206)
        assert.equal(part.headers['content-range'], `bytes ${first}-${last}/${size}`)
        assert.ok(part.bytes.equals(whole.bytes.subarray(first, last + 1)))
      }
    }
  })

  test('likes and subscribes', async () => {
    for (let twice = 0; twice < 2; ++twice) {
      assert.equal((await trainee.ok('POST', `/trainings/${id}/like`)).bytes.length, 0)
      await trainee.ok('POST', `/trainer/${trainer.id}`)
    }
    const liked = (await trainee.ok('GET', `/trainings/${id}`)).json
    assert.deepEqual([liked.likes, liked.like, liked.subscribe], [1, true, true])
    assert.deepEqual((await trainee.ok('GET', '/subscribes')).json, [{ trainerId: trainer.id, trainerName: account.nickName }])
    const likes = (await trainee.ok('GET', '/training/likes')).json
    assert.equal(likes.length, 1)
    fields(likes[0], ['trainingId', 'title', 'body', 'trainerId', 'trainer', 'views', 'modifiedDate'])
    for (let twice = 0; twice < 2; ++twice) {
      await trainee.ok('DELETE', `/trainings/${id}/like`)
      await trainee.ok('DELETE', `/trainer/${trainer.id}`)
    }
    const free = (await trainee.ok('GET', `/trainings/${id}`)).json
    assert.deepEqual([free.likes, free.like, free.subscribe], [0, false, false])
    assert.deepEqual((await trainee.ok('GET', '/subscribes')).json, [])
  })

  test('comments', async () => {
    const created = await trainee.ok('POST', `/comments/${id}`, { json: { message: '좋아요' } }, 201)
    fields(created.json, ['_links'])
    const { json } = await visitor.ok('GET', `/trainings/${id}/comments?page=0&size=5`)
    const [entry] = json._embedded.commentList
    fields(entry, ['commentId', 'message', 'commenterId', 'createdDate', 'modifiedDate', '_links'])
    fields(json, ['page', '_links'])
    assert.deepEqual([entry.message, entry.commenterId], ['좋아요', trainee.id])
    assert.strictEqual(entry.commenterId, claimsOf(trainee.token).sub)
    await visitor.refused(404, '1001', 'GET', '/comments/99999')
    comment = entry.commentId
    fields((await trainee.ok('PUT', `/comments/${comment}`, { json: { message: '아주 좋아요' } })).json, ['_links'])
    await trainer.refused(403, '1001', 'PUT', `/comments/${comment}`, { json: { message: '내 것' } })
    await trainer.refused(403, '1001', 'DELETE', `/comments/${comment}`)
    fields((await trainee.ok('DELETE', `/comments/${comment}`)).json, ['_links'])
    assert.deepEqual((await visitor.ok('GET', `/trainings/${id}/comments`)).json._embedded.commentList, [])
  })

  test('shows pictures', async () => {
    const png = execFileSync('ffmpeg', [
      '-v',
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
    for (const [path, stranger] of [
      [`/thumbnail/${id}`, trainee],
      [`/profile/${trainer.id}/image`, trainee],
    ]) {
      const form = (name) => {
        const made = new FormData()
        made.append('image', new Blob([png], { type: 'image/png' }), name)
        return made
      }
      // Until its owner gives it a picture, a training has a frame of its video.
      if (path.startsWith('/thumbnail')) await visitor.ok('GET', path)
      else await visitor.refused(404, '3002', 'GET', path)
      await trainer.refused(400, '3001', 'POST', path, { form: form('../a.png') })
      await stranger.refused(403, '1001', 'POST', path, { form: form('a.png') })
      await trainer.ok('POST', path, { form: form('a.png') })
      const picture = await visitor.ok('GET', path)
      assert.match(picture.headers['content-type'], /^image\//)
      assert.ok(picture.bytes.length > 100)
    }
  })

  test('has a profile', async () => {
    assert.equal((await trainer.ok('GET', '/profile')).json.name, account.nickName)
    await trainer.ok('PUT', '/profile', { json: { nickName: '새 이름' } })
    assert.equal((await trainer.ok('GET', '/profile')).json.name, '새 이름')
    await trainee.refused(409, '0007', 'PUT', '/profile', { json: { nickName: '새 이름' } })
  })

  test('removes a training with all that belongs to it', async () => {
    fields((await trainer.ok('DELETE', `/trainings/${id}`)).json, ['_links'])
    // To whoever is signed in it is gone at once, to visitors when what the gateway keeps is too old.
    await trainer.refused(404, '1101', 'GET', `/trainings/${id}/poses`)
    await sleep(2100)
    for (const path of ['', '/poses', '/comments']) await visitor.refused(404, '1101', 'GET', `/trainings/${id}${path}`)
    await visitor.refused(404, '3002', 'GET', `/thumbnail/${id}`)
    for (const kind of ['video', 'shape']) await visitor.refused(404, '1101', 'GET', `/streaming/training/${id}/${kind}`)
    assert.equal((await visitor.ok('GET', '/trainings')).json.page.totalElements, 0)
  })
})
