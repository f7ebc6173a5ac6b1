// Finished sessions of trainees, personal bests and leaderboards, by HTTP.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'

describe('sessions', () => {
  let fixture, trainer, trainee, other, id
  let clock = Date.now() - 3600_000
  before(async () => {
    fixture = await new ApiFixture().start()
    trainer = await fixture.user()
    trainee = await fixture.user('trainee')
    other = await fixture.user('other')
    id = await fixture.training(trainer)
  })
  after(() => fixture?.stop())

  const session = (score, changes = {}) => ({
    trainingId: id,
    startedAt: new Date((clock += 1000)).toISOString(),
    durationSeconds: 61.5,
    score,
    lagSeconds: 0.2,
    series: [
      { time: 0.5, score: 40 },
      { time: 1, score: 60.25 },
    ],
    limbs: [
      { name: 'trunk', score: 80 },
      { name: 'left_shin', score: null },
    ],
    ...changes,
  })
  const send = (user, json) => fixture.expect(201, null, 'POST', '/me/sessions', { user, json })
  const board = async (user, query = '') => (await fixture.ok('GET', `/trainings/${id}/leaderboard${query}`, { user })).json
  const names = async (user) => (await board(user))._embedded.leaderboard.map((row) => [row.rank, row.nickName, row.score])

  test('what is refused', async () => {
    const good = session(50)
    for (const field of Object.keys(good)) {
      const rest = Object.fromEntries(Object.entries(good).filter(([name]) => name !== field))
      await fixture.expect(400, '2001', 'POST', '/me/sessions', { user: trainee, json: rest })
    }
    for (const changes of [
      { userId: 1 },
      { trainingId: '7' },
      { score: '50' },
      { series: {} },
      { limbs: 'x' },
      { startedAt: 5 },
      { lagSeconds: 'x' },
      { coverage: 'x' },
      { durationSeconds: true },
    ]) {
      await fixture.expect(400, '2001', 'POST', '/me/sessions', { user: trainee, json: { ...good, ...changes } })
    }
    const moment = { time: 1, score: 1 }
    for (const changes of [
      { score: -1 },
      { score: 100.01 },
      { durationSeconds: -1 },
      { durationSeconds: 20_000 },
      { lagSeconds: 11 },
      { coverage: 1.01 },
      { coverage: -0.1 },
      { trainingId: 0 },
      { startedAt: '2020-01-01T00:00:00Z' },
      { startedAt: '2999-01-01T00:00:00Z' },
      { startedAt: '2026-13-01T00:00:00Z' },
      { startedAt: new Date().toISOString().replace('Z', '+09:00') },
      { series: [moment, moment] },
      { series: [{ time: 14401, score: 1 }] },
      { series: [{ time: 1, score: 101 }] },
      { series: [{ time: 1, score: 1, x: 1 }] },
      { series: [null] },
      { series: [{ time: 1, score: null }] },
      { series: Array.from({ length: 1001 }, (_, i) => ({ time: i / 100, score: 1 })) },
      { limbs: [{ name: 'tail', score: 1 }] },
      {
        limbs: [
          { name: 'trunk', score: 1 },
          { name: 'trunk', score: 1 },
        ],
      },
      { limbs: [{ name: 'trunk' }] },
      { limbs: [{ name: 'trunk', score: -1 }] },
    ]) {
      await fixture.expect(422, '2012', 'POST', '/me/sessions', { user: trainee, json: { ...good, ...changes }, unspoken: true })
    }
    for (const number of ['1e999', 'NaN', 'Infinity', '-1e999']) {
      const body = JSON.stringify(good).replace('"score":50', `"score":${number}`)
      const answer = await fixture.call('POST', '/me/sessions', {
        user: trainee,
        body,
        headers: { 'Content-Type': 'application/json' },
        unspoken: true,
      })
      assert.ok([400, 422].includes(answer.status), `${number}: ${answer.status}`)
    }
    await fixture.refusesForgedTokens('POST', '/me/sessions', trainee, { json: good })
    await fixture.expect(404, '1101', 'POST', '/me/sessions', { user: trainee, json: { ...good, trainingId: 99999 } })
    const hidden = await fixture.training(trainer, { ready: false })
    await fixture.expect(404, '1101', 'POST', '/me/sessions', { user: trainee, json: { ...good, trainingId: hidden } })
    assert.deepEqual(fixture.sql('SELECT COUNT(*) FROM training_sessions'), [[0]])
  })

  test('too little of the clip or of the body is practice, which is never the best', async () => {
    const long = await fixture.training(trainer)
    fixture.publish(long, 'long', [])
    fixture.sql(`UPDATE uploads SET duration_seconds = 100 WHERE id = 'long'`)
    const player = await fixture.user('player')
    const played = async (score, changes) => (await send(player, session(score, { trainingId: long, ...changes }))).json
    const kept = async () =>
      (await fixture.ok('GET', `/trainings/${long}/leaderboard`, { user: player })).json._embedded.leaderboard.map(
        (row) => row.score,
      )

    const first = await played(100, { durationSeconds: 3, coverage: 1 })
    assert.deepEqual([first.isResult, first.isPersonalBest, first.personalBest], [false, false, null])
    const half = await played(90, { durationSeconds: 59.9, coverage: 1 })
    const hidden = await played(95, { durationSeconds: 100, coverage: 0.69 })
    assert.deepEqual([half.isResult, hidden.isResult, await kept()], [false, false, []])

    const result = await played(50, { durationSeconds: 60, coverage: 0.7 })
    assert.deepEqual([result.isResult, result.isPersonalBest, result.personalBest.score], [true, true, 50])
    const later = await played(99, { durationSeconds: 10, coverage: 1 })
    assert.deepEqual([later.isResult, later.isPersonalBest, later.personalBest.score], [false, false, 50])
    assert.deepEqual(await kept(), [50])

    const { json: list } = await fixture.ok('GET', `/me/sessions?trainingId=${long}`, { user: player })
    assert.deepEqual(
      list._embedded.sessionList.map((row) => [row.score, row.isResult, row.personalBest]),
      [
        [99, false, false],
        [50, true, true],
        [95, false, false],
        [90, false, false],
        [100, false, false],
      ],
    )
    // With the only result gone, none of the practice takes its place.
    await fixture.ok('DELETE', `/me/sessions/${result.sessionId}`, { user: player })
    assert.deepEqual(await kept(), [])
    for (const { sessionId } of list._embedded.sessionList) {
      if (sessionId !== result.sessionId) await fixture.ok('DELETE', `/me/sessions/${sessionId}`, { user: player })
    }
  })

  test('keep, read, list, remove', async () => {
    const sent = session(55, { lagSeconds: null })
    const made = await send(trainee, sent)
    assert.equal(made.headers.get('location'), made.json._links.self.href)
    assert.deepEqual([made.json.isResult, made.json.isPersonalBest, made.json.personalBest.score], [true, true, 55])
    await fixture.expect(409, '1111', 'POST', '/me/sessions', { user: trainee, json: sent })
    const path = `/me/sessions/${made.json.sessionId}`
    const { json } = await fixture.ok('GET', path, { user: trainee })
    const { _links, ...rest } = json
    assert.deepEqual(rest, { sessionId: made.json.sessionId, title: 'Squats', personalBest: true, isResult: true, ...sent })
    const worse = await send(trainee, session(20))
    assert.deepEqual([worse.json.isPersonalBest, worse.json.personalBest.sessionId], [false, made.json.sessionId])
    const elsewhere = await fixture.training(trainer)
    await send(trainee, session(99, { trainingId: elsewhere }))

    const list = async (query = '', user = trainee) => (await fixture.ok('GET', `/me/sessions${query}`, { user })).json
    assert.deepEqual(
      (await list())._embedded.sessionList.map((row) => row.score),
      [99, 20, 55],
    )
    assert.deepEqual(
      (await list('?sort=score'))._embedded.sessionList.map((row) => row.score),
      [20, 55, 99],
    )
    assert.deepEqual((await list(`?trainingId=${id}`)).page, { size: 20, totalElements: 2, totalPages: 1, number: 0 })
    const first = await list('?cursor=&size=2')
    const second = await list(first._links.next.href.split('/me/sessions')[1])
    assert.deepEqual(
      [...first._embedded.sessionList, ...second._embedded.sessionList].map((row) => row.score),
      [99, 20, 55],
    )
    assert.deepEqual((await list('', other))._embedded.sessionList, [])
    for (const query of ['?size=0', '?page=-1', '?sort=limbs', '?trainingId=x', '?trainingId=0', '?cursor=&sort=score']) {
      await fixture.expect(400, '2007', 'GET', `/me/sessions${query}`, { user: trainee, unspoken: true })
    }
    for (const method of ['GET', 'DELETE']) {
      await fixture.refusesForgedTokens(method, path, trainee)
      await fixture.expect(404, '1110', method, path, { user: other })
      await fixture.expect(404, '1110', method, '/me/sessions/99999', { user: trainee })
    }
    await fixture.refusesForgedTokens('GET', '/me/sessions', trainee)
    // The title of what became private is no longer told, the session stays.
    fixture.sql(`UPDATE trainings SET visibility = 'private' WHERE id = ${elsewhere}`)
    assert.equal((await list())._embedded.sessionList[0].title, null)

    await fixture.ok('DELETE', path, { user: trainee })
    await fixture.expect(404, '1110', 'GET', path, { user: trainee })
    assert.deepEqual(await names(), [[1, 'trainee', 20]], 'the next best takes its place')
    await fixture.ok('DELETE', `/me/sessions/${worse.json.sessionId}`, { user: trainee })
    assert.deepEqual(await names(), [])
  })

  test('the leaderboard', async () => {
    const third = await fixture.user('third')
    await send(trainee, session(70))
    await send(other, session(90))
    await send(third, session(70))
    await send(third, session(60))
    assert.deepEqual(
      await names(),
      [
        [1, 'other', 90],
        [2, 'trainee', 70],
        [3, 'third', 70],
      ],
      'who was first stands first',
    )
    assert.deepEqual((await board(third)).own.rank, 3)
    // A session that was kept on a phone without a network may come long after later ones.
    const late = session(70, { startedAt: '2026-01-01T00:00:00.000Z' })
    const { json } = await send(third, late)
    assert.deepEqual([json.isPersonalBest, json.personalBest.achievedDate], [true, late.startedAt])
    assert.deepEqual((await board(third)).own.rank, 2)
    await fixture.ok('DELETE', `/me/sessions/${json.sessionId}`, { user: third })
    assert.deepEqual((await board(third)).own.rank, 3)
    assert.equal((await board(trainer)).own, null)
    assert.equal((await board()).own, null)
    assert.deepEqual((await board(undefined, '?size=1'))._embedded.leaderboard.length, 1)
    for (const query of ['?size=0', '?size=101', '?size=x'])
      await fixture.expect(400, '2007', 'GET', `/trainings/${id}/leaderboard${query}`)
    await fixture.expect(404, '1101', 'GET', '/trainings/99999/leaderboard')

    await fixture.expect(400, '2001', 'PUT', '/profile', { user: other, json: { leaderboard: 'no' } })
    await fixture.ok('PUT', '/profile', { user: other, json: { leaderboard: false } })
    assert.equal((await fixture.ok('GET', '/profile', { user: other })).json.leaderboard, false)
    assert.equal((await fixture.ok('GET', '/profile', { user: other })).json.name, 'other')
    assert.deepEqual(await names(), [
      [1, 'trainee', 70],
      [2, 'third', 70],
    ])
    assert.equal((await board(other)).own.rank, 1)
    assert.equal((await board(third)).own.rank, 2)
    fixture.sql(`UPDATE users SET state = 'LOCKED' WHERE id = ${trainee.id}`)
    assert.deepEqual(await names(), [[1, 'third', 70]])
    fixture.sql(`UPDATE users SET state = 'ACTIVE' WHERE id = ${trainee.id}`)
    await fixture.ok('PUT', '/profile', { user: other, json: { leaderboard: true } })

    fixture.sql(`UPDATE trainings SET visibility = 'private' WHERE id = ${id}`)
    await fixture.expect(404, '1101', 'GET', `/trainings/${id}/leaderboard`, { user: other })
    fixture.sql(`UPDATE trainings SET visibility = 'public' WHERE id = ${id}`)
  })

  test('a best is the best, also when many sessions come and go at once', async () => {
    const user = await fixture.user()
    const training = await fixture.training(trainer)
    const scores = Array.from({ length: 16 }, (_, i) => (i * 37) % 101)
    const made = await Promise.all(scores.map((score) => send(user, session(score, { trainingId: training }))))
    const best = () =>
      fixture.sql(
        `SELECT b.score, (SELECT MAX(score) FROM training_sessions WHERE training_id = ${training}) FROM best_scores b WHERE training_id = ${training}`,
      )
    assert.deepEqual(best(), [[Math.max(...scores), Math.max(...scores)]])
    const gone = made.filter((_, i) => scores[i] > 50)
    await Promise.all([
      ...gone.map(({ json }) => fixture.ok('DELETE', `/me/sessions/${json.sessionId}`, { user })),
      ...[10, 20, 30].map((score) => send(user, session(score, { trainingId: training }))),
    ])
    const [[kept, most]] = best()
    assert.equal(kept, most)
  })

  test('what goes with a training, and with a user', async () => {
    const user = await fixture.user()
    const training = await fixture.training(trainer)
    await send(user, session(10, { trainingId: training }))
    await fixture.ok('DELETE', `/trainings/${training}`, { user: trainer })
    for (const table of ['training_sessions', 'best_scores', 'training_views', 'training_tags']) {
      assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM ${table} WHERE training_id = ${training}`), [[0]], table)
    }
    await send(user, session(10))
    fixture.sql(`DELETE FROM users WHERE id = ${user.id}`)
    for (const table of ['training_sessions', 'best_scores']) {
      assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM ${table} WHERE user_id = ${user.id}`), [[0]], table)
    }
  })
})
