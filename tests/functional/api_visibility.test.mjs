// Who may see a training: every route that shows one, or something of one, by HTTP, with the streaming server.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, claimsOf, tokenPart } from './api_fixture.mjs'
import { Server } from './harness.mjs'

const uploadId = '0123456789abcdef0123456789abcdef'
const absent = 99999
const text = { title: 'Squats', body: 'Three of them' }

describe('visibility', () => {
  let fixture, streaming, owner, subscriber, stranger, admin
  before(async () => {
    fixture = await new ApiFixture({ first_admin_id: 'admin' }).start()
    streaming = await new Server('streaming', {
      data: fixture.data,
      settings: { storage_root: fixture.data.join('storage'), jwks: fixture.data.join('public', 'jwks.json') },
    }).start()
    owner = await fixture.user('the owner')
    subscriber = await fixture.user('subscriber')
    stranger = await fixture.user('stranger')
    admin = await fixture.admin()
    await fixture.ok('POST', `/trainer/${owner.id}`, { user: subscriber })
  })
  after(async () => {
    await streaming?.stop()
    await fixture?.stop()
  })

  /** A training that is ready, with video and shape. */
  async function ready(visibility) {
    const { json } = await fixture.expect(201, null, 'POST', '/trainings', { user: owner, json: { ...text, visibility } })
    const id = json.trainingId
    const folder = fixture.data.join('storage', 'trainings', String(id), uploadId)
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/video.mp4`, 'a video')
    writeFileSync(`${folder}/shape.mp4`, 'a shape')
    writeFileSync(fixture.data.join('storage', 'trainings', String(id), 'current'), uploadId)
    fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${id}`)
    return id
  }

  const answer = async (call) => {
    const { status, json, bytes, headers } = await call
    const { requestId, timestamp, ...rest } = json ?? {}
    return { status, rest, length: json ? 0 : bytes.length, cache: headers.get('cache-control') }
  }
  const routes = /** @type {any[][]} */ ([
    ['GET', (id) => `/trainings/${id}`],
    ['GET', (id) => `/trainings/${id}/poses`],
    ['GET', (id) => `/trainings/${id}/media`],
    ['GET', (id) => `/trainings/${id}/comments`],
    ['GET', (id) => `/trainings/${id}/comments?cursor=`],
    ['GET', (id) => `/thumbnail/${id}`],
    ['POST', (id) => `/comments/${id}`, { message: 'm' }],
    ['POST', (id) => `/trainings/${id}/like`],
    ['DELETE', (id) => `/trainings/${id}/like`],
    ['PUT', (id) => `/trainings/${id}`, text],
    ['DELETE', (id) => `/trainings/${id}`],
  ])

  async function isAbsentFor(user, id) {
    for (const [method, path, json] of routes) {
      if (method !== 'GET' && !user) continue
      const seen = await answer(fixture.call(method, path(id), { user, json }))
      const nothing = await answer(fixture.call(method, path(absent), { user, json }))
      assert.equal(seen.status, 404, `${method} ${path(id)}`)
      assert.deepEqual(seen, nothing, `${method} ${path(id)}`)
    }
    for (const list of [
      '/trainings?size=200',
      '/trainings?cursor=&size=200',
      '/trainings?search=squats&size=200',
      '/trainings?category=other&size=200',
      ...(user ? ['/me/feed?size=200', '/training/likes'] : []),
    ]) {
      const { json } = await fixture.ok('GET', list, { user })
      const ids = (json._embedded?.trainingList ?? json).map((item) => item.trainingId)
      assert.ok(!ids.includes(id), list)
    }
  }

  async function stream(id, query = '', options = {}) {
    const answer = await fetch(`${streaming.url}/training/${id}/video${query}`, options)
    return { status: answer.status, text: await answer.text(), cache: answer.headers.get('cache-control') }
  }
  const ticketIn = (json) => new URL(json._links.video.href).search

  test('what is not one of the four is refused, and nothing said is public', async () => {
    for (const visibility of ['secret', '', 'PUBLIC']) {
      await fixture.expect(422, '2012', 'POST', '/trainings', { user: owner, json: { ...text, visibility } })
    }
    await fixture.expect(400, '2001', 'POST', '/trainings', { user: owner, json: { ...text, visibility: null } })
    const { json } = await fixture.expect(201, null, 'POST', '/trainings', { user: owner, json: text })
    assert.equal((await fixture.ok('GET', `/trainings/${json.trainingId}`, { user: owner })).json.visibility, 'public')
  })

  test('a client that says nothing of visibility does not change it', async () => {
    const id = await ready('private')
    await fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { ...text, title: 'Other' } })
    await isAbsentFor(stranger, id)
    assert.equal((await stream(id)).status, 404)
  })

  test('who sees what', async () => {
    const who = { visitor: undefined, stranger, subscriber, admin, owner }
    const seers = {
      public: 'visitor stranger subscriber admin owner',
      unlisted: 'visitor stranger subscriber admin owner',
      subscribers: 'subscriber admin owner',
      private: 'admin owner',
    }
    for (const [visibility, names] of Object.entries(seers)) {
      const id = await ready(visibility)
      for (const [name, user] of Object.entries(who)) {
        if (!names.split(' ').includes(name)) {
          await isAbsentFor(user, id)
          continue
        }
        const { json } = await fixture.ok('GET', `/trainings/${id}`, { user })
        assert.equal(json.visibility, visibility)
        const played = await stream(id, ticketIn(json))
        assert.deepEqual([played.status, played.text], [200, 'a video'], `${name} plays ${visibility}`)
        await fixture.ok('GET', `/trainings/${id}/comments`, { user })
        if (name !== 'owner' && user) await fixture.expect(403, '1001', 'PUT', `/trainings/${id}`, { user, json: text })
      }
      const listed = (await fixture.ok('GET', '/trainings?size=200')).json._embedded.trainingList.some(
        (item) => item.trainingId === id,
      )
      assert.equal(listed, visibility === 'public')
      const fed = (await fixture.ok('GET', '/me/feed?size=200', { user: subscriber })).json._embedded.trainingList.some(
        (item) => item.trainingId === id,
      )
      assert.equal(fed, ['public', 'subscribers'].includes(visibility))
    }
  })

  test('comments on what cannot be seen are as absent as it is', async () => {
    const id = await ready('public')
    const made = await fixture.expect(201, null, 'POST', `/comments/${id}`, { user: stranger, json: { message: 'm' } })
    const path = `/comments/${made.json.commentId}`
    await fixture.ok('POST', `/trainings/${id}/like`, { user: stranger })
    await fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { ...text, visibility: 'private' } })
    for (const [method, json] of [['GET'], ['PUT', { message: 'n' }], ['DELETE']]) {
      assert.deepEqual(
        await answer(fixture.call(method, path, { user: stranger, json })),
        await answer(fixture.call(method, `/comments/${absent}`, { user: stranger, json })),
      )
    }
    await isAbsentFor(stranger, id)
    assert.equal((await fixture.ok('GET', path, { user: owner })).json.message, 'm')
  })

  test('the files follow the row, and old tickets end', async () => {
    const id = await ready('public')
    assert.equal((await stream(id)).status, 200)
    assert.match((await stream(id)).cache, /max-age=\d+/)
    const set = (visibility) => fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { ...text, visibility } })
    const ticket = async (user = owner) => ticketIn((await fixture.ok('GET', `/trainings/${id}`, { user })).json)
    assert.equal(await ticket(), '')

    await set('subscribers')
    const first = await ticket(subscriber)
    const played = await stream(id, first)
    assert.deepEqual([played.status, played.cache], [200, 'private, no-cache'])
    assert.equal((await stream(id, first, { headers: { Range: 'bytes=0-0' } })).status, 206)
    await set('private')
    assert.equal((await stream(id, first)).status, 404, 'the ticket of a subscriber from before')
    const second = await ticket()
    assert.equal((await stream(id, second)).status, 200)
    await set('unlisted')
    assert.equal((await stream(id)).status, 200)
    assert.equal(existsSync(fixture.data.join('storage', 'trainings', String(id), 'access')), false)
    await set('private')
    assert.equal((await stream(id, second)).status, 404, 'closed anew')
  })

  test('without a good ticket there is no such video, whatever is asked', async () => {
    const [id, other] = [await ready('private'), await ready('private')]
    const { json } = await fixture.ok('GET', `/trainings/${id}`, { user: owner })
    const good = new URL(json._links.video.href).searchParams.get('ticket')
    assert.ok(claimsOf(good).exp * 1000 - Date.now() <= 300_000, 'minutes, not hours')
    assert.equal(tokenPart(good, 0).typ, 'media+jwt')
    const otherTicket = new URL((await fixture.ok('GET', `/trainings/${other}`, { user: owner })).json._links.video.href).search
    const nothing = JSON.parse((await stream(absent)).text)
    const [header, claims, signature] = good.split('.')
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(good), exp: 4e9 })).toString('base64url')
    for (const query of [
      '',
      '?ticket=',
      '?ticket=x',
      otherTicket,
      `?ticket=${owner.accessToken}`,
      `?ticket=${header}.${forged}.${signature}`,
      `?ticket=${header}.${claims}.`,
    ]) {
      for (const headers of [
        {},
        { Range: 'bytes=0-0' },
        { Range: 'bytes=99-' },
        { Authorization: `Bearer ${owner.accessToken}` },
        { 'If-None-Match': '*' },
        { 'If-Match': '"x"' },
      ]) {
        const answer = await stream(id, query, { headers })
        const { error, status, message } = JSON.parse(answer.text)
        assert.deepEqual(
          [answer.status, error, status, message],
          [404, nothing.error, nothing.status, nothing.message],
          `${query} ${JSON.stringify(headers)}`,
        )
      }
      assert.equal((await stream(id, query, { method: 'HEAD' })).status, 404)
    }
    for (const path of [`/trainings/${id}`, '/me/trainings']) {
      await fixture.expect(401, '0005', 'GET', path, { headers: { Authorization: `Bearer ${good}` } })
    }
    await fetch(`${streaming.url}/training/${id}/nothing?ticket=${good}`)
    assert.ok(!streaming.log.includes(good) && !fixture.server.log.includes(good), 'no log holds a ticket')
  })

  test('a ticket is renewed by a cookie, as long as its holder may see the training', async () => {
    const [id, other] = [await ready('subscribers'), await ready('subscribers')]
    const fan = await fixture.user()
    for (const user of [undefined, fan]) await fixture.expect(404, '1101', 'GET', `/trainings/${id}/media`, { user })
    await fixture.ok('POST', `/trainer/${owner.id}`, { user: fan })
    const renew = (training) => fixture.ok('GET', `/trainings/${training}/media`, { user: fan })
    const { json, headers } = await renew(id)
    assert.equal(json.ticketSeconds, 300)
    assert.equal(headers.get('cache-control'), 'no-store')
    const [cookie] = headers.getSetCookie()
    assert.match(
      cookie,
      new RegExp(`^__Secure-media=[^;]+; Path=/streaming/training/${id}/; Secure; HttpOnly; SameSite=Strict; Max-Age=300$`),
    )
    const good = { Cookie: `a=b; ${cookie.split(';')[0]}` }
    const another = { Cookie: (await renew(other)).headers.getSetCookie()[0].split(';')[0] }
    assert.equal((await stream(id, ticketIn(json))).status, 200)
    for (const query of ['', '?ticket=', '?ticket=x', ticketIn(json)]) {
      assert.equal((await stream(id, query, { headers: good })).text, 'a video', query)
    }
    assert.equal((await stream(id, ticketIn(json), { headers: another })).status, 200, 'the link is enough')
    for (const headers of [another, { Cookie: '__Secure-media=' }, { Cookie: '__Secure-media=x' }]) {
      assert.equal((await stream(id, '?ticket=x', { headers })).status, 404)
    }
    await fixture.ok('DELETE', `/trainer/${owner.id}`, { user: fan })
    await fixture.expect(404, '1101', 'GET', `/trainings/${id}/media`, { user: fan })

    const open = await fixture.ok('GET', `/trainings/${await ready('public')}/media`)
    assert.equal(open.json.ticketSeconds, undefined)
    assert.deepEqual([open.headers.getSetCookie(), ticketIn(open.json)], [[], ''])
  })

  test('PUT by two at once leaves files as closed as the row says', async () => {
    const id = await ready('public')
    for (let i = 0; i < 4; ++i) {
      await Promise.all(
        ['private', 'public', 'subscribers', 'unlisted', 'private', 'public'].map((visibility) =>
          fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { ...text, visibility } }),
        ),
      )
      const [[visibility]] = fixture.sql(`SELECT visibility FROM trainings WHERE id = ${id}`)
      const closed = existsSync(fixture.data.join('storage', 'trainings', String(id), 'access'))
      assert.equal(closed, ['private', 'subscribers'].includes(visibility), visibility)
    }
  })

  test('delete takes the mark with it', async () => {
    const id = await ready('private')
    await fixture.ok('DELETE', `/trainings/${id}`, { user: owner })
    assert.equal(existsSync(fixture.data.join('storage', 'trainings', String(id))), false)
  })
})
