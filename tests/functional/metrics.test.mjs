// What the servers tell Prometheus, held to what has been done to them.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { withApiFixture } from './api_fixture.mjs'
import { DataFolder, Server, hasRealNetworks, networks, trainingClip, until } from './harness.mjs'
import { SlackReceiver, withIncidents } from './incident_fixture.mjs'
import { metricsUrl, parsePage, reaches, readPage, valueOf } from './metrics_page.mjs'
import { poseBlock, poseTrack } from './pose_block.mjs'
import { UploadFixture, partHead } from './upload_fixture.mjs'

const requests = 'trainingzip_http_requests_total'
const seconds = 'trainingzip_http_request_duration_seconds'
const squats = trainingClip()

test('requests are counted by pattern, method and status, each once', () =>
  withApiFixture({}, async (fixture) => {
    const api = fixture.server
    for (let id = 1; id <= 7; ++id) await fixture.expect(404, '1101', 'GET', `/trainings/${900_000 + id}`)
    for (let time = 0; time < 3; ++time) await fixture.ok('GET', '/trainings')
    await fixture.expect(401, null, 'POST', '/trainings', { json: { title: 'a', body: 'b' } })
    await fixture.call('HEAD', '/trainings')
    await fixture.expect(404, '2003', 'GET', '/a-path-that-nobody-knows')
    await fixture.expect(501, '2016', 'PURGE', '/trainings')
    await reaches(api, requests, { route: '/trainings/{id}', method: 'GET', status: '404' }, 7)
    await reaches(api, requests, { route: '/trainings/{id}' }, 7)
    await reaches(api, requests, { route: '/trainings', method: 'GET', status: '200' }, 3)
    await reaches(api, requests, { route: '/trainings', method: 'HEAD', status: '200' }, 1)
    await reaches(api, requests, { route: '/trainings', method: 'POST', status: '401' }, 1)
    await reaches(api, requests, { route: 'none', method: 'GET', status: '404' }, 1)
    await reaches(api, requests, { route: 'none', method: 'other', status: '501' }, 1)
    await reaches(api, `${seconds}_count`, { route: '/trainings/{id}', method: 'GET' }, 7)
    const series = parsePage(await readPage(api))
    assert.deepEqual(
      series.filter(({ labels }) => /90000|nobody-knows|PURGE/.test(JSON.stringify(labels))),
      [],
    )
    const buckets = series.filter(({ name, labels }) => name === `${seconds}_bucket` && labels.route === '/trainings/{id}')
    assert.deepEqual(
      buckets.map(({ value }) => value),
      buckets.map(({ value }) => value).sort((a, b) => a - b),
    )
    assert.equal(buckets.at(-1).labels.le, '+Inf')
    assert.equal(buckets.at(-1).value, 7)
    const sum = await valueOf(api, `${seconds}_sum`, { route: '/trainings/{id}' })
    assert.ok(sum > 0 && sum < 7 * 30, `${sum} s`)
  }))

test('the page is on its own port of loopback, and nothing else is', () =>
  withApiFixture({}, async (fixture) => {
    const url = metricsUrl(fixture.server)
    assert.notEqual(Number(new URL(url).port), fixture.server.port)
    assert.equal((await fixture.call('GET', '/metrics')).status, 404)
    const answer = await fetch(url)
    assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
    assert.equal((await fetch(url, { method: 'POST' })).status, 405)
    assert.equal((await fetch(new URL('/trainings', url))).status, 404)
    const hex = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0')
    const sockets = readFileSync('/proc/net/tcp', 'utf8') + readFileSync('/proc/net/tcp6', 'utf8')
    assert.deepEqual(
      [...sockets.matchAll(new RegExp(`: ([0-9A-F]+):${hex} [0-9A-F]+:0000 0A `, 'g'))].map((match) => match[1]),
      ['0100007F'],
    )
    // Its own readers are not among the requests.
    assert.equal(await valueOf(fixture.server, requests, { route: '/metrics' }), 0)
    assert.equal(await valueOf(fixture.server, 'trainingzip_http_requests_in_flight'), 0)
    const status = readFileSync(`/proc/${fixture.server.child.pid}/status`, 'utf8')
    const kibibytes = Number(status.match(/VmRSS:\s+(\d+) kB/)[1])
    const told = (await valueOf(fixture.server, 'process_resident_memory_bytes')) / 1024
    assert.ok(Math.abs(told - kibibytes) < kibibytes / 4, `${told} for ${kibibytes} KiB`)
    const started = await valueOf(fixture.server, 'process_start_time_seconds')
    assert.ok(Math.abs(Date.now() / 1000 - started) < 120)
  }))

test('metrics that are switched off have no port', async () => {
  const data = new DataFolder()
  const server = await new Server('streaming', {
    data,
    settings: { storage_root: data.join('storage'), metrics_address: '' },
  }).start()
  assert.ok(!existsSync(server.metricsPortFile))
  assert.equal((await fetch(`${server.url}/training/1/video`)).status, 404)
  assert.equal(server.lines().find(({ event }) => event === 'started').metrics_port, 0)
  await server.stop()
  data.remove()
})

test('an answer under way is in flight, and its bytes are counted', async () => {
  const data = new DataFolder()
  const upload = 'fedcba9876543210fedcba9876543210'
  const size = 20_000_000
  mkdirSync(data.join('storage', 'trainings', '1', upload), { recursive: true })
  writeFileSync(data.join('storage', 'trainings', '1', upload, 'video.mp4'), Buffer.alloc(size, 'v'))
  writeFileSync(data.join('storage', 'trainings', '1', 'current'), upload)
  const server = await new Server('streaming', { data, settings: { storage_root: data.join('storage') } }).start()
  const sentBefore = await valueOf(server, 'trainingzip_http_sent_bytes_total')
  const socket = net.connect(server.port, '127.0.0.1')
  socket.write('GET /training/1/video HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  await new Promise((resolve) => socket.once('readable', resolve))
  await reaches(server, 'trainingzip_http_requests_in_flight', {}, 1)
  let received = 0
  for await (const piece of socket) received += piece.length
  assert.ok(received > size)
  await reaches(server, 'trainingzip_http_requests_in_flight', {}, 0)
  await reaches(server, requests, { route: '/training/{id}/video', status: '200' }, 1)
  const sent = (await valueOf(server, 'trainingzip_http_sent_bytes_total')) - sentBefore
  assert.ok(Math.abs(sent - received) < 2000, `${sent} for ${received}`)
  const capacity = await valueOf(server, 'trainingzip_storage_capacity_bytes')
  assert.ok(capacity > 0 && (await valueOf(server, 'trainingzip_storage_available_bytes')) < capacity)
  await server.stop()
  data.remove()
})

test('jobs: those that wait, those in work, how they end, and why they fail', async () => {
  const fixture = await new UploadFixture({ orders_at_once: 1 }).start()
  try {
    const counts = (name, kind, more = {}) => [fixture.server, `trainingzip_${name}`, { kind, ...more }]
    await fixture.accepted(fixture.training())
    const first = fixture.sql('SELECT MAX(id) FROM trainings')[0][0]
    await fixture.reached(first, 'READY')
    for (const kind of ['normalise', 'pose', 'shape']) {
      await reaches(...counts('job_attempts_total', kind, { result: 'done' }), 1)
      await reaches(...counts('job_duration_seconds_count', kind), 1)
      await reaches(...counts('jobs_waiting', kind), 0)
    }
    assert.ok((await valueOf(fixture.server, 'trainingzip_storage_written_bytes_total')) >= fixture.clip.length)

    // The pose server takes one order and holds it; two more videos wait for it.
    /** @type {any} */
    let release
    const held = new Promise((resolve) => {
      release = resolve
    })
    fixture.pose.answer = async (order, response, worker) => {
      worker.progress(response, 0)
      await held
      worker.fail(response, '1206')
    }
    const others = []
    for (let count = 0; count < 3; ++count) {
      others.push(fixture.training())
      await fixture.accepted(others.at(-1))
    }
    await reaches(...counts('jobs_running', 'pose'), 1)
    await reaches(...counts('jobs_waiting', 'pose'), 2)
    release()
    for (const training of others) await fixture.reached(training, 'FAILED')
    await reaches(...counts('job_attempts_total', 'pose', { result: 'failed' }), 3)
    await reaches(...counts('jobs_failed_total', 'pose', { error: '1206' }), 3)
    await reaches(...counts('jobs_failed_total', 'pose'), 3)
    await reaches(...counts('jobs_waiting', 'pose'), 0)
    await reaches(...counts('jobs_running', 'pose'), 0)
    await reaches(...counts('job_duration_seconds_count', 'pose'), 1)
    await fixture.stop()
  } catch (error) {
    await fixture.server.kill()
    await fixture.remove()
    throw error
  }
})

test('an upload occupies a thread of its pool; a storage that cannot be written is an error', async () => {
  const fixture = await new UploadFixture().start()
  try {
    const training = fixture.training()
    const { request, answer } = fixture.openUpload(training)
    request.write(partHead())
    await reaches(fixture.server, 'trainingzip_workers_busy', { pool: 'uploads' }, 1)
    request.destroy()
    await answer.catch(() => {})
    await reaches(fixture.server, 'trainingzip_workers_busy', { pool: 'uploads' }, 0)
    assert.equal(await valueOf(fixture.server, 'trainingzip_storage_errors_total', { kind: 'other' }), 0)
    const blocked = fixture.training()
    writeFileSync(fixture.storagePath(`trainings/${blocked}`), 'a file where a folder has to be')
    fixture.server.faultsExpected = true
    assert.equal((await fixture.upload(blocked, fixture.clip)).status, 500)
    await reaches(fixture.server, 'trainingzip_incidents_total', {}, 1)
    // Making the folder, and clearing away what was made.
    assert.ok((await valueOf(fixture.server, 'trainingzip_storage_errors_total', { kind: 'other' })) >= 1)
    assert.equal(await valueOf(fixture.server, 'trainingzip_storage_errors_total', { kind: 'full' }), 0)
    await fixture.stop()
  } catch (error) {
    await fixture.server.kill()
    await fixture.remove()
    throw error
  }
})

test('waits for a database connection are seen while they last', () =>
  withApiFixture(
    { database_connections: 1, database_connection_timeout_seconds: 0.3, database_lock_timeout_seconds: 3 },
    async (fixture) => {
      const user = await fixture.user()
      const api = fixture.server
      assert.equal(await valueOf(api, 'trainingzip_database_connections'), 1)
      assert.equal(await valueOf(api, 'trainingzip_database_connection_timeouts_total'), 0)
      // A writer from outside holds the lock; the one connection waits for it, and who comes next for the connection.
      const unlock = await fixture.database.lock('trainings')
      let locked = true
      const release = async () => {
        if (locked) await unlock()
        locked = false
      }
      try {
        const writes = [1, 2, 3].map(() => fixture.call('POST', '/trainings', { user, json: { title: 't', body: 'b' } }))
        await reaches(api, 'trainingzip_database_connections_in_use', {}, 1)
        assert.ok((await Promise.all(writes.slice(1))).some(({ status }) => status === 503))
        await release()
        await Promise.all(writes)
      } finally {
        await release()
      }
      assert.ok((await valueOf(api, 'trainingzip_database_connection_timeouts_total')) >= 1)
      assert.ok((await valueOf(api, 'trainingzip_database_connection_wait_seconds_sum')) >= 0.3)
      await reaches(api, 'trainingzip_database_connections_waiting', {}, 0)
    },
  ))

test('incidents: met, waiting on disk, waiting for Slack, taken by Slack', () => {
  const slack = new SlackReceiver([[500, {}]])
  return withIncidents(
    {},
    async (fixture) => {
      const streaming = await fixture.other('streaming', {
        storage_root: fixture.data.join('storage'),
        incident_api_url: 'http://127.0.0.1:9',
      })
      const fault = { headers: { 'X-Trainingzip-Fault': 'throw' } }
      for (let time = 0; time < 3; ++time) await fetch(`${streaming.url}/training/1/video`, fault)
      await reaches(streaming, 'trainingzip_incidents_total', {}, 3)
      await reaches(streaming, requests, { route: '/training/{id}/video', status: '500' }, 3)
      // Equal ones are one report, or two when a flush came between them; nobody takes them at that address.
      await until(async () => [1, 2].includes(await valueOf(streaming, 'trainingzip_incidents_spooled')), 'reports on disk')
      await fixture.call('GET', '/trainings', fault)
      await reaches(fixture.server, 'trainingzip_incidents_total', {}, 1)
      await reaches(fixture.server, 'trainingzip_slack_messages_waiting', {}, 1)
      await reaches(fixture.server, 'trainingzip_slack_messages_total', { result: 'not_taken' }, 1)
      await fixture.slack.attachments(1)
      await reaches(fixture.server, 'trainingzip_slack_messages_total', { result: 'sent' }, 1)
      await reaches(fixture.server, 'trainingzip_slack_messages_waiting', {}, 0)
    },
    slack,
  )
})

// The network that runs for every frame comes first.
for (const [stage, measured] of /** @type {any[][]} */ ([
  ['pose', ['pose', 'detector']],
  ['shape', hasRealNetworks.shape ? ['backbone', 'mask_head'] : ['segmentation', 'detector']],
])) {
  test(`${stage}: frames, their time, the runs of each network, and how orders end`, async () => {
    const data = new DataFolder()
    const folder = data.join('storage', 'trainings', '1')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'video.mp4'), readFileSync(squats))
    writeFileSync(join(folder, 'broken.mp4'), 'not a video')
    const frames = Number(
      execFileSync('ffprobe', [
        '-v',
        'error',
        '-select_streams',
        'v:0',
        '-count_packets',
        '-show_entries',
        'stream=nb_read_packets',
        '-of',
        'csv=p=0',
        squats,
      ]),
    )
    const spread = { placeOf: (part) => [260 + 60 * (part % 4), 300 + 50 * part] }
    writeFileSync(join(folder, 'track'), poseTrack([poseBlock(0, frames, undefined, spread)]))
    const token = data.join('secrets', 'service_token')
    const server = await new Server(stage, {
      data,
      settings: { storage: data.join('storage'), service_token: token, ...networks[stage] },
    }).start()
    const runs = (model) => valueOf(server, 'trainingzip_model_run_seconds_count', { model })
    const before = Object.fromEntries(await Promise.all(measured.map(async (model) => [model, await runs(model)])))
    const order = async (file) => {
      const body = { trainingId: 1, uploadId: 'f'.repeat(32), video: `trainings/1/${file}` }
      if (stage === 'shape') Object.assign(body, { track: 'trainings/1/track', shape: 'trainings/1/shape.mp4' })
      const answer = await fetch(`${server.url}/jobs`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${readFileSync(token, 'utf8').trim()}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await answer.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .at(-1)
    }
    const began = Date.now()
    const done = await order('video.mp4')
    const took = (Date.now() - began) / 1000
    assert.equal(done.type, 'done', JSON.stringify(done))
    await reaches(server, 'trainingzip_frames_total', { stage }, done.frames)
    await reaches(server, 'trainingzip_orders_total', { stage, result: 'done' }, 1)
    const time = await valueOf(server, 'trainingzip_frame_seconds_total', { stage })
    assert.ok(time > took / 4 && time <= took, `${time} of ${took} s`)
    for (const model of measured) assert.ok((await runs(model)) > before[model], model)
    const [everyFrame] = measured
    assert.ok((await runs(everyFrame)) - before[everyFrame] >= done.frames)
    assert.equal((await order('broken.mp4')).error, '1201')
    await reaches(server, 'trainingzip_orders_total', { stage, result: 'failed' }, 1)
    await reaches(server, 'trainingzip_orders_running', { stage }, 0)
    await reaches(server, 'trainingzip_frames_total', { stage }, done.frames)
    await reaches(server, requests, { route: '/jobs', method: 'POST', status: '200' }, 2)
    await server.stop()
    data.remove()
  })
}
