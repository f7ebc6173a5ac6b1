// No two people ever see each other's answer through the cache: every GET of the OpenAPI document, asked through the gateway
// by everybody in every order, is what the server itself says to each.
import assert from 'node:assert/strict'
import { Agent } from 'node:https'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { GatewayFixture } from './gateway/gateway_fixture.mjs'
import { Server } from './harness.mjs'
import { operations } from './openapi/document.mjs'
import { ApiDriver } from './openapi/drivers.mjs'

const form = (driver) => driver.form()

// Of which path is asked how often within its time; the others meet no cache.
const kept = new Set([
  'listComments',
  'readComment',
  'openapiDocument',
  'keySet',
  'readPlaylist',
  'readLeaderboard',
  'listTrainings',
  'listTags',
  'readPoses',
  'readThumbnail',
  'readProfileImage',
])

describe('privacy of the cache', () => {
  let driver, fixture, streaming, gateway, people, owned
  before(async () => {
    driver = new ApiDriver()
    await driver.start()
    fixture = driver.fixture
    streaming = await new Server('streaming', {
      data: fixture.data,
      settings: { storage_root: fixture.data.join('storage'), jwks: fixture.data.join('public', 'jwks.json') },
    }).start()
    const seconds = Object.fromEntries(
      ['list', 'pose', 'picture', 'document', 'video'].map((kind) => [`${kind}_cache_seconds`, 600]),
    )
    // A fast machine asks more in a second than one person may.
    const limits = {
      requests_per_second: 10_000,
      requests_burst: 10_000,
      account_requests_per_second: 10_000,
      account_requests_burst: 10_000,
    }
    gateway = await new GatewayFixture(
      { api: `127.0.0.1:${fixture.server.port}`, streaming: `127.0.0.1:${streaming.port}`, ...seconds, ...limits },
      { hosts: 'training.example' },
    ).start()
    const [owner, a, b] = [await fixture.user('the owner'), await fixture.user('a'), await fixture.user('b')]
    people = { anonymous: undefined, a, b, owner, admin: driver.admin }
    owned = await everything(owner, a)
  })
  after(async () => {
    await gateway?.stop()
    await streaming?.stop()
    await driver?.stop()
  })

  /** One of each thing, of the owner, in three trainings: for everybody, for subscribers (of whom a is one), and for nobody else. */
  async function everything(owner, a) {
    const all = {}
    await fixture.ok('POST', `/trainer/${owner.id}`, { user: a })
    for (const visibility of ['public', 'unlisted', 'subscribers', 'private']) {
      const { json } = await fixture.expect(201, null, 'POST', '/trainings', {
        user: owner,
        json: { title: `Mine ${visibility}`, body: 'b', visibility },
      })
      const id = json.trainingId
      fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${id}`)
      await driver.before({ id: 'readPoses' }, { id }, owner)
      await fixture.ok('POST', `/thumbnail/${id}`, { user: owner, body: form(driver) })
      const comment = await fixture.expect(201, null, 'POST', `/comments/${id}`, { user: owner, json: { message: 'said' } })
      const playlist = await fixture.expect(201, null, 'POST', '/playlists', {
        user: owner,
        json: { title: 'List', body: '', visibility: 'public', trainings: [id] },
      })
      const session = await driver.practise(owner, id)
      const link = (await fixture.ok('GET', `/trainings/${id}`, { user: owner })).json._links.thumbnail.href
      all[visibility] = {
        id,
        comment: comment.json.commentId,
        playlist: playlist.json.playlistId,
        session: session.json.sessionId,
        thumbnail: new URL(link).search,
      }
    }
    const portrait = await fixture.ok('POST', `/profile/${owner.id}/image`, { user: owner, body: form(driver) })
    all.public.portrait = new URL(portrait.json._links.image.href).search
    await fixture.ok('POST', `/trainings/${all.public.id}/like`, { user: owner })
    return all
  }

  /** The paths to ask for of this operation. */
  function pathsOf({ template, id }) {
    const fill = (values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name])
    const trainings = Object.values(owned)
    switch (id) {
      case 'checkId':
        return [fill({ id: people.owner.loginId })]
      case 'checkNickName':
        return [fill({ nick: 'nobody' })]
      case 'readComment':
        return trainings.map((one) => fill({ id: one.comment }))
      case 'readPlaylist':
        return trainings.map((one) => fill({ id: one.playlist }))
      case 'readTrainingSession':
        return trainings.map((one) => fill({ id: one.session }))
      case 'readIncident':
        return [fill({ id: 1 })]
      case 'readUser':
        return [fill({ userId: people.owner.id })]
      case 'readThumbnail':
        return trainings.flatMap((one) => ['', one.thumbnail].map((query) => fill({ id: one.id }) + query))
      case 'readProfileImage':
        return [fill({ userId: people.owner.id }), fill({ userId: people.owner.id }) + owned.public.portrait]
      case 'listTrainings':
        return ['', '?size=200', '?cursor=&size=200', '?search=mine'].map((query) => template + query)
      default:
        return template.includes('{id}') ? trainings.map((one) => fill({ id: one.id })) : [template]
    }
  }

  /** What a person gets: all of the answer but what is of each request alone. */
  function gist({ status, headers, bytes }) {
    const text = bytes
      .toString('latin1')
      .replace(/"(requestId|timestamp|views)":("[^"]*"|\d+)/g, '"$1":0')
      .replace(/ticket=[^"&]*/g, 'ticket=')
      .replace(/"(expiresIn|accessToken)":("[^"]*"|\d+)/g, '"$1":0')
    return { status, type: headers['content-type'], text }
  }

  async function direct(path, user) {
    const streams = path.startsWith('/streaming/')
    const url = streams ? streaming.url + path.slice('/streaming'.length) : fixture.server.url + path
    const headers = {
      'X-Forwarded-Host': 'training.example',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Prefix': streams ? '/api/streaming' : '/api',
    }
    if (user) headers.Authorization = `Bearer ${user.accessToken}`
    const answer = await fetch(url, { headers })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes: Buffer.from(await answer.arrayBuffer()) }
  }

  const agent = new Agent({ keepAlive: true })
  after(() => agent.destroy())
  const asked = (path, user) =>
    gateway.request(`/api${path}`, {
      agent,
      headers: { Host: 'training.example', ...(user ? { Authorization: `Bearer ${user.accessToken}` } : {}) },
    })

  const gets = operations.filter(({ method, template }) => method === 'GET' && !template.startsWith('/upload/'))
  assert.ok(gets.length > 20)
  const orders = [
    ['owner', 'anonymous', 'a', 'b', 'admin', 'anonymous', 'owner'],
    ['anonymous', 'a', 'owner', 'anonymous', 'b'],
  ]

  for (const entry of gets) {
    test(`${entry.id} is for each what the server says to them`, async () => {
      const expected = {}
      for (const [index, order] of orders.entries()) {
        for (const path of pathsOf(entry)) {
          // The second order finds an empty cache: another name for the same thing.
          const question = index === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}`
          for (const name of order) {
            const user = people[name]
            expected[`${name} ${path}`] ??= gist(await direct(path, user))
            const got = await asked(question, user)
            assert.deepEqual(gist(got), expected[`${name} ${path}`], `${name} asks for ${question}`)
            if (user) assert.equal(got.cache, undefined, `${name} asks for ${question}`)
          }
        }
      }
    })
  }

  test('what is kept is what is meant to be', async () => {
    for (const entry of gets) {
      const caches = []
      for (const path of pathsOf(entry)) {
        await asked(path)
        caches.push((await asked(path)).cache)
      }
      if (kept.has(entry.id)) assert.ok(caches.includes('HIT'), entry.id)
      else if (!entry.template.startsWith('/streaming/')) assert.deepEqual(new Set(caches), new Set([undefined]), entry.id)
    }
  })

  test('who changes something sees it at once; others do within the time that is set', async () => {
    const quick = await new GatewayFixture({
      api: `127.0.0.1:${fixture.server.port}`,
      list_cache_seconds: 1,
      pose_cache_seconds: 1,
      picture_cache_seconds: 1,
    }).start()
    const titles = async (user) => {
      const headers = user ? { Authorization: `Bearer ${user.accessToken}` } : {}
      return (await quick.request('/api/trainings?size=200', { headers })).json()._embedded.trainingList.map(({ title }) => title)
    }
    const poses = async (id, user) =>
      (
        await quick.request(`/api/trainings/${id}/poses`, {
          headers: user ? { Authorization: `Bearer ${user.accessToken}` } : {},
        })
      ).status
    try {
      const { owner } = people
      const id = await fixture.training(owner, { title: 'Before' })
      await driver.before({ id: 'readPoses' }, { id }, owner)
      assert.ok((await titles()).includes('Before'))
      assert.equal(await poses(id), 200)
      await fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { title: 'After', body: 'b', visibility: 'private' } })
      // At once where it is the author who looks.
      assert.ok(!(await titles(owner)).includes('Before'))
      assert.equal(await poses(id, owner), 200)
      await sleep(2100)
      assert.ok(!(await titles()).includes('Before'))
      assert.equal(await poses(id), 404)
      await fixture.ok('DELETE', `/trainings/${id}`, { user: owner })
      assert.equal(await poses(id, owner), 404)
    } finally {
      await quick.stop()
    }
  })
})
