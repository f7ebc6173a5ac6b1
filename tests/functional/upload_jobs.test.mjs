// The queue of the upload server against stand-ins for pose and shape: failures, retries, deaths and restarts.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { after, afterEach, before, test } from 'node:test'
import { until } from './harness.mjs'
import { poseBlock, poseTrack } from './pose_block.mjs'
import { UploadFixture, mp4Head } from './upload_fixture.mjs'

const size = { width: 72, height: 128 }
let fixture
let clip
before(async () => {
  fixture = await new UploadFixture({ orders_at_once: 4, job_alone_seconds: 1 }).start()
  fixture.size = size
  // As many frames as the squat clip, but small, and fit to be copied.
  clip = fixture.makeVideo(
    'clip.mp4',
    '-f',
    'lavfi',
    '-i',
    'testsrc=size=72x128:rate=5:duration=13',
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '5',
  )
  fixture.clip = clip
})
after(() => fixture.stop())
afterEach(() => {
  fixture.pose.answer = null
  fixture.shape.answer = null
})

const ordersOf = (worker, training) => worker.orders.filter((order) => order.trainingId === training)
const attempts = (training, kind) =>
  fixture.sql(
    `SELECT jobs.attempts FROM jobs JOIN uploads ON uploads.id = upload_id WHERE training_id = ${training} AND kind = '${kind}'`,
  )[0][0]

test('files that only look like videos end in FAILED with a reason, and the server is unharmed', async () => {
  const soundAlone = fixture.makeVideo('sound.mp4', '-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac')
  const huge = fixture.makeVideo(
    'huge.mp4',
    '-f',
    'lavfi',
    '-i',
    'color=size=10000x10000:rate=1:duration=1',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
  )
  const cases = [
    [clip.subarray(0, clip.length * 0.7), '1208'],
    [soundAlone, '1202'],
    [huge, '1203'],
  ]
  const trainings = cases.map(() => fixture.training())
  for (const [index, [bytes]] of cases.entries()) await fixture.accepted(trainings[index], bytes)
  for (const [index, [, error]] of cases.entries()) {
    const training = trainings[index]
    const progress = await fixture.reached(training, 'FAILED')
    assert.equal(progress.failure.error, error)
    assert.equal(fixture.trainingState(training), 'FAILED')
    assert.equal(attempts(training, 'normalise'), 1, 'what lies in the video is not tried again')
  }
  assert.ok(await fixture.server.isReady())
})

test('no person: FAILED in the language of the owner, and a retry goes on from there', async () => {
  const training = fixture.training()
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 0)
    worker.fail(response, '1206')
  }
  await fixture.accepted(training)
  await fixture.reached(training, 'FAILED')
  const korean = await fixture.progress(training)
  const english = await fixture.progress(training, { headers: { 'Accept-Language': 'en' } })
  assert.deepEqual(korean.failure, { error: '1206', message: '영상에서 사람을 찾지 못했습니다.' })
  assert.deepEqual(english.failure, { error: '1206', message: 'No person was found in the video.' })
  fixture.pose.answer = null
  assert.equal((await fixture.call('POST', `/trainings/${training}/retry`)).status, 202)
  await fixture.reached(training, 'READY')
  assert.equal(attempts(training, 'normalise'), 1, 'the video was not normalised again')
  assert.equal((await fixture.call('POST', `/trainings/${training}/retry`)).status, 404)
})

test('a fault of pose is tried three times, then FAILED', async () => {
  const training = fixture.training()
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 0)
    worker.fail(response, '1207')
  }
  await fixture.accepted(training)
  assert.equal((await fixture.reached(training, 'FAILED')).failure.error, '1207')
  assert.equal(ordersOf(fixture.pose, training).length, 3)
})

test('poses that do not fit the video are not taken', async () => {
  /** @type {any[][][]} */
  const wrong = [
    [
      [0, 40, size],
      [41, 24, size],
    ],
    [[0, 65, { ...size, width: 100 }]],
    [[0, 66, size]],
    [[0, 30, size]],
  ]
  const trainings = wrong.map(() => fixture.training())
  fixture.pose.answer = (order, response, worker) => {
    const blocks = wrong[trainings.indexOf(order.trainingId)]
    for (const [first, count, told] of blocks) {
      worker.line(response, { type: 'poses', firstFrame: first, frameCount: count, block: poseBlock(first, count, told) })
    }
    worker.line(response, {
      type: 'done',
      frames: blocks.reduce((sum, [, count]) => sum + count, 0),
      ...size,
      durationSeconds: 13,
    })
    response.end()
  }
  for (const training of trainings) await fixture.accepted(training)
  for (const training of trainings) {
    assert.equal(
      (await fixture.reached(training, 'FAILED')).failure.error,
      '1207',
      JSON.stringify(wrong[trainings.indexOf(training)]),
    )
  }
})

test('pose dies in mid-job and is away for a while: the job finishes when it is back', async () => {
  const training = fixture.training()
  let begun = false
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 10)
    worker.line(response, { type: 'poses', firstFrame: 0, frameCount: 10, block: poseBlock(0, 10, size) })
    begun = true
  }
  await fixture.accepted(training)
  await until(() => begun, 'pose works')
  await fixture.pose.kill()
  await until(() => fixture.server.log.includes('job_postponed'), 'the order broke')
  await new Promise((resolve) => setTimeout(resolve, 2000))
  assert.equal((await fixture.progress(training)).state, 'PROCESSING')
  fixture.pose.answer = null
  await fixture.pose.start()
  await fixture.reached(training, 'READY')
  assert.equal(attempts(training, 'pose'), 1, 'neither the death nor asking a server that is down costs an attempt')
  const upload = readFileSync(fixture.storagePath(`trainings/${training}/current`), 'utf8').trim()
  assert.deepEqual(fixture.sql(`SELECT SUM(frame_count) FROM pose_blocks WHERE upload_id = '${upload}'`), [[65]])
})

test('a video that kills the pose server fails, and those that were in work beside it do not', async () => {
  const [poisoned, ...others] = Array.from({ length: 3 }, () => fixture.training())
  const deaths = []
  let broken = 0
  const inWork = new Map()
  const framesTotal = (training) =>
    fixture.sql(
      `SELECT frames_total FROM jobs JOIN uploads ON uploads.id = upload_id WHERE training_id = ${training} AND kind = 'pose'`,
    )[0][0]
  fixture.pose.answer = async (order, response, worker) => {
    fixture.sql(`UPDATE jobs SET frames_total = 0 WHERE kind = 'pose' AND upload_id = '${order.uploadId}'`)
    worker.progress(response, 0)
    inWork.set(order.trainingId, response)
    response.on('close', () => inWork.delete(order.trainingId))
    if (order.trainingId !== poisoned) {
      // The first time round it shares the server with the one that kills it.
      if (deaths.length > 0) worker.finish(order, response)
      else response.on('close', () => ++broken)
      return
    }
    if (deaths.length === 0) await until(() => inWork.size === 3, 'all are in work')
    for (const training of inWork.keys()) await until(() => framesTotal(training) === 65, 'its first line has come')
    deaths.push([...inWork.keys()])
    await worker.kill()
    await worker.start()
  }
  for (const training of [poisoned, ...others]) await fixture.accepted(training)
  for (const training of others) await fixture.reached(training, 'READY')
  const { failure } = await fixture.reached(poisoned, 'FAILED')
  assert.deepEqual(failure, { error: '1207', message: '영상 처리에 실패했습니다. 다시 시도해 주세요.' })
  assert.equal(broken, 2, 'both others were in work when it died')
  assert.deepEqual(deaths.slice(1), [[poisoned], [poisoned]], 'then it is alone')
  for (const training of others) assert.equal(attempts(training, 'pose'), 1)
  const [[detail]] = fixture.sql(`SELECT failure_detail FROM uploads WHERE training_id = ${poisoned}`)
  assert.match(detail, /^again, with this job alone: pose server: /)
})

test('a suspect is not alone for ever, and its death beside another job counts for neither', async () => {
  const [suspect, other] = [fixture.training(), fixture.training()]
  const pose = (training) =>
    fixture.sql(`SELECT jobs.state, attempts, suspicion, accompanied FROM jobs JOIN uploads ON uploads.id = upload_id
               WHERE training_id = ${training} AND kind = 'pose'`)[0]
  const begun = (training) =>
    until(
      () =>
        fixture.sql(
          `SELECT frames_total FROM jobs JOIN uploads ON uploads.id = upload_id WHERE training_id = ${training} AND kind = 'pose'`,
        )[0]?.[0] === 65,
      'it has begun',
    )
  const dies = async () => {
    await fixture.pose.kill()
    await fixture.pose.start()
  }
  fixture.pose.answer = (order, response, worker) => worker.progress(response, 0)
  await fixture.accepted(suspect)
  await begun(suspect)
  await dies()
  await until(() => ordersOf(fixture.pose, suspect).length === 2, 'it is tried again')
  await fixture.accepted(other)
  await begun(other)
  await until(() => pose(suspect)[3] === 1, 'it is not alone')
  fixture.pose.answer = null
  await dies()
  for (const training of [suspect, other]) await fixture.reached(training, 'READY')
  assert.deepEqual(pose(suspect).slice(0, 3), ['done', 1, 2])
  assert.deepEqual(pose(other).slice(0, 3), ['done', 1, 1])
})

test('a job whose upload server does not come back is taken over by another', async () => {
  const training = fixture.training()
  fixture.pose.answer = (order, response, worker) => worker.progress(response, 10)
  await fixture.accepted(training)
  await until(() => ordersOf(fixture.pose, training).length === 1, 'pose works')
  await fixture.server.kill()
  fixture.pose.answer = null
  fixture.sql("UPDATE jobs SET lease_owner = 'gone', lease_until = 1 WHERE state = 'running'")
  await fixture.startServer()
  await fixture.reached(training, 'READY')
  assert.equal(attempts(training, 'pose'), 1)
})

/** [attempts, suspicion] of the job of a training, in a list. */
const chargesOf = (training, kind) =>
  fixture.sql(
    `SELECT attempts, suspicion FROM jobs JOIN uploads ON uploads.id = upload_id WHERE training_id = ${training} AND kind = '${kind}'`,
  )

test('an order that breaks off before it is taken costs nothing', async () => {
  const training = fixture.training()
  let times = 0
  fixture.pose.answer = (order, response, worker) => {
    if (++times > 4) return worker.finish(order, response)
    response.destroy()
  }
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
  assert.deepEqual(chargesOf(training, 'pose'), [[1, 0]])
})

test('a pose server that is stopped in mid-job says so, and that costs nothing', async () => {
  const training = fixture.training()
  let stopped = false
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 3)
    if (stopped) return worker.finish(order, response)
    stopped = true
    worker.line(response, { type: 'failed', error: '2008', detail: 'the server stops' })
    response.destroy()
  }
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
  assert.deepEqual(chargesOf(training, 'pose'), [[1, 0]])
})

test('a busy pose server is asked again when it says so', async () => {
  const training = fixture.training()
  let times = 0
  fixture.pose.answer = (order, response, worker) => {
    if (++times > 4) return worker.finish(order, response)
    response.writeHead(503, { 'Retry-After': '1' })
    response.end()
  }
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
  assert.equal(times, 5)
  assert.equal(attempts(training, 'pose'), 1)
})

/** The poses of the clip, in two blocks. */
const parts = [
  [0, 40],
  [40, 25],
]
const blocks = () => parts.map(([first, count]) => poseBlock(first, count, size))
const sendPoses = (worker, response, part) => {
  const [firstFrame, frameCount] = parts[part]
  worker.line(response, { type: 'poses', firstFrame, frameCount, block: blocks()[part] })
}

test('the shape server is ordered with the first poses, and given the others as they come', async () => {
  const training = fixture.training()
  /** @type {any} */
  let goOn
  const released = new Promise((resolve) => {
    goOn = resolve
  })
  fixture.pose.answer = async (order, response, worker) => {
    worker.progress(response, 0)
    sendPoses(worker, response, 0)
    await released
    sendPoses(worker, response, 1)
    worker.line(response, { type: 'done', frames: 65, ...size, durationSeconds: 13, networks: 'real' })
    response.end()
  }
  const shapes = []
  fixture.shape.answer = (order, response, worker) => {
    worker.progress(response, 0)
    shapes.push({ track: fixture.storagePath(order.track), finish: () => worker.finish(order, response) })
  }
  await fixture.accepted(training)
  const shape = await until(() => shapes[0], 'the order for the shape')
  const holds = (track) => until(() => readFileSync(shape.track).equals(track), 'the poses are passed on')
  await holds(poseTrack(blocks().slice(0, 1), { ended: false }))
  goOn()
  await holds(poseTrack(blocks()))
  shape.finish()
  await fixture.reached(training, 'READY')
  await until(() => !existsSync(shape.track), 'the track is removed')
  assert.equal(shapes.length, 1)
})

test('poses that are found anew end the order for the shape, which costs it nothing', async () => {
  const training = fixture.training()
  const shapes = []
  fixture.shape.answer = (order, response, worker) => {
    worker.progress(response, 0)
    const shape = { broken: false, finish: () => worker.finish(order, response) }
    response.on('close', () => {
      shape.broken = true
    })
    shapes.push(shape)
  }
  fixture.pose.answer = async (order, response, worker) => {
    worker.progress(response, 0)
    sendPoses(worker, response, 0)
    await until(() => shapes.length === 1, 'the order for the shape')
    worker.answer = null
    worker.fail(response, '2008')
  }
  await fixture.accepted(training)
  await until(() => shapes[0]?.broken, 'the order ends')
  const second = await until(() => shapes[1], 'it is ordered again')
  second.finish()
  await fixture.reached(training, 'READY')
  assert.deepEqual(chargesOf(training, 'shape'), [[1, 0]])
  assert.equal(ordersOf(fixture.pose, training).length, 2)
})

test('the percent grows and the time left is told', async () => {
  const training = fixture.training()
  const waiting = []
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 0)
    setTimeout(() => worker.progress(response, 32), 1500)
    waiting.push(() => worker.finish(order, response))
  }
  await fixture.accepted(training)
  const half = await until(async () => {
    const progress = await fixture.progress(training)
    return progress.stages[1].percent > 0 && progress
  }, 'pose is half done')
  assert.ok(half.percent > 30 && half.percent < 90, JSON.stringify(half))
  assert.equal(half.stages[1].framesPerSecond, 10)
  await until(async () => (await fixture.progress(training)).secondsLeft === 4, 'seconds left')
  waiting.forEach((finish) => finish())
  await fixture.reached(training, 'READY')
})

test('the upload server is killed in mid-job: after its restart the job finishes', async () => {
  const training = fixture.training()
  let broken = 0
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 10)
    response.on('close', () => ++broken)
  }
  await fixture.accepted(training)
  await until(() => ordersOf(fixture.pose, training).length === 1, 'pose works')
  await fixture.server.kill()
  await until(() => broken === 1, 'the order broke')
  fixture.pose.answer = null
  await fixture.startServer()
  await fixture.reached(training, 'READY', 20)
})

test('killed while a video is normalised: its process dies along, and the job finishes after the restart', async () => {
  const training = fixture.training()
  // Long enough to be caught: one key frame, so all of it is encoded again. Small, since the media process runs at
  // a low priority, and the other tests leave it little of the processor.
  const long = fixture.makeVideo(
    'long.mp4',
    '-f',
    'lavfi',
    '-i',
    'testsrc=size=320x180:rate=25:duration=20',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-g',
    '10000',
  )
  const mediaProcesses = () =>
    readdirSync('/proc').filter((id) => {
      try {
        return (
          /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(fixture.storagePath(`trainings/${training}/`))
        )
      } catch {
        return false
      }
    })
  await fixture.accepted(training, long)
  await until(() => mediaProcesses().length === 1, 'the process works')
  await fixture.server.kill()
  await until(() => mediaProcesses().length === 0, 'the process is gone')
  fixture.pose.answer = (order, response, worker) => worker.fail(response, '1206')
  fixture.shape.answer = (order, response, worker) => worker.fail(response, '1206')
  await fixture.startServer()
  await fixture.reached(training, 'FAILED')
  assert.deepEqual(fixture.sql(`SELECT frame_count, failure_code FROM uploads WHERE training_id = ${training}`), [[500, '1206']])
  assert.equal(attempts(training, 'normalise'), 1, 'the first death costs no attempt')
})

test('killed while a video is received: the training goes back to what it was', async () => {
  const training = fixture.training()
  const { request } = fixture.openUpload(training, { length: 10_000_000 })
  request.on('error', () => {})
  request.write('--edge\r\nContent-Disposition: form-data; name="video"; filename="a.mp4"\r\n\r\n')
  request.write(clip.subarray(0, 10_000))
  await until(() => fixture.trainingState(training) === 'UPLOADING', 'the upload began')
  await fixture.server.kill()
  await fixture.startServer()
  await until(() => fixture.trainingState(training) === 'CREATED', 'the dead upload is cleared away', 30)
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
})

test('stopped cleanly in mid-job: the lease is handed back and the attempt does not count', async () => {
  const training = fixture.training()
  fixture.pose.answer = (order, response, worker) => worker.progress(response, 10)
  await fixture.accepted(training)
  await until(() => ordersOf(fixture.pose, training).length === 1, 'pose works')
  await fixture.server.stop()
  assert.deepEqual(
    fixture.sql(`SELECT jobs.state, attempts, lease_owner FROM jobs JOIN uploads ON uploads.id = upload_id
               WHERE training_id = ${training} AND kind = 'pose'`),
    [['waiting', 0, null]],
  )
  fixture.pose.answer = null
  await fixture.startServer()
  await fixture.reached(training, 'READY')
})

test('a new video replaces the old one only when it is ready', async () => {
  const training = fixture.training()
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
  const current = () => readFileSync(fixture.storagePath(`trainings/${training}/current`), 'utf8').trim()
  const first = current()

  fixture.pose.answer = (order, response, worker) => worker.fail(response, '1206')
  await fixture.accepted(training)
  assert.equal((await fixture.reached(training, 'FAILED')).failure.error, '1206')
  assert.equal(fixture.trainingState(training), 'READY', 'the old video is still there for all')
  assert.equal(current(), first)

  fixture.pose.answer = null
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
  assert.notEqual(current(), first)
  await until(() => !existsSync(fixture.storagePath(`trainings/${training}/${first}`)), 'the old files go')
  await until(() => fixture.sql(`SELECT COUNT(*) FROM uploads WHERE training_id = ${training}`)[0][0] === 1, 'the old rows go')
})

test('a training that is deleted in mid-job takes its job along', async () => {
  const training = fixture.training()
  let closed = false
  fixture.pose.answer = (order, response, worker) => {
    worker.progress(response, 10)
    response.on('close', () => (closed = true))
  }
  await fixture.accepted(training)
  await until(() => ordersOf(fixture.pose, training).length === 1, 'pose works')
  fixture.sql(`DELETE FROM trainings WHERE id = ${training}`)
  await until(() => closed, 'the order is cancelled')
  await until(() => !existsSync(fixture.storagePath(`trainings/${training}`)), 'nothing stays in the storage')
})

test('a full disk: 507 and FAILED with the reason; with room again all goes on', async (context) => {
  const small = new UploadFixture()
  small.size = size
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small.storagePath('')]).status === 0
  if (!mounted) {
    small.data.remove()
    return context.skip('no file system can be mounted here')
  }
  try {
    await small.start()
    const training = small.training()
    const answer = await small.upload(training, Buffer.concat([mp4Head, Buffer.alloc(4 * 1024 * 1024)]))
    assert.equal(answer.status, 507)
    assert.equal(answer.json.error, '2013')
    assert.equal((await small.progress(training)).failure.error, '2013')
    assert.equal(small.trainingState(training), 'FAILED')

    // Room for what is sent, not for what becomes of it.
    const large = small.makeVideo(
      'large.mp4',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=720x1280:rate=5:duration=13',
      '-c:v',
      'libx264',
      '-crf',
      '40',
      '-preset',
      'veryslow',
      '-g',
      '1000',
    )
    const filler = small.storagePath('filler')
    writeFileSync(filler, Buffer.alloc(2 * 1024 * 1024 - large.length - 150_000))
    await small.accepted(training, large)
    assert.equal((await small.reached(training, 'FAILED')).failure.error, '2013')
    rmSync(filler)
    small.size = { width: 720, height: 1280 }
    assert.equal((await small.call('POST', `/trainings/${training}/retry`)).status, 202)
    await small.reached(training, 'READY')
    await small.server.stop()
  } finally {
    if (small.server && !small.server.exited) await small.server.kill()
    spawnSync('umount', [small.storagePath('')])
    await small.remove()
  }
})
