// PostgreSQL goes away under the API server and the upload server, in several ways, and comes back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'
import { until } from './harness.mjs'
import { PostgresqlServer, query } from './postgresql.mjs'
import { UploadFixture } from './upload_fixture.mjs'

const timeouts = { database_connection_timeout_seconds: 1, database_work_timeout_seconds: 1 }
let postgresql
let api
let upload
let user
let training
before(async () => {
  postgresql = await new PostgresqlServer().start()
  api = new ApiFixture(timeouts)
  api.database = postgresql.database('of_api')
  upload = new UploadFixture({ ...timeouts, job_lease_seconds: 3 })
  upload.database = postgresql.database('of_upload')
  await Promise.all([api.start(), upload.start()])
  user = await api.user()
  training = await api.training(user)
})
after(async () => {
  await api.stop()
  await upload.stop()
  await postgresql.stop()
})

/** Every kind of request is refused in time, and /readyz says why; the process lives. */
async function isRefused() {
  const calls = [
    ['GET', '/trainings'],
    ['GET', `/trainings/${training}`],
    ['POST', '/trainings', { user, json: { title: 't', body: 'b' } }],
    ['POST', '/auth/refresh', { json: { refreshToken: user.refreshToken } }],
  ]
  await Promise.all(
    calls.map(async ([method, path, options]) => {
      const begun = Date.now()
      const refused = await api.expect(503, '2008', method, path, options)
      assert.ok(Number(refused.headers.get('retry-after')) >= 1)
      assert.ok(Date.now() - begun < 8000, `${method} ${path} took ${Date.now() - begun} ms`)
    }),
  )
  const refused = await upload.call('GET', '/trainings/1/progress')
  assert.equal(refused.status, 503)
  assert.ok(Number(refused.headers.get('retry-after')) >= 1)
  await until(async () => (await api.call('GET', '/readyz')).status === 503, '/readyz of api')
  await until(async () => (await upload.call('GET', '/readyz')).status === 503, '/readyz of upload')
  await api.ok('GET', '/healthz')
}

/** Without a restart, and within seconds. */
async function isBack() {
  const pid = api.server.child.pid
  await until(async () => (await api.call('GET', '/trainings')).status === 200, 'the API server works again', 20)
  await until(async () => (await api.call('GET', '/readyz')).status === 200, '/readyz of api', 20)
  await until(async () => (await upload.call('GET', '/readyz')).status === 200, '/readyz of upload', 20)
  // As many as there are connections, and more.
  await Promise.all(Array.from({ length: 24 }, () => api.ok('GET', `/trainings/${training}`)))
  const { json } = await api.ok('POST', '/auth/refresh', { json: { refreshToken: user.refreshToken } })
  user = { ...user, ...json }
  await api.ok('PUT', `/trainings/${training}`, { user, json: { title: 'Still here', body: 'b' } })
  assert.equal(api.server.child.pid, pid)
}

/** Ends all connections of the API server; how many there were. */
const cutAll = () =>
  api.sql(`SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()) AS ended`)[0][0]

test('PostgreSQL is stopped and started', async () => {
  await postgresql.halt()
  await isRefused()
  await postgresql.launch()
  await isBack()
})

test('PostgreSQL is killed and started: what was answered is still there', async () => {
  const written = await api.training(user, { title: 'Before the crash' })
  await postgresql.kill()
  await isRefused()
  await postgresql.launch()
  await isBack()
  assert.equal((await api.ok('GET', `/trainings/${written}`)).json.title, 'Before the crash')
})

test('PostgreSQL answers no more, without closing a connection', async () => {
  postgresql.signal('SIGSTOP')
  try {
    await isRefused()
  } finally {
    postgresql.signal('SIGCONT')
  }
  await isBack()
})

test('connections that were cut while nobody used them cost no request', async () => {
  await Promise.all(Array.from({ length: 16 }, () => api.ok('GET', '/trainings')))
  const count = cutAll()
  assert.ok(count >= 8, `${count} connections`)
  await until(() => api.sql(`SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()`)[0][0] <= 2, 'they end')
  for (let i = 0; i < 16; ++i) await api.ok('GET', '/trainings')
})

test('PostgreSQL only reads, as after a change of roles: what writes is refused, until it writes again', async () => {
  const setting = (change) => query(postgresql.url('postgres'), `ALTER DATABASE of_api ${change}`)
  setting('SET default_transaction_read_only = on')
  try {
    cutAll()
    for (let i = 0; i < 8; ++i) {
      const refused = await api.expect(503, '2008', 'POST', '/trainings', { user, json: { title: 'Refused', body: 'b' } })
      assert.ok(Number(refused.headers.get('retry-after')) >= 1)
    }
    await api.ok('GET', '/trainings')
    await api.expect(503, '2008', 'DELETE', `/trainings/${training}`, { user })
  } finally {
    // Sessions keep what they began with: they are to be left, not to be waited for.
    setting('RESET default_transaction_read_only')
  }
  const write = () => api.call('PUT', `/trainings/${training}`, { user, json: { title: 'Still here', body: 'b' } })
  await until(async () => (await write()).status === 200, 'writing works again', 20)
  for (let i = 0; i < 16; ++i) assert.equal((await write()).status, 200)
  await isBack()
  assert.deepEqual(api.sql("SELECT COUNT(*) FROM trainings WHERE title = 'Refused'"), [[0]])
})

test('a job that runs while PostgreSQL goes away is done when it is back', async () => {
  const id = upload.training()
  let begun = false
  /** @type {any} */
  let goOn
  const back = new Promise((resolve) => {
    goOn = resolve
  })
  upload.pose.answer = async (order, response, worker) => {
    worker.progress(response, 10)
    begun = true
    upload.pose.answer = null
    await back
    worker.finish(order, response)
  }
  await upload.accepted(id)
  await until(() => begun, 'pose works')
  await postgresql.halt()
  goOn()
  await until(
    () => upload.server.log.includes('job_postponed') || upload.server.log.includes('job_queue_failed'),
    'the job meets the outage',
  )
  await postgresql.launch()
  await upload.reached(id, 'READY')
})
