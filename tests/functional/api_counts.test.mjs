// Counts stay exact, whatever sixteen clients do at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withApiFixture } from './api_fixture.mjs'
import { randomBelow } from './random.mjs'

test('likes, subscriptions, views and bests of sixteen clients that do this and that at once', () =>
  withApiFixture({}, async (fixture) => {
    const random = randomBelow(Number(process.env.TRAININGZIP_TEST_SEED ?? 20201122))
    const trainers = [await fixture.user(), await fixture.user()]
    const trainings = []
    for (const trainer of trainers) for (let i = 0; i < 2; ++i) trainings.push(await fixture.training(trainer))
    const users = []
    for (let i = 0; i < 8; ++i) users.push(await fixture.user())
    let start = Date.now() - 3600_000

    // What must be there in the end. Two clients are one user, so that what they do meets; then the last to be answered
    // is not known, and a pair is left out where its two clients disagree.
    const likes = new Map()
    const subscriptions = new Map()
    const viewers = new Map(trainings.map((id) => [id, new Set()]))
    const bests = new Map()
    const note = (map, key, client, value) => map.set(key, { ...map.get(key), [client]: value })

    async function act(client, user) {
      const training = trainings[random(trainings.length)]
      const trainer = trainers[random(trainers.length)]
      const kind = random(6)
      const on = random(2) === 0
      if (kind <= 1) {
        await fixture.ok(on ? 'POST' : 'DELETE', `/trainings/${training}/like`, { user })
        note(likes, `${user.id} ${training}`, client, on)
      } else if (kind <= 3) {
        await fixture.ok(on ? 'POST' : 'DELETE', `/trainer/${trainer.id}`, { user })
        note(subscriptions, `${user.id} ${trainer.id}`, client, on)
      } else if (kind === 4) {
        await fixture.ok('GET', `/trainings/${training}`, { user })
        viewers.get(training).add(user.id)
      } else {
        const score = random(101)
        const json = {
          trainingId: training,
          startedAt: new Date((start += 1000)).toISOString(),
          durationSeconds: 1,
          score,
          lagSeconds: null,
          series: [],
          limbs: [],
        }
        await fixture.expect(201, null, 'POST', '/me/sessions', { user, json })
        const key = `${user.id} ${training}`
        bests.set(key, Math.max(bests.get(key) ?? 0, score))
      }
    }

    await Promise.all(
      Array.from({ length: 16 }, async (_, client) => {
        for (let i = 0; i < 15; ++i) await act(client, users[client % users.length])
      }),
    )

    const rows = (table, column) => new Set(fixture.sql(`SELECT user_id, ${column} FROM ${table}`).map((row) => row.join(' ')))
    for (const [kept, expected, what] of /** @type {any[][]} */ ([
      [rows('likes', 'training_id'), likes, 'like'],
      [rows('subscriptions', 'trainer_id'), subscriptions, 'subscription'],
    ])) {
      let certain = 0
      for (const [key, answers] of expected) {
        const values = new Set(Object.values(answers))
        if (values.size > 1) continue
        ++certain
        assert.equal(kept.has(key), values.has(true), `${what} ${key}`)
      }
      assert.ok(certain > 5, `${certain} of a ${what} are certain`)
      for (const key of kept) assert.ok(expected.has(key), `${what} ${key} of nobody`)
    }
    for (const id of trainings) {
      const { json } = await fixture.ok('GET', `/trainings/${id}`, { user: users[0] })
      viewers.get(id).add(users[0].id)
      assert.equal(json.views, viewers.get(id).size, `views of ${id}`)
      assert.equal(json.likes, fixture.sql(`SELECT COUNT(*) FROM likes WHERE training_id = ${id}`)[0][0])
    }
    const kept = fixture
      .sql('SELECT user_id, training_id, score FROM best_scores')
      .map(([user, training, score]) => [`${user} ${training}`, score])
    assert.deepEqual(new Map(kept.sort()), new Map([...bests].sort()))
  }))
