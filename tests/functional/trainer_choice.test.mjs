// Several persons in a video: the owner sees who may be the trainer and chooses another.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, afterEach, before, test } from 'node:test'
import { until } from './harness.mjs'
import { UploadFixture } from './upload_fixture.mjs'

const left = { timeSeconds: 0.4, box: { left: 0.1, top: 0.2, width: 0.3, height: 0.7 } }
const right = { timeSeconds: 0.4, box: { left: 0.6, top: 0.25, width: 0.25, height: 0.6 } }
const people = (trainer) => [
  { ...left, shareOfTime: 0.95, isStill: false, isTrainer: trainer === 'left' },
  { ...right, shareOfTime: 0.5, isStill: true, isTrainer: trainer === 'right' },
]

let fixture
before(async () => {
  fixture = await new UploadFixture().start()
  fixture.size = { width: 72, height: 128 }
  fixture.clip = fixture.makeVideo('clip.mp4', '-f', 'lavfi', '-i', 'testsrc=size=72x128:rate=5:duration=13')
})
after(() => fixture.stop())
afterEach(() => (fixture.pose.answer = null))

/** As the pose server: whoever was chosen is the trainer, else the one on the left. */
function tellsPeople(order, response, worker) {
  worker.line(response, { type: 'people', people: people(order.trainer?.box.left > 0.5 ? 'right' : 'left') })
  worker.finish(order, response)
}

const list = (training, options = {}) => fixture.call('GET', `/trainings/${training}/people`, options)
const choose = (training, body, options = {}) =>
  fixture.call('POST', `/trainings/${training}/trainer`, {
    body: JSON.stringify(body),
    ...options,
    headers: { 'Content-Type': 'application/json', ...options.headers },
  })
const uploadOf = (training) => readFileSync(fixture.storagePath(`trainings/${training}/current`), 'utf8').trim()
const orders = (training) => fixture.pose.orders.filter((order) => order.trainingId === training)

async function published() {
  const training = fixture.training()
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
  return training
}

test('the persons of a video are for its owner, before it is ready too', async () => {
  const training = fixture.training()
  assert.deepEqual((await list(training)).json, { people: [], choosable: false })
  /** @type {any} */
  let finish
  const held = new Promise((resolve) => (finish = resolve))
  fixture.pose.answer = async (order, response, worker) => {
    worker.line(response, { type: 'people', people: people('left') })
    await held
    worker.finish(order, response)
  }
  await fixture.accepted(training)
  await until(async () => (await list(training)).json.people.length === 2, 'the persons are told')
  assert.equal((await list(training)).json.choosable, false)
  assert.equal((await choose(training, { person: 2 })).status, 409)
  finish()
  await fixture.reached(training, 'READY')

  assert.equal((await list(training, { user: null })).status, 401)
  assert.equal((await list(training, { user: 2 })).status, 404)
  assert.equal((await list(9999)).status, 404)
  const listed = await list(training)
  assert.equal(listed.status, 200)
  assert.equal(listed.json.choosable, true)
  assert.deepEqual(
    listed.json.people,
    people('left').map((person, index) => ({ ...person, number: index + 1 })),
  )
})

test('a choice that cannot be made is refused', async () => {
  fixture.pose.answer = tellsPeople
  const training = await published()
  for (const [body, field, problem] of /** @type {[any, string, string][]} */ ([
    [{}, '/person', 'required'],
    [{ person: '2' }, '/person', 'type'],
    [{ person: 1.5 }, '/person', 'type'],
    [{ person: 2, other: 1 }, '/other', 'unknown'],
  ])) {
    const answer = await choose(training, body)
    assert.equal(answer.status, 400, JSON.stringify(body))
    assert.deepEqual(answer.json.fields, [{ field, problem }])
  }
  assert.equal((await choose(training, { person: 2 }, { user: null })).status, 401)
  assert.equal((await choose(training, { person: 2 }, { user: 2 })).status, 403)
  assert.equal((await choose(9999, { person: 2 })).status, 404)
  assert.equal((await choose(fixture.training(), { person: 1 })).json.error, '3002')
  assert.equal((await choose(training, { person: 3 })).json.error, '1112')
  const zero = await choose(training, { person: 0 }, { headers: { 'Accept-Language': 'en' } })
  assert.equal(zero.status, 422)
  assert.deepEqual(zero.json.problems, [{ field: 'person', message: 'It must be at least 1.' }])
  assert.equal((await choose(training, { person: 2 }, { headers: { 'Content-Type': 'text/plain' } })).status, 415)
  assert.equal(orders(training).length, 1, 'nothing was ordered for it')
})

test('another trainer is chosen: poses and shape are made again from the same video', async () => {
  fixture.pose.answer = tellsPeople
  const training = await published()
  assert.equal(orders(training)[0].trainer, undefined)
  const first = uploadOf(training)
  assert.equal((await choose(training, { person: 1 })).status, 202)
  assert.equal(orders(training).length, 1, 'who is the trainer already needs no work')

  assert.equal((await choose(training, { person: 2 })).status, 202)
  await until(() => uploadOf(training) !== first, 'the new one is published')
  // The files are made public before the job is ended in the database.
  await fixture.reached(training, 'READY')
  assert.deepEqual(orders(training)[1].trainer, right)
  assert.deepEqual(
    (await list(training)).json.people.map((person) => person.isTrainer),
    [false, true],
  )
  const attempts = fixture.sql(
    `SELECT SUM(jobs.attempts) FROM jobs JOIN uploads ON uploads.id = upload_id WHERE training_id = ${training} AND kind = 'normalise'`,
  )
  assert.ok(Number(attempts[0][0]) <= 1, 'the video was not normalised again')

  // A choice holds when the training is made again for another reason.
  assert.equal((await choose(training, { person: 1 })).status, 202)
  await until(() => orders(training).length === 3, 'the other one again')
  assert.deepEqual(orders(training)[2].trainer, left)
})

test('persons of another form fail the job, and none of a number of them is kept', async () => {
  const training = fixture.training()
  fixture.pose.answer = (order, response, worker) => {
    worker.line(response, {
      type: 'people',
      people: [{ ...people('left')[0], box: { left: 0.9, top: 0, width: 0.5, height: 1 } }],
    })
    worker.finish(order, response)
  }
  await fixture.accepted(training)
  assert.equal((await fixture.reached(training, 'FAILED')).failure.error, '1207')
  assert.deepEqual((await list(training)).json.people, [])
})

test('a choice survives a failure and a retry', async () => {
  fixture.pose.answer = tellsPeople
  const training = await published()
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 0)
    worker.fail(response, '1206')
  }
  assert.equal((await choose(training, { person: 2 })).status, 202)
  await fixture.reached(training, 'FAILED')
  fixture.pose.answer = tellsPeople
  assert.equal((await fixture.call('POST', `/trainings/${training}/retry`)).status, 202)
  await fixture.reached(training, 'READY')
  assert.deepEqual(orders(training).at(-1).trainer, right)
})
