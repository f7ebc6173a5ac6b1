// Trainings and their poses, by HTTP.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, withApiFixture } from './api_fixture.mjs'
import { until } from './harness.mjs'
import { poseBlock } from './pose_block.mjs'

const uploadId = '0123456789abcdef0123456789abcdef'
const gateway = {
  'X-Forwarded-Host': 'training.example:8443',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Prefix': '/api',
}
const base = 'https://training.example:8443/api'

describe('trainings', () => {
  let fixture, owner, other
  before(async () => {
    fixture = await new ApiFixture().start()
    owner = await fixture.user('the owner')
    other = await fixture.user('another')
  })
  after(() => fixture?.stop())

  const text = { title: 'Squats', body: 'Three of them' }

  test('create', async () => {
    const create = (status, error, options) => fixture.expect(status, error, 'POST', '/trainings', { user: owner, ...options })
    for (const json of [{}, { ...text, title: 5 }, { title: 't' }, { ...text, views: 7 }]) {
      await create(400, '2001', { json })
    }
    for (const title of ['', '  ', '\u00a0\u3000', '\u200b\ufeff', '\u3164', 't'.repeat(101), 'nul\u0000']) {
      const { json } = await create(422, '2012', { json: { title, body: 'b'.repeat(10_001) } })
      assert.deepEqual(
        json.problems.map((problem) => problem.field),
        ['title', 'body'],
      )
    }
    // One character, and two when it is composed.
    await create(422, '2012', { json: { ...text, title: '\u0958'.repeat(100) }, unspoken: true })
    await fixture.refusesForgedTokens('POST', '/trainings', owner, { json: text })
    await create(413, '2005', { json: { ...text, body: 'b'.repeat(200_000) } })
    await create(415, '2006', { body: JSON.stringify(text), headers: { 'Content-Type': 'text/json' } })
    const answer = await create(201, null, { json: { title: '스쿼트 😀', body: '몸'.repeat(10_000) }, headers: gateway })
    assert.equal(answer.headers.get('location'), answer.json._links.self.href)
    assert.equal(answer.json._links.self.href, `${base}/trainings/${answer.json.trainingId}`)
    assert.ok(answer.json._links.profile.href.startsWith(`${base}/docs#`))
  })

  test('what is not ready is hidden from all but its owner', async () => {
    const id = await fixture.training(owner, { title: 'hidden one', ready: false })
    for (const user of [undefined, other]) {
      await fixture.expect(404, '1101', 'GET', `/trainings/${id}`, { user })
      await fixture.expect(404, '1101', 'GET', `/trainings/${id}/poses`, { user })
      await fixture.expect(404, '1101', 'GET', `/trainings/${id}/comments`, { user })
    }
    for (const [method, path, json] of [
      ['PUT', '', text],
      ['DELETE', ''],
      ['POST', '/like'],
      ['DELETE', '/like'],
    ]) {
      await fixture.expect(404, '1101', method, `/trainings/${id}${path}`, { user: other, json })
    }
    await fixture.expect(404, '1101', 'POST', `/comments/${id}`, { user: other, json: { message: 'm' } })
    assert.equal((await fixture.ok('GET', '/trainings?search=hidden')).json.page.totalElements, 0)
    assert.equal((await fixture.ok('GET', `/trainings/${id}`, { user: owner })).json.state, 'CREATED')
    const own = await fixture.ok('GET', '/me/trainings?search=HIDDEN', { user: owner })
    assert.deepEqual(
      own.json._embedded.trainingList.map(({ title, state }) => [title, state]),
      [['hidden one', 'CREATED']],
    )
    assert.equal((await fixture.ok('GET', '/me/trainings?search=nothing', { user: owner })).json.page.totalElements, 0)
    assert.equal((await fixture.ok('GET', '/me/trainings', { user: other })).json.page.totalElements, 0)
    await fixture.refusesForgedTokens('GET', '/me/trainings', owner)
  })

  test('read', async () => {
    const id = await fixture.training(owner)
    for (const path of ['0', '01', '-1', 'x', '99999', '99999999999999999999', `${id}.0`]) {
      await fixture.expect(404, '1101', 'GET', `/trainings/${path}`)
    }
    await fixture.expect(401, '0004', 'GET', `/trainings/${id}`, { headers: { Authorization: 'Bearer x' } })
    await fixture.expect(405, '2004', 'PATCH', `/trainings/${id}`)

    const { json } = await fixture.ok('GET', `/trainings/${id}`, { headers: gateway })
    assert.deepEqual(Object.keys(json._links).sort(), ['comments', 'leaderboard', 'poses', 'profile', 'self', 'shape', 'video'])
    assert.equal(json._links.video.href, `${base}/streaming/training/${id}/video`)
    assert.match(json.createdDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    delete json._links
    const { createdDate, modifiedDate, ...rest } = json
    assert.equal(createdDate, modifiedDate)
    assert.deepEqual(rest, {
      trainingId: id,
      title: 'Squats',
      trainerId: owner.id,
      trainer: 'the owner',
      body: 'Three of them',
      views: 1,
      likes: 0,
      subscribe: false,
      like: false,
      visibility: 'public',
      category: 'other',
      tags: [],
      networks: null,
    })
    const seen = await fixture.ok('GET', `/trainings/${id}`, { user: owner })
    assert.equal(seen.json.views, 1, "the owner's own look is no view")
    assert.equal(seen.json._links.updateTraining.href, `${fixture.server.url}/trainings/${id}`)
    assert.equal(seen.json._links.deleteTraining.href, `${fixture.server.url}/trainings/${id}`)
    await fixture.ok('HEAD', `/trainings/${id}`, { user: other })
    assert.equal((await fixture.ok('GET', `/trainings/${id}`)).json.views, 1, 'HEAD is no view')
  })

  test('each viewer counts once, also when many come at once', async () => {
    const id = await fixture.training(owner)
    const third = await fixture.user()
    const look = (user, agent, address) =>
      fixture.ok('GET', `/trainings/${id}`, { user, headers: { 'User-Agent': agent, 'X-Real-IP': address } })
    // 3 addresses × 4 browsers and 2 users, each five times; the owner does not count.
    const calls = []
    for (let i = 0; i < 5; ++i) {
      for (const address of ['192.0.2.1', '192.0.2.2', '2001:db8::1']) {
        for (const agent of ['a', 'b', 'c', '']) calls.push(look(undefined, agent, address))
      }
      for (const user of [owner, other, third]) calls.push(look(user, `agent ${i}`, `192.0.2.${10 + i}`))
    }
    await Promise.all(calls)
    assert.equal((await look(owner, 'x', '192.0.2.9')).json.views, 14)
    const viewers = fixture.sql(`SELECT viewer FROM training_views WHERE training_id = ${id}`)
    assert.ok(
      viewers.every(([viewer]) => !viewer.includes('192.0')),
      'no address is kept',
    )
  })

  test('a viewer counts again after the window, and what is old is forgotten', () =>
    withApiFixture({ view_window_seconds: 0.3 }, async (small) => {
      const user = await small.user()
      const trainer = await small.user()
      const [one, two] = [await small.training(trainer), await small.training(trainer)]
      const views = async (id) => (await small.ok('GET', `/trainings/${id}`, { user })).json.views
      assert.equal(await views(one), 1)
      assert.equal(await views(two), 1)
      await until(async () => (await views(one)) === 2, 'a second view')
      small.sql('UPDATE training_views SET counted_at = 0')
      assert.equal(await views(one), 3)
      assert.ok(small.sql('SELECT COUNT(*) FROM view_salts')[0][0] <= 1)
    }))

  test('a visitor counts once also when the day ends within the window', () =>
    withApiFixture({ view_window_seconds: 86_400 }, async (small) => {
      const id = await small.training(await small.user())
      const look = async (agent) => (await small.ok('GET', `/trainings/${id}`, { headers: { 'User-Agent': agent } })).json.views
      const overnight = async (days) => {
        await small.server.stop()
        small.sql(`UPDATE view_salts SET day = day - ${days}`)
        await small.start()
      }
      assert.equal(await look('a'), 1)
      await overnight(1)
      assert.equal(await look('a'), 1)
      assert.equal(await look('b'), 2)
      assert.equal(small.sql('SELECT COUNT(*) FROM view_salts')[0][0], 2)
      await overnight(2)
      await until(() => small.sql('SELECT COUNT(*) FROM view_salts')[0][0] === 0, 'the end of the salts of other days')
      assert.equal(await look('a'), 3)
      small.sql('UPDATE training_views SET counted_at = 0')
      await overnight(0)
      await until(() => small.sql('SELECT COUNT(*) FROM training_views')[0][0] === 0, 'the end of old views')
    }))

  test('list: paging, sorting, searching', async () => {
    fixture.sql('DELETE FROM trainings')
    const titles = ['banana', 'apple', '100% legs', 'cherry', 'a_b', "it's", 'a\\b']
    const ids = []
    for (const title of titles) ids.push(await fixture.training(owner, { title }))
    const list = async (query) => (await fixture.ok('GET', `/trainings${query}`, { headers: gateway })).json
    const names = async (query) => (await list(query))._embedded.trainingList.map((item) => item.title)

    for (const query of [
      '?page=-1',
      '?page=x',
      '?page=1e3',
      '?size=0',
      '?size=',
      '?sort=password',
      '?sort=title,UP',
      '?sort=title;DROP',
      '?sort=title,DESC,x',
      `?search=${'s'.repeat(101)}`,
      '?page=99999999999999999999',
    ]) {
      await fixture.expect(400, '2007', 'GET', `/trainings${query}`)
    }
    const first = await list('?page=0&size=3&sort=title,DESC')
    assert.deepEqual(
      first._embedded.trainingList.map((item) => item.title),
      ["it's", 'cherry', 'banana'],
    )
    assert.deepEqual(first.page, { size: 3, totalElements: 7, totalPages: 3, number: 0 })
    assert.deepEqual(Object.keys(first._links).sort(), ['first', 'last', 'next', 'self'])
    assert.equal(first._links.next.href, `${base}/trainings?page=1&size=3&sort=title%2CDESC`)
    const { _links, modifiedDate, ...item } = first._embedded.trainingList[0]
    assert.equal(_links.self.href, `${base}/trainings/${item.trainingId}`)
    assert.ok(modifiedDate.endsWith('Z'))
    assert.deepEqual(item, {
      trainingId: ids[5],
      title: "it's",
      body: 'Three of them',
      trainerId: owner.id,
      trainer: 'the owner',
      views: 0,
      category: 'other',
    })

    const seen = [...first._embedded.trainingList]
    let next = first
    while (next._links.next) {
      next = await list(next._links.next.href.slice(`${base}/trainings`.length))
      seen.push(...next._embedded.trainingList)
    }
    assert.equal(new Set(seen.map((entry) => entry.trainingId)).size, 7, 'following next shows all, once')
    assert.deepEqual(Object.keys(next._links).sort(), ['first', 'last', 'prev', 'self'])

    const beyond = await list('?page=50&size=3')
    assert.deepEqual(beyond._embedded.trainingList, [])
    assert.equal(beyond._links.prev.href, `${base}/trainings?page=2&size=3`)
    assert.equal((await list('?size=100000')).page.size, 200)
    assert.deepEqual(await names(''), [...titles].reverse(), 'newest first')
    assert.deepEqual((await names('?sort=views&sort=title,asc')).slice(0, 2), ['100% legs', 'a\\b'])

    assert.deepEqual(await names('?search=APP'), ['apple'])
    assert.deepEqual(await names(`?search=${encodeURIComponent('%')}`), ['100% legs'])
    assert.deepEqual(await names('?search=_'), ['a_b'])
    assert.deepEqual(await names(`?search=${encodeURIComponent('\\')}`), ['a\\b'])
    assert.deepEqual(await names(`?search=${encodeURIComponent("'")}`), ["it's"])
    const searched = await list(`?search=${encodeURIComponent('a&b')}&size=1`)
    assert.equal(searched.page.totalElements, 0)
    assert.equal(searched._links.self.href, `${base}/trainings?page=0&size=1&search=a%26b`)
  })

  test('update', async () => {
    const id = await fixture.training(owner)
    await fixture.expect(400, '2001', 'PUT', `/trainings/${id}`, { user: owner, json: { title: 't' } })
    await fixture.refusesForgedTokens('PUT', `/trainings/${id}`, owner, { json: text })
    await fixture.expect(403, '1001', 'PUT', `/trainings/${id}`, { user: other, json: text })
    await fixture.expect(404, '1101', 'PUT', '/trainings/99999', { user: owner, json: text })
    await fixture.expect(415, '2006', 'PUT', `/trainings/${id}`, { user: owner, body: '{}' })
    const answer = await fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { title: 'New', body: '' } })
    assert.deepEqual(Object.keys(answer.json._links).sort(), ['profile', 'self'])
    const { json } = await fixture.ok('GET', `/trainings/${id}`)
    assert.deepEqual([json.title, json.body], ['New', ''])
    assert.ok(json.modifiedDate > json.createdDate)
  })

  test('delete takes everything with it', async () => {
    const id = await fixture.training(owner)
    fixture.publish(id, uploadId, [{ firstFrame: 0, frameCount: 2, bytes: Buffer.from(poseBlock(0, 2), 'base64url') }])
    await fixture.expect(201, null, 'POST', `/comments/${id}`, { user: other, json: { message: 'good' } })
    await fixture.ok('POST', `/trainings/${id}/like`, { user: other })
    await fixture.refusesForgedTokens('DELETE', `/trainings/${id}`, owner)
    await fixture.expect(403, '1001', 'DELETE', `/trainings/${id}`, { user: other })
    await fixture.expect(404, '1101', 'DELETE', '/trainings/99999', { user: owner })
    const answer = await fixture.ok('DELETE', `/trainings/${id}`, { user: owner })
    assert.equal(answer.json._links.trainings.href, `${fixture.server.url}/trainings`)
    await fixture.expect(404, '1101', 'DELETE', `/trainings/${id}`, { user: owner })
    for (const table of ['uploads', 'comments', 'likes']) {
      assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM ${table} WHERE training_id = ${id}`), [[0]], table)
    }
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM pose_blocks WHERE upload_id = '${uploadId}'`), [[0]])
    assert.ok(!existsSync(fixture.data.join('storage', 'trainings', String(id))))
  })

  test('who looks while a training goes sees it or does not, and no fault', async () => {
    for (let round = 0; round < 3; ++round) {
      const gone = await fixture.training(owner)
      const look = (i) => fixture.call('GET', `/trainings/${gone}`, { headers: { 'X-Real-IP': `198.51.100.${i}` } })
      const before = Array.from({ length: 12 }, (_, i) => look(i))
      const removed = fixture.ok('DELETE', `/trainings/${gone}`, { user: owner })
      const answers = await Promise.all([...before, ...Array.from({ length: 12 }, (_, i) => look(i + 100)), removed])
      assert.deepEqual(
        answers.map(({ status }) => status).filter((status) => ![200, 404].includes(status)),
        [],
      )
    }
  })

  test('poses', async () => {
    const id = await fixture.training(owner)
    const path = `/trainings/${id}/poses`
    await fixture.expect(404, '1102', 'GET', path)
    const bytes = [Buffer.from(poseBlock(0, 40), 'base64url'), Buffer.from(poseBlock(40, 25), 'base64url')]
    // In the wrong order: the answer goes by frame.
    fixture.publish(id, uploadId, [
      { firstFrame: 40, frameCount: 25, bytes: bytes[1] },
      { firstFrame: 0, frameCount: 40, bytes: bytes[0] },
    ])

    const { json, headers } = await fixture.ok('GET', path)
    assert.match(headers.get('content-type'), /^application\/hal\+json/)
    assert.deepEqual([json.width, json.height, json.frames.length], [720, 1280, 65])
    assert.deepEqual(
      json.frames.map((frame) => frame.frameNo),
      [...Array(65).keys()],
    )
    assert.equal(json.frames[64].time, 64 / 5)
    const names = [
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
    assert.deepEqual(
      json.frames[0].keyPoint,
      names.map((part) => ({ y: 200, x: 100, part, score: 1 })),
    )

    const accept = { Accept: 'application/vnd.trainingzip.poses' }
    const compact = await fixture.ok('GET', path, { headers: accept })
    assert.equal(compact.headers.get('content-type'), accept.Accept)
    assert.ok(compact.bytes.equals(Buffer.concat(bytes)))
    assert.notEqual(compact.headers.get('etag'), headers.get('etag'))
    assert.match(compact.headers.get('vary'), /Accept/)

    const same = { 'If-None-Match': `W/${compact.headers.get('etag')}` }
    await fixture.expect(304, null, 'GET', path, { headers: { ...accept, ...same } })
    await fixture.ok('GET', path, { headers: same })
    await fixture.expect(404, '1101', 'GET', '/trainings/99999/poses')
  })
})

test('poses of a long video come whole, without being held in memory', () =>
  withApiFixture({}, async (fixture) => {
    const owner = await fixture.user()
    const id = await fixture.training(owner)
    fixture.publish(id, uploadId, [])
    const block = fixture.database.bytes(Buffer.from(poseBlock(0, 64), 'base64url'))
    fixture.sql(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 599)
             INSERT INTO pose_blocks SELECT '${uploadId}', i * 64, 64, ${block} FROM n`)
    const peak = () =>
      Number(readFileSync(`/proc/${fixture.server.child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/)[1]) * 1024
    await fixture.ok('GET', '/openapi.json')
    const before = peak()
    const answer = await fixture.ok('GET', `/trainings/${id}/poses`)
    assert.equal(answer.json.frames.length, 600 * 64)
    assert.ok(answer.bytes.length > 25e6)
    assert.ok(peak() - before < 12e6, `${(peak() - before) / 1e6} MB more for an answer of ${answer.bytes.length / 1e6} MB`)
  }))
