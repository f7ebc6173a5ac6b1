// The page of 2020, on an origin of its own as it was then, in a browser that lets it do no more than CORS says. It keeps
// the refresh token of the sign-in and never another, and compares ids as the texts that they were.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, claimsOf } from './api_fixture.mjs'
import { draw, formOf, pixelsOf, sizeOf } from './picture_files.mjs'

const origin = 'https://old.training.example'
const simpleTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)(;|$)/
const listOf = (text) =>
  (text ?? '')
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim())

/** What a browser does for a page (Fetch Standard, 4.1, 4.8 and 4.10), as far as this page needs it. */
class Browser {
  constructor(base) {
    this.base = base
    this.preflights = new Map()
  }

  async preflight(method, path, names) {
    const asked = names.join(',')
    const key = `${method} ${path} ${asked}`
    if (this.preflights.has(key)) return
    const headers = {
      Origin: origin,
      'Access-Control-Request-Method': method,
      ...(asked ? { 'Access-Control-Request-Headers': asked } : {}),
    }
    const answer = await fetch(this.base + path, { method: 'OPTIONS', headers })
    assert.ok(answer.ok, `preflight ${key}: ${answer.status}`)
    assert.equal(answer.headers.get('access-control-allow-origin'), origin, key)
    if (method !== 'GET' && method !== 'POST')
      assert.ok(listOf(answer.headers.get('access-control-allow-methods')).includes(method.toLowerCase()), key)
    const allowed = listOf(answer.headers.get('access-control-allow-headers'))
    for (const name of names) assert.ok(allowed.includes(name), `${key}: ${name}`)
    this.preflights.set(key, true)
  }

  /** The answer as a script may see it: of its headers those that are exposed. */
  async fetch(method, path, /** @type {any} */ { headers = {}, body } = {}) {
    const named = Object.entries(headers).filter(
      ([name, value]) => !(name === 'Accept' || (name === 'Content-Type' && simpleTypes.test(value))),
    )
    const names = named.map(([name]) => name.toLowerCase()).sort()
    if (names.length > 0 || !['GET', 'HEAD', 'POST'].includes(method)) await this.preflight(method, path, names)
    const answer = await fetch(this.base + path, { method, headers: { ...headers, Origin: origin }, body })
    assert.equal(
      answer.headers.get('access-control-allow-origin'),
      origin,
      `${method} ${path}: the page may not read ${answer.status}`,
    )
    const exposed = ['content-type', ...listOf(answer.headers.get('access-control-expose-headers'))]
    const bytes = Buffer.from(await answer.arrayBuffer())
    const json = /json/.test(answer.headers.get('content-type') ?? '') && bytes.length > 0 ? JSON.parse(bytes) : undefined
    return { status: answer.status, bytes, json, header: (name) => (exposed.includes(name) ? answer.headers.get(name) : null) }
  }

  /** An element <img>, which names no origin, in a page that asks for Cross-Origin-Resource-Policy. */
  async image(path) {
    const answer = await fetch(this.base + path)
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin', path)
    return Buffer.from(await answer.arrayBuffer())
  }
}

/** What the page had of its own: two tokens in its storage, of which it renews the first by the second. */
class Page {
  constructor(browser) {
    this.browser = browser
  }

  async enter(path, json) {
    const answer = await this.browser.fetch('POST', path, {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(json),
    })
    assert.equal(answer.status, 200, answer.bytes.toString())
    this.accessToken = answer.json.accessToken
    this.refreshToken = answer.json.refreshToken
    assert.ok(claimsOf(this.refreshToken).exp > Date.now() / 1000)
    this.sub = claimsOf(this.accessToken).sub
  }

  async refresh() {
    const answer = await this.browser.fetch('POST', '/auth/refresh', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refreshToken: this.refreshToken }),
    })
    assert.equal(answer.status, 200, answer.bytes.toString())
    this.accessToken = answer.json.accessToken
    assert.ok(claimsOf(this.accessToken).exp > Date.now() / 1000)
  }

  async call(status, method, path, json) {
    const headers = { Accept: 'application/json', Authorization: `Bearer ${this.accessToken}` }
    if (json !== undefined) headers['Content-Type'] = 'application/json'
    const answer = await this.browser.fetch(method, path, {
      headers,
      body: json === undefined ? undefined : JSON.stringify(json),
    })
    assert.equal(answer.status, status, `${method} ${path}: ${answer.bytes}`)
    return answer
  }
}

describe('the page of 2020, on another origin', () => {
  let fixture, browser, trainer, trainee, training
  before(async () => {
    fixture = await new ApiFixture({ allowed_origins: origin }).start()
    browser = new Browser(fixture.server.url)
    trainer = new Page(browser)
    trainee = new Page(browser)
    for (const [page, id, nickName] of /** @type {any[][]} */ ([
      [trainer, 'trainer2020', '트레이너'],
      [trainee, 'trainee2020', '훈련생'],
    ])) {
      await page.enter('/auth/signup', { id, password: 'p4ssw0rd of 2020', nickName, email: `${id}@example.org` })
      await page.enter('/auth/signin', { id, password: 'p4ssw0rd of 2020' })
      assert.equal(typeof page.sub, 'string')
    }
    const created = await trainer.call(201, 'POST', '/trainings', { title: '스쿼트', body: '세 번' })
    training = Number(created.header('location').split('/').pop())
    fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${training}`)
  })
  after(() => fixture?.stop())

  test('stays signed in with the refresh token of its sign-in, in all its tabs', async () => {
    for (let i = 0; i < 6; ++i) await trainee.refresh()
    await Promise.all(Array.from({ length: 10 }, () => trainee.refresh()))
    for (let i = 0; i < 3; ++i) await trainee.refresh()
    assert.equal((await trainee.call(200, 'GET', '/profile')).json.name, '훈련생')
  })

  test('learns from a refusal that it has to refresh', async () => {
    const good = trainee.accessToken
    trainee.accessToken = `${good}x`
    assert.equal((await trainee.call(401, 'GET', '/profile')).json.error, '0003')
    trainee.accessToken = good
    assert.equal((await trainee.call(404, 'GET', '/comments/999999')).json.error, '1001')
    assert.equal((await trainee.call(404, 'GET', '/no/such/address')).json.error, '2003')
  })

  test('lists trainings, and follows the trainer of one', async () => {
    const { json } = await browser.fetch('GET', '/trainings?page=0&size=20&sort=title,DESC')
    const [entry] = json._embedded.trainingList
    assert.strictEqual(entry.trainingId, training)
    const one = (await trainee.call(200, 'GET', `/trainings/${training}`)).json
    assert.strictEqual(one.trainerId, trainer.sub)
    assert.equal(one.trainer, '트레이너')
    await trainee.call(200, 'POST', `/trainer/${one.trainerId}`)
    assert.deepEqual((await trainee.call(200, 'GET', '/subscribes')).json, [{ trainerId: trainer.sub, trainerName: '트레이너' }])
    assert.equal((await trainee.call(200, 'GET', `/trainings/${training}`)).json.subscribe, true)
    await trainee.call(200, 'DELETE', `/trainer/${one.trainerId}`)
  })

  test('lets its person change the own comments and no others', async () => {
    await trainee.call(201, 'POST', `/comments/${training}`, { message: '좋아요' })
    await trainer.call(201, 'POST', `/comments/${training}`, { message: '고마워요' })
    const list = async () =>
      (await trainee.call(200, 'GET', `/trainings/${training}/comments?page=0&size=5`)).json._embedded.commentList
    const own = (await list()).filter((comment) => comment.commenterId === trainee.sub)
    assert.equal(own.length, 1)
    assert.deepEqual([own[0].message, own[0].commenter, typeof own[0].commentId], ['좋아요', '훈련생', 'number'])
    await trainee.call(200, 'PUT', `/comments/${own[0].commentId}`, { message: '아주 좋아요' })
    const [other] = (await list()).filter((comment) => comment.commenterId !== trainee.sub)
    assert.equal((await trainee.call(403, 'PUT', `/comments/${other.commentId}`, { message: '내 것' })).json.error, '1001')
    await trainee.call(200, 'DELETE', `/comments/${own[0].commentId}`)
    assert.deepEqual(
      (await list()).map((comment) => comment.commenterId),
      [trainer.sub],
    )
  })

  test('takes a GIF as the picture of its person and of a training', async () => {
    const gif = draw('gif', '400x300')
    for (const path of [`/profile/${trainer.sub}/image`, `/thumbnail/${training}`]) {
      // The page sends a form without naming its type; only Authorization needs a preflight request.
      const answer = await browser.fetch('POST', path, {
        headers: { Authorization: `Bearer ${trainer.accessToken}` },
        body: formOf(gif, { name: 'me.gif' }),
      })
      assert.equal(answer.status, 200, answer.bytes.toString())
      const stored = await browser.image(path)
      assert.deepEqual(sizeOf(stored), [400, 300])
      const [kept, sent] = [pixelsOf(stored), pixelsOf(gif)]
      const difference = kept.reduce((sum, value, i) => sum + Math.abs(value - sent[i]), 0) / kept.length
      assert.ok(difference < 6, `mean difference ${difference}`)
    }
  })
})
