// The files of a training go with it, whatever happens at the moment when it is deleted.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, password } from './api_fixture.mjs'
import { Server, until } from './harness.mjs'
import { UploadFixture, mp4Head, partHead, partTail } from './upload_fixture.mjs'

/** The list of what is swept is empty twice this long after the last deletion. */
const job_lease_seconds = 1.5
const listed = (fixture) => fixture.sql('SELECT COUNT(*) FROM removed_trainings')[0][0]

describe('what the API server leaves, the upload server sweeps away', () => {
  let fixture, upload
  before(async () => {
    fixture = await new ApiFixture().start()
  })
  after(async () => {
    await upload?.stop()
    await fixture?.stop()
  })

  const uploadId = (training) => String(training).padStart(32, '0')
  const place = (...names) => fixture.data.join('storage', 'trainings', ...names.map(String))

  async function withFiles(user) {
    const id = await fixture.training(user)
    fixture.publish(id, uploadId(id), [])
    return id
  }

  /** Sends the request and kills the server in the instant in which the file goes. */
  function killWhenGone(file, request) {
    return new Promise((resolve, reject) => {
      const socket = connect(fixture.server.port, '127.0.0.1')
      socket.on('error', reject)
      socket.write(request, () => {
        const end = Date.now() + 20_000
        while (existsSync(file) && Date.now() < end);
        process.kill(fixture.server.child.pid, 'SIGKILL')
        socket.destroy()
        fixture.server.ended.then(resolve)
      })
    })
  }

  test('the API server is killed while it removes them', async () => {
    const user = await fixture.user()
    const id = await withFiles(user)
    // Takes long enough to be caught.
    for (let i = 0; i < 10_000; ++i) writeFileSync(place(id, uploadId(id), `file-${i}`), '')
    const request = `DELETE /trainings/${id} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${user.accessToken}\r\n\r\n`
    await killWhenGone(place(id, 'current'), request)
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM trainings WHERE id = ${id}`), [[0]])
    assert.ok(existsSync(place(id, uploadId(id))), 'files stay')

    await fixture.start()
    upload = await new Server('upload', {
      data: fixture.data,
      settings: {
        database_url: fixture.database.url,
        storage_root: fixture.data.join('storage'),
        jwks: fixture.data.join('public', 'jwks.json'),
        service_token: fixture.data.join('secrets', 'service_token'),
        job_lease_seconds,
        job_retry_seconds: 0.2,
      },
    }).start()
    await until(() => !existsSync(place(id)), 'the files go')
  })

  test('an account is deleted while the storage is away', async () => {
    const [leaving, staying] = [await fixture.user(), await fixture.user()]
    const ids = [await withFiles(leaving), await withFiles(leaving)]
    const other = await withFiles(staying)
    renameSync(place(), fixture.data.join('aside'))
    writeFileSync(place(), 'in the way')
    await fixture.ok('DELETE', '/auth/account', { user: leaving, json: { password } })
    const told = (server) => server.lines().filter((line) => line.event === 'files_not_removed').length
    assert.equal(told(fixture.server), 2)
    await until(() => told(upload) >= 3, 'the upload server tries again')
    rmSync(place())
    renameSync(fixture.data.join('aside'), place())
    await until(() => ids.every((id) => !existsSync(place(id))), 'the files go')
    assert.ok(existsSync(place(other, uploadId(other), 'video.mp4')))
    await until(() => listed(fixture) === 0, 'nothing is left to do')
    assert.ok(existsSync(place(other, uploadId(other), 'video.mp4')))
  })
})

describe('what is written after its training was deleted', () => {
  let fixture
  before(async () => {
    fixture = await new UploadFixture({ job_lease_seconds }).start()
  })
  after(() => fixture.stop())

  const folder = (training) => fixture.storagePath(`trainings/${training}`)
  const remove = (training) => fixture.sql(`DELETE FROM trainings WHERE id = ${training}`)

  test('a shape that comes late goes too', async () => {
    const training = fixture.training()
    /** @type {any} */
    let held
    fixture.shape.answer = (order, response, worker) => {
      worker.progress(response, 10)
      held = order
    }
    await fixture.accepted(training)
    await until(() => held, 'shape works')
    remove(training)
    await until(() => fixture.server.log.includes('job_dropped') && !existsSync(folder(training)), 'all is cleared away')
    const file = fixture.storagePath(held.shape)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'the shape')
    assert.equal(listed(fixture), 1)
    await until(() => !existsSync(folder(training)), 'the late file goes')
    await until(() => listed(fixture) === 0, 'nothing is left to do')
  })

  test('a job that ends after the deletion is dropped, not tried again', async () => {
    const training = fixture.training()
    let upload
    fixture.shape.answer = (order, response, worker) => {
      upload = order.uploadId
      remove(training)
      // The upload server may sweep it away at the same moment.
      rmSync(folder(training), { recursive: true, force: true })
      worker.line(response, { type: 'done', frames: 65, ...fixture.size, durationSeconds: 13 })
      response.end()
    }
    await fixture.accepted(training)
    const isEnd = (line) =>
      /^job_(dropped|postponed|failed)$/.test(line.event) && line.kind === 'shape' && line.upload_id === upload
    const end = await until(() => fixture.server.lines().find(isEnd), 'the job ends')
    assert.equal(end.event, 'job_dropped')
  })

  test('a video that is still received: 404, and nothing stays', async () => {
    const training = fixture.training()
    const { request, answer } = fixture.openUpload(training)
    request.write(partHead())
    request.write(Buffer.concat([mp4Head, Buffer.alloc(100_000)]))
    await until(() => existsSync(folder(training)), 'the file comes in')
    remove(training)
    await until(() => !existsSync(folder(training)), 'it is swept away')
    request.end(partTail)
    const { status, json } = await answer
    assert.equal(status, 404)
    assert.equal(json.error, '1101')
    assert.ok(!existsSync(folder(training)))
  })
})
