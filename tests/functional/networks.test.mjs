// Which networks make a training: waiting for models, stand-ins, and making it again when the real ones are there.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from './harness.mjs'
import { UploadFixture } from './upload_fixture.mjs'

let fixture
before(async () => {
  fixture = await new UploadFixture().start()
  fixture.size = { width: 72, height: 128 }
  fixture.clip = fixture.makeVideo(
    'clip.mp4',
    '-f',
    'lavfi',
    '-i',
    'testsrc=size=72x128:rate=5:duration=13',
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
  )
})
after(() => fixture.stop())
afterEach(() => loaded('real'))

function loaded(networks, missing = networks === 'real' ? [] : ['/models/a.onnx']) {
  for (const worker of [fixture.pose, fixture.shape]) Object.assign(worker, { networks, missing })
}

const admin = () => ({ Authorization: `Bearer ${fixture.signer.token(2, { roles: ['ROLE_USER', 'ROLE_ADMIN'] })}` })
const overview = async () => (await fixture.call('GET', '/networks', { headers: admin() })).json
const reprocess = (training, options = {}) => fixture.call('POST', `/trainings/${training}/reprocess`, options)
const uploadOf = (training) => readFileSync(fixture.storagePath(`trainings/${training}/current`), 'utf8').trim()

/** The upload server asks once a second. */
const sees = (networks) =>
  until(
    async () => (await overview()).pose.networks === networks && (await overview()).shape.networks === networks,
    `${networks}`,
  )

/** A training of user 1 that the networks loaded now have made. */
async function made() {
  const training = fixture.training()
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
  return training
}

test('a video waits for models, says so in both languages, and is worked on when they come', async () => {
  loaded(null)
  await sees(null)
  const training = fixture.training()
  await fixture.accepted(training)
  const waiting = await until(async () => {
    const progress = await fixture.progress(training)
    return progress.waitingFor && progress
  }, 'it waits')
  assert.deepEqual(waiting.waitingFor, { reason: 'models', message: '영상을 처리할 모델을 기다리고 있습니다.' })
  const english = await fixture.progress(training, { headers: { 'Accept-Language': 'en' } })
  assert.equal(english.waitingFor.message, 'The models that work on videos are not there yet.')
  assert.deepEqual(
    waiting.stages.map((stage) => stage.state),
    ['done', 'waiting', 'waiting'],
  )
  await sleep(2500)
  assert.ok(fixture.pose.refusals <= 5, `the server is not asked again and again with jobs: ${fixture.pose.refusals}`)
  const costs = fixture.sql(
    `SELECT MAX(jobs.attempts), MAX(suspicion) FROM jobs JOIN uploads ON uploads.id = upload_id WHERE training_id = ${training} AND kind <> 'normalise'`,
  )[0]
  loaded('real')
  const ready = await fixture.reached(training, 'READY')
  assert.deepEqual(costs.map(Number), [0, 0], 'waiting costs the job nothing')
  assert.equal(ready.waitingFor, null)
  assert.equal(ready.networks, 'real')
  assert.equal(ready.reprocessable, false)
  assert.deepEqual(ready.notices, [])
})

test('stand-ins mark what they make; it can be made again, shown as it was meanwhile, when the real ones are there', async () => {
  loaded('stand-in')
  await sees('stand-in')
  const training = await made()
  const first = await fixture.progress(training)
  assert.equal(first.networks, 'stand-in')
  assert.equal(first.reprocessable, false)
  assert.deepEqual(
    first.notices.map((notice) => notice.kind),
    ['stand_in_networks'],
  )
  const old = uploadOf(training)

  assert.equal((await reprocess(training, { user: null })).status, 401)
  assert.equal((await reprocess(training, { user: 2 })).status, 403)
  assert.equal((await reprocess(9999)).status, 404)
  const early = await reprocess(training)
  assert.equal(early.status, 503, 'with stand-ins it would come out the same')
  assert.equal(early.json.error, '1221')
  loaded('real')
  await sees('real')
  assert.equal((await reprocess(fixture.training())).json.error, '3002')
  assert.equal((await fixture.progress(training)).reprocessable, true)

  /** @type {any} */
  let finish
  const held = new Promise((resolve) => (finish = resolve))
  fixture.pose.answer = async (order, response, worker) => {
    await held
    worker.finish(order, response)
  }
  assert.equal((await reprocess(training)).status, 202)
  assert.equal((await reprocess(training)).status, 409)
  assert.equal(fixture.trainingState(training), 'READY')
  assert.equal(uploadOf(training), old, 'what is published stays until the other is ready')
  finish()
  const again = await fixture.reached(training, 'READY')
  fixture.pose.answer = null
  assert.equal(again.networks, 'real')
  assert.equal(again.reprocessable, false)
  assert.deepEqual(again.notices, [])
  assert.notEqual(uploadOf(training), old)
  assert.ok(existsSync(fixture.storagePath(`trainings/${training}/${uploadOf(training)}/video.mp4`)))
  await until(() => !existsSync(fixture.storagePath(`trainings/${training}/${old}`)), 'the old files are cleared away')
  assert.ok(existsSync(fixture.storagePath(`trainings/${training}/${uploadOf(training)}/video.mp4`)), 'the video is still there')
})

test('one part made with stand-ins marks the whole', async () => {
  fixture.shape.networks = 'stand-in'
  const training = await made()
  assert.equal((await fixture.progress(training)).networks, 'stand-in')
})

test('an admin sees the servers and has all such trainings made again', async () => {
  loaded('stand-in', ['/models/pose.onnx'])
  await sees('stand-in')
  const trainings = [await made(), await made()]
  assert.equal((await fixture.call('GET', '/networks', { user: null })).status, 401)
  assert.equal((await fixture.call('GET', '/networks')).status, 403)
  assert.equal((await fixture.call('POST', '/reprocess', { user: null })).status, 401)
  assert.equal((await fixture.call('POST', '/reprocess')).status, 403)
  const before = await overview()
  assert.deepEqual(before.pose, { state: 'ready', networks: 'stand-in', missing: ['/models/pose.onnx'] })
  assert.ok(before.standInTrainings >= 2)
  const noted = await fixture.call('POST', '/reprocess', { headers: admin() })
  assert.equal(noted.status, 202)
  assert.equal(noted.json.trainings, before.standInTrainings)
  loaded('real')
  await until(async () => (await overview()).standInTrainings === 0, 'all are made again', 60)
  for (const training of trainings) assert.equal((await fixture.progress(training)).networks, 'real')
  await fixture.shape.kill()
  await until(async () => (await overview()).shape.state === 'unreachable', 'a server that is away')
  await fixture.shape.start()
})

test('an admin sees how many jobs are open', async () => {
  assert.equal((await fixture.call('GET', '/queue', { user: null })).status, 401)
  assert.equal((await fixture.call('GET', '/queue')).status, 403)
  const jobs = async () => {
    const { status, json } = await fixture.call('GET', '/queue', { headers: admin() })
    assert.equal(status, 200)
    return json.jobs.map(({ kind, waiting, running, suspects }) => `${kind} ${waiting} ${running} ${suspects}`)
  }
  await until(async () => (await jobs()).join() === 'normalise 0 0 0,pose 0 0 0,shape 0 0 0', 'nothing is open')
  /** @type {any} */
  let finish
  const held = new Promise((resolve) => (finish = resolve))
  fixture.pose.answer = async (order, response, worker) => {
    worker.progress(response, 1)
    await held
    worker.finish(order, response)
  }
  const training = fixture.training()
  await fixture.accepted(training)
  await until(async () => (await jobs()).join() === 'normalise 0 0 0,pose 0 1 0,shape 1 0 0', 'pose runs, shape waits')
  finish()
  fixture.pose.answer = null
  await fixture.reached(training, 'READY')
  assert.deepEqual(await jobs(), ['normalise 0 0 0', 'pose 0 0 0', 'shape 0 0 0'])
})
