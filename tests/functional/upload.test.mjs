// POST /trainings/{id} of the upload server: who may, what is taken, and what becomes of it.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { until } from './harness.mjs'
import { UploadFixture, mp4Head, partHead, partTail, squats } from './upload_fixture.mjs'

let fixture
before(async () => {
  // Some uploads stand still here for as long as a busy machine needs.
  const patient = { client_timeout_seconds: 120, upload_rate_window_seconds: 120 }
  fixture = await new UploadFixture({ file_limit_bytes: 400 * 1024 * 1024, ...patient }).start()
})
after(() => fixture.stop())

const clip = readFileSync(squats)

function refused(answer, status, error) {
  assert.equal(answer.status, status, JSON.stringify(answer.json))
  assert.equal(answer.json.error, error)
}

test('the errors come in the order 401, 404 or 403, 409, 415, 413', async () => {
  const mine = fixture.training(1)
  const other = fixture.training(2)
  const otherReady = fixture.training(2)
  fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${otherReady}`)
  const busy = fixture.training(1)
  fixture.sql(`INSERT INTO uploads (id, training_id, file_name, file_type, size_bytes, state, created_at, modified_at)
             VALUES ('${'a'.repeat(32)}', ${busy}, '', '', 0, 'QUEUED', 1, 1)`)
  const tooLong = { 'Content-Length': String(2 ** 33) }
  // Everything is wrong at first; each step puts one thing right.
  const send = async (training, user, headers) => {
    const { request, answer } = fixture.openUpload(training, { user })
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
    request.flushHeaders()
    const result = await answer
    request.destroy()
    return result
  }
  const text = { 'Content-Type': 'text/plain' }
  refused(await send(9999, null, { ...tooLong, ...text }), 401, '0005')
  refused(await send(9999, 1, { ...tooLong, ...text }), 404, '1101')
  refused(await send('seven', 1, { ...tooLong, ...text }), 404, '1101')
  refused(await send(other, 1, { ...tooLong, ...text }), 404, '1101')
  refused(await send(otherReady, 1, { ...tooLong, ...text }), 403, '1001')
  refused(await send(busy, 1, { ...tooLong, ...text }), 409, '1103')
  refused(await send(mine, 1, { ...tooLong, ...text }), 415, '2006')
  refused(await send(mine, 1, tooLong), 413, '2005')
  assert.equal(fixture.trainingState(mine), 'CREATED')
  fixture.sql(`DELETE FROM uploads WHERE training_id = ${busy}`)
})

test('a refresh token and an expired one are not taken', async () => {
  const training = fixture.training()
  const send = (token) => fixture.upload(training, clip, { user: null, headers: { Authorization: `Bearer ${token}` } })
  refused(await send(fixture.signer.token(1, { aud: 'trainingzip/refresh' }, 'rt+jwt')), 401, '0005')
  refused(await send(fixture.signer.token(1, { iat: 1, exp: 2 })), 401, '0006')
})

test('a body above the limit of unknown length is stopped with 413', async () => {
  const training = fixture.training()
  const { request, answer } = fixture.openUpload(training)
  request.write(partHead())
  request.write(mp4Head)
  const megabyte = Buffer.alloc(1024 * 1024)
  for (let sent = 0; sent <= 401 && !request.destroyed; ++sent) {
    if (!request.write(megabyte)) await Promise.race([once(request, 'drain'), answer.catch(() => {})])
  }
  refused(await answer, 413, '2005')
  request.destroy()
  assert.equal(fixture.trainingState(training), 'CREATED')
  await until(
    () =>
      !existsSync(fixture.storagePath(`trainings/${training}`)) ||
      readdirSync(fixture.storagePath(`trainings/${training}`)).length === 0,
    'nothing stays in the storage',
  )
})

test('what is not one file in the field video is refused and leaves the training as it was', async () => {
  const training = fixture.training()
  refused(await fixture.upload(training, clip, { field: 'film' }), 400, '2001')
  const empty = new FormData()
  refused(await fixture.call('POST', `/trainings/${training}`, { body: empty }), 400, '2001')
  const two = new FormData()
  for (const name of ['a.mp4', 'b.mp4']) two.append('video', new Blob([clip]), name)
  refused(await fixture.call('POST', `/trainings/${training}`, { body: two }), 400, '2001')
  const text = new FormData()
  text.append('video', 'no file')
  refused(await fixture.call('POST', `/trainings/${training}`, { body: text }), 400, '2001')
  for (const name of ['../a.mp4', 'a/b.mp4', '..', 'a\\b.mp4', `${'a'.repeat(256)}.mp4`, 'a\u0085.mp4']) {
    refused(await fixture.upload(training, clip, { name }), 400, '3001')
  }
  refused(await fixture.upload(training, Buffer.from('squats, three times'), { name: 'text.mp4' }), 422, '1201')
  refused(await fixture.upload(training, Buffer.alloc(0)), 422, '1201')
  refused(await fixture.upload(training, Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')), 422, '1205')
  refused(await fixture.upload(training, Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n')), 422, '1205')
  assert.equal(fixture.trainingState(training), 'CREATED')
  assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM uploads WHERE training_id = ${training}`), [[0]])
})

test('a video becomes a training: 202 at once, then READY, published, with its poses', async () => {
  const training = fixture.training()
  const answer = await fixture.accepted(training, clip, {
    name: '스쿼트 "3".mp4',
    headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'training.example', 'X-Forwarded-Prefix': '/api/upload' },
  })
  assert.match(answer.headers.get('content-type'), /^application\/hal\+json/)
  const self = `https://training.example/api/upload/trainings/${training}`
  assert.deepEqual(answer.json, {
    fileName: '스쿼트 "3".mp4'.replaceAll('"', '%22'),
    fileType: 'video/mp4',
    size: clip.length,
    _links: { self: { href: self }, progress: { href: `${self}/progress` } },
  })
  const progress = await fixture.reached(training, 'READY')
  assert.equal(progress.percent, 100)
  assert.equal(progress.secondsLeft, 0)
  assert.equal(progress.failure, null)
  assert.deepEqual(
    progress.stages.map(({ name, state, percent }) => [name, state, percent]),
    [
      ['normalise', 'done', 100],
      ['pose', 'done', 100],
      ['shape', 'done', 100],
    ],
  )
  assert.equal(fixture.trainingState(training), 'READY')

  const upload = readFileSync(fixture.storagePath(`trainings/${training}/current`), 'utf8').trim()
  await until(() => !existsSync(fixture.storagePath(`trainings/${training}/${upload}/original`)), 'the original goes')
  assert.ok(existsSync(fixture.storagePath(`trainings/${training}/${upload}/video.mp4`)))
  assert.deepEqual(fixture.sql(`SELECT width, height, frame_count, duration_seconds FROM uploads WHERE id = '${upload}'`), [
    [720, 1280, 65, 13],
  ])
  assert.deepEqual(fixture.sql(`SELECT first_frame, frame_count FROM pose_blocks WHERE upload_id = '${upload}' ORDER BY 1`), [
    [0, 40],
    [40, 25],
  ])
  const order = fixture.pose.orders.find((one) => one.trainingId === training)
  assert.equal(order.video, `trainings/${training}/${upload}/video.mp4`)
  assert.equal(order.authorization, `Bearer ${readFileSync(fixture.data.join('secrets', 'service_token'), 'utf8').trim()}`)
})

test('progress is for the owner only', async () => {
  const training = fixture.training(1)
  const created = await fixture.progress(training)
  assert.equal(created.state, 'CREATED')
  assert.equal(created.percent, 0)
  refused(await fixture.call('GET', `/trainings/${training}/progress`, { user: 2 }), 404, '1101')
  refused(await fixture.call('GET', `/trainings/${training}/progress`, { user: null }), 401, '0005')
  refused(await fixture.call('POST', `/trainings/${training}/retry`, { user: 2 }), 404, '1101')
  refused(await fixture.call('POST', `/trainings/${training}/retry`), 404, '3002')
})

test('a client that goes away in mid-upload leaves nothing behind', async () => {
  const training = fixture.training()
  const { request } = fixture.openUpload(training, { length: 10_000_000 })
  request.write(partHead())
  request.write(mp4Head)
  request.write(Buffer.alloc(300_000))
  await until(() => fixture.trainingState(training) === 'UPLOADING', 'the upload began')
  refused(await fixture.upload(training, clip), 409, '1103')
  request.destroy()
  await until(() => fixture.trainingState(training) === 'CREATED', 'the training is as before')
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
})

test('one user has only so many uploads at once', async () => {
  const open = [fixture.training(), fixture.training()].map((training) => {
    const upload = fixture.openUpload(training, { length: 1_000_000 })
    upload.request.write(partHead())
    upload.request.write(mp4Head)
    return { training, ...upload }
  })
  for (const { training } of open) await until(() => fixture.trainingState(training) === 'UPLOADING', 'both began')
  const answer = await fixture.upload(fixture.training(), clip)
  refused(answer, 429, '0009')
  assert.ok(answer.headers.get('retry-after'))
  await fixture.accepted(fixture.training(2), clip, { user: 2 })
  for (const { request } of open) request.destroy()
  for (const { training } of open) await until(() => fixture.trainingState(training) === 'CREATED', 'both ended')
})

test('a newcomer is let in although slow uploads of others hold every place', async () => {
  const names = Array.from({ length: 17 }, (_, index) => `person${index}`)
  fixture.sql(`INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, state, created_at, modified_at)
             VALUES ${names.map((name) => `('${name}', '', '${name}', '${name}', '', 'USER', 'ACTIVE', 0, 0)`).join()}`)
  const userIds = new Map(fixture.sql(`SELECT login_id, id FROM users WHERE login_id LIKE 'person%'`))
  const holders = Array.from({ length: 32 }, (_, index) => userIds.get(`person${index >> 1}`))
  const newcomers = [
    [userIds.get('person16'), '2001:db8::99'],
    [1, '203.0.113.9'],
  ]
  const owners = [...holders, ...newcomers.map(([user]) => user)]
  fixture.sql(`INSERT INTO trainings (owner_id, title, body, state, created_at, modified_at)
             VALUES ${owners.map((user, index) => `(${user}, 'held${index}', '', 'CREATED', 0, 0)`).join()}`)
  const ids = new Map(fixture.sql(`SELECT title, id FROM trainings WHERE title LIKE 'held%'`))
  const inState = (state, uploads) =>
    fixture.sql(`SELECT COUNT(*) FROM trainings WHERE state = '${state}'
    AND id IN (${uploads.map(({ training }) => training).join()})`)[0][0]

  // Half of them in one network, half in another: all that each may.
  const open = holders.map((user, index) => {
    const training = ids.get(`held${index}`)
    const upload = { training, ...fixture.openUpload(training, { user, length: 1_000_000 }) }
    upload.request.setHeader('X-Real-IP', `2001:db8:0:${(index >> 1) % 2}::${index}`)
    upload.request.write(partHead())
    upload.request.write(mp4Head)
    upload.answer.then(
      (answer) => (upload.told = answer),
      () => {},
    )
    return upload
  })
  await until(() => inState('UPLOADING', open) === 32, 'all began', 120)
  assert.ok(open.every((upload) => !upload.told))
  // From one of these networks, and from elsewhere.
  for (const [index, [user, address]] of newcomers.entries()) {
    await fixture.accepted(ids.get(`held${32 + index}`), clip, { user, headers: { 'X-Real-IP': address } })
  }
  const gaveWay = await until(() => {
    const told = open.filter((upload) => upload.told)
    return told.length > 0 && told
  }, 'one gave way')
  assert.ok(gaveWay.length <= 2, `${gaveWay.length} gave way`)
  for (const { told } of gaveWay) {
    refused(told, 503, '2008')
    assert.ok(Number(told.headers.get('retry-after')) > 0)
  }
  await until(() => inState('CREATED', gaveWay) === gaveWay.length, 'their trainings are as before')
  // The others are as they were.
  const kept = open.filter((upload) => !upload.told)
  assert.equal(inState('UPLOADING', kept), kept.length)
  for (const { request } of open) request.destroy()
  await until(() => inState('CREATED', open) === open.length, 'all ended')
})

test('memory does not depend on the size of the file', async () => {
  const training = fixture.training()
  const status = () => readFileSync(`/proc/${fixture.server.child.pid}/status`, 'utf8')
  const megabytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status())[1]) / 1024
  const before = megabytes('VmRSS')
  const { request, answer } = fixture.openUpload(training)
  request.write(partHead())
  request.write(mp4Head)
  const piece = Buffer.alloc(1024 * 1024)
  let most = 0
  for (let sent = 0; sent < 300; ++sent) {
    if (!request.write(piece)) await once(request, 'drain')
    most = Math.max(most, megabytes('VmRSS'))
  }
  request.end(partTail)
  assert.equal((await answer).status, 202)
  assert.ok(most - before < 40, `grew by ${Math.round(most - before)} MiB while 300 MiB came in`)
  assert.equal((await fixture.reached(training, 'FAILED')).failure.error, '1201')
})

test('/readyz tells when the storage cannot be written', async () => {
  renameSync(fixture.storagePath(''), fixture.data.join('away'))
  writeFileSync(fixture.data.join('storage'), 'not a folder')
  await until(async () => (await fetch(`${fixture.server.url}/readyz`)).status === 503, '/readyz says 503')
  renameSync(fixture.data.join('storage'), fixture.data.join('file'))
  renameSync(fixture.data.join('away'), fixture.data.join('storage'))
  await until(() => fixture.server.isReady(), '/readyz says 200')
})
