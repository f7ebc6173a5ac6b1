// Every fault of every server, through ./run's own supervisor and gateway: what the client, others at the same
// moment, Slack, an admin and the owner of a training get to see.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { binaries, trainingClip, until } from './harness.mjs'
import { fieldsOf, SlackReceiver } from './incident_fixture.mjs'
import { parsePage } from './metrics_page.mjs'
import { RunFixture } from './run/run_fixture.mjs'

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const kinds = ['throw', 'memory', 'crash', 'abort', 'terminate', 'overflow']

/** Type of the report and the line of the trace that matters. A sanitizer answers to the end of memory by itself. */
const expected = {
  throw: [/^std::logic_error$/, /^#0 .*throw_on_purpose.* at .*libs\/incident\/fault_injection\.cpp:\d+$/m],
  memory: [
    /^(std::bad_alloc|SIGABRT)$/,
    /(exhaust_memory_on_purpose|commit_fault).* at .*libs\/incident\/fault_injection\.cpp:\d+$/m,
  ],
  crash: [/^SIGSEGV$/, /crash_on_purpose.* at .*libs\/incident\/fault_injection\.cpp:\d+$/m],
  abort: [/^SIGABRT$/, /commit_fault.* at .*libs\/incident\/fault_injection\.cpp:\d+$/m],
  terminate: [/^std::logic_error$/, /^#0 .*throw_on_purpose.* at .*libs\/incident\/fault_injection\.cpp:\d+$/m],
  overflow: [/^SIGSEGV$/, /overflow_on_purpose.* at .*libs\/incident\/fault_injection\.cpp:\d+$/m],
}

const body = JSON.stringify({ title: 'Squats', password: 'planted-password', note: 'of planted-password' })
const publicServers = {
  api: { path: '/api/trainings', url: 'POST /trainings', method: 'POST', body },
  upload: { path: '/api/upload/trainings/1/progress', url: 'GET /trainings/1/progress' },
  streaming: { path: '/api/streaming/training/1/video', url: 'GET /training/1/video' },
}

const slack = new SlackReceiver()
let fixture
let chief
const faultFile = (name) => join(fixture.folder, `${name}.faults`)

before(async () => {
  await slack.start()
  fixture = new RunFixture({
    binaries,
    options: ['--slack-webhook', slack.url, '--restart-seconds', '1'],
    environment: (folder) => ({
      // What the sanitizer does at the end of memory shall be a crash like others.
      ASAN_OPTIONS: 'abort_on_error=1:quarantine_size_mb=1',
      ...Object.fromEntries(['API', 'UPLOAD', 'STREAMING'].map((name) => [`TRAININGZIP_${name}_FAULT_INJECTION`, 'true'])),
      ...Object.fromEntries(
        ['upload', 'pose', 'shape'].map((name) => [
          `TRAININGZIP_${name.toUpperCase()}_JOB_FAULT`,
          join(folder, `${name}.faults`),
        ]),
      ),
      TRAININGZIP_API_FIRST_ADMIN_ID: 'chief',
      // Each fault its own report.
      TRAININGZIP_API_INCIDENT_WINDOW_SECONDS: '1',
      TRAININGZIP_UPLOAD_JOB_RETRY_SECONDS: '0.2',
    }),
  })
  await fixture.ready()
  const password = readFileSync(join(fixture.data, 'secrets', 'first_admin_password'), 'utf8').trim()
  chief = (await call('POST', '/api/auth/signin', { json: { id: 'chief', password } })).json()
})
after(async () => {
  const code = await fixture?.stop()
  slack.stop()
  assert.equal(code, 0, fixture?.output)
})

async function call(method, path, /** @type {any} */ { json, body: bytes, headers = {} } = {}) {
  const all = /** @type {any} */ ({ ...headers })
  if (chief) all.Authorization = `Bearer ${chief.accessToken}`
  if (json) all['Content-Type'] = 'application/json'
  return await fixture.request(path, { method, headers: all, body: json ? JSON.stringify(json) : bytes })
}

/** A request that makes its server do this. */
function commit(server, kind, id = `${server}-${kind}-request`) {
  const { path, method = 'GET', body: bytes } = publicServers[server]
  return call(method, `${path}?search=legs&api_token=planted-parameter`, {
    body: bytes,
    headers: {
      'X-Trainingzip-Fault': kind,
      'X-Request-Id': id,
      'User-Agent': browser,
      Cookie: 'session=planted-cookie',
      ...(bytes ? { 'Content-Type': 'application/json' } : {}),
    },
  })
}

const isBack = (server) =>
  until(async () => ![502, 503].includes((await call('GET', publicServers[server].path)).status), `${server} is back`, 60)

/** Whether a request is being answered, by the server's own count. */
async function isInFlight(server) {
  const targets = JSON.parse(readFileSync(join(fixture.data, 'metrics', 'targets.json'), 'utf8'))
  const [address] = targets.find(({ labels }) => labels.server === server).targets
  const page = await (await fetch(`http://${address}/metrics`)).text()
  return parsePage(page).some(({ name, value }) => name === 'trainingzip_http_requests_in_flight' && value > 0)
}

/** All reports in the database, as an admin reads them. */
async function reports(count) {
  let list
  const answer = await until(
    async () => {
      const response = await call('GET', '/api/admin/incidents?size=100&sort=incidentId,ASC')
      list = response.status === 200 ? response.json() : undefined
      return list?.page.totalElements >= count && list
    },
    `${count} reports`,
    60,
  )
  return await Promise.all(
    answer._embedded.incidentList.map(async ({ incidentId }) => (await call('GET', `/api/admin/incidents/${incidentId}`)).json()),
  )
}

function checkPlace(report, kind) {
  const [type, line] = expected[kind]
  assert.match(report.type, type)
  assert.match(report.stackTrace, line)
}

test('in a request: 500 or 502 in the form of the contract, also for others at that moment, and a whole report', async () => {
  for (const kind of kinds) {
    await Promise.all(
      Object.keys(publicServers).map(async (server) => {
        // Another request in flight, which the crash must not leave without an answer.
        const other = kind === 'crash' ? commit(server, 'stall', `${server}-other-request`) : undefined
        if (other !== undefined) await until(() => isInFlight(server), `${server} works on the other request`)
        const answer = await commit(server, kind)
        const status = kind === 'throw' ? [500] : kind === 'memory' ? [500, 502] : [502]
        for (const [response, allowed] of [[answer, status], ...(other !== undefined ? [[await other, [502]]] : [])]) {
          assert.ok(allowed.includes(response.status), `${server} ${kind}: ${response.status} ${response.text}`)
          const told = response.json()
          assert.equal(told.status, response.status)
          assert.equal(told.error, response.status === 500 ? '2002' : '2008')
          assert.equal(told.requestId, response.headers['x-request-id'])
          assert.ok(told.message && told.timestamp)
          assert.doesNotMatch(response.text, /purpose|\.cpp|std::/)
        }
        assert.equal(answer.json().requestId, `${server}-${kind}-request`)
        await isBack(server)
      }),
    )
    // A process that crashes takes along the exceptions of its last second.
    await reports((kinds.indexOf(kind) + 1) * 3)
  }
  const all = await reports(kinds.length * 3)
  for (const [server, { url, body: sent }] of Object.entries(publicServers)) {
    for (const kind of kinds) {
      const of = all.filter((report) => report.request.requestId === `${server}-${kind}-request`)
      assert.equal(of.length, 1, `${server} ${kind}`)
      const [report] = of
      assert.deepEqual([report.server, report.place, report.count], [server, 'request', 1])
      assert.equal(`${report.request.method} ${report.request.url}`, url)
      checkPlace(report, kind)

      await until(
        () => slack.messages.some((message) => message.body.includes(report.reportId)),
        `${server} ${kind} in Slack`,
        90,
      )
      const message = slack.messages.find((candidate) => candidate.body.includes(report.reportId))
      const [attachment] = JSON.parse(message.body).attachments
      const fields = fieldsOf(attachment)
      assert.equal(attachment.title, `${report.message} (${report.reportId})`)
      assert.match(attachment.text, /fault_injection\.cpp:\d+/)
      assert.equal(fields['Request URL'], url)
      assert.equal(fields['Request Parameter'], 'search=legs&amp;api_token=[masked]')
      for (const name of ['Authorization', 'Cookie'])
        assert.match(fields['Request Header'], new RegExp(`${name}: \\[masked\\]`, 'i'))
      if (sent)
        assert.deepEqual(JSON.parse(fields['Request Body']), { title: 'Squats', password: '[masked]', note: 'of [masked]' })
      else assert.equal(fields['Request Body'], '-')
      assert.match(fields['User Info'], new RegExp(`^user \\d+\naddress 127\\.0\\.0\\.1\nrequest ${server}-${kind}-request$`))
      assert.equal(
        fields['User Agent'],
        'deviceType: Computer\nos: Linux\nbrowser: Firefox\nbrowserVersion: 128.0\nrenderingEngine: Gecko\nbrowserType: Web browser\nmanufacturer: Other',
      )
      assert.ok(Math.abs(Date.parse(fields.Time) - Date.now()) < 300_000)
      assert.equal(fields['Server Name'], server)
      assert.ok(fields['Server System OS'].includes('Linux') && fields['Server Host Name'])
    }
  }
})

/** A new training whose video is on its way; its id. `statuses`: the answers that are taken. */
async function sendVideo({ headers = {}, statuses = [202] } = {}) {
  const created = await call('POST', '/api/trainings', { json: { title: 'Squats', body: 'Three of them' } })
  assert.equal(created.status, 201, created.text)
  const clip = join(fixture.folder, 'clip.mp4')
  const source = trainingClip()
  if (!existsSync(clip))
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-t', '1', '-i', source, '-c:v', 'libx264', '-preset', 'ultrafast', clip])
  const form = new FormData()
  form.append('video', new Blob([readFileSync(clip)], { type: 'video/mp4' }), 'squats.mp4')
  const wrapped = new Response(form)
  const id = created.json().trainingId
  const answer = await call('POST', `/api/upload/trainings/${id}`, {
    body: Buffer.from(await wrapped.arrayBuffer()),
    headers: { ...headers, 'Content-Type': wrapped.headers.get('content-type') },
  })
  assert.ok(statuses.includes(answer.status), `${answer.status}: ${answer.text}`)
  return id
}

function reaches(training, state) {
  let last
  return until(
    async () => {
      const response = await call('GET', `/api/upload/trainings/${training}/progress`, { headers: { 'Accept-Language': 'en' } })
      if (response.status !== 200) return false
      last = response.json()
      return last.state === state && last
    },
    `training ${training} is ${state}`,
    120,
  )
}

async function retry(training, statuses = [202]) {
  const { status, text } = await call('POST', `/api/upload/trainings/${training}/retry`)
  assert.ok(statuses.includes(status), `${status}: ${text}`)
}

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'

test('in a job: three faults end it in FAILED with a reason, each is reported, and a retry goes on', async () => {
  const planned = `${[...kinds.slice(1), 'throw'].join('\n')}\n`
  const failsTwice = async (training, statuses) => {
    for (const round of [1, 2]) {
      const { failure } = await reaches(training, 'FAILED')
      assert.deepEqual(failure, { error: '1207', message: 'Processing the video failed. Please try again.' })
      if (round === 1) await retry(training, statuses)
    }
  }
  writeFileSync(faultFile('upload'), planned)
  // A job may begin before the answer is sent, and the death of the upload server in it then takes the answer along.
  const whileUploadDies = [202, 502]
  const training = await sendVideo({ statuses: whileUploadDies })
  await failsTwice(training, whileUploadDies)
  writeFileSync(faultFile('pose'), planned)
  await retry(training)
  await failsTwice(training)
  await retry(training)
  await reaches(training, 'READY')
  writeFileSync(faultFile('shape'), planned)
  const traced = await sendVideo({ headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } })
  await failsTwice(traced)
  await retry(traced)
  await reaches(traced, 'READY')

  const all = await reports(kinds.length * 6)
  assert.equal(all.length, kinds.length * 6)
  for (const [server, job] of [
    ['upload', 'normalise job'],
    ['pose', 'pose job'],
    ['shape', 'shape job'],
  ]) {
    const of = all.filter((report) => report.server === server && report.place === job)
    assert.equal(of.length, kinds.length, JSON.stringify(of.map((report) => report.type)))
    // In the order in which they were made.
    for (const [index, kind] of planned.trim().split('\n').entries()) checkPlace(of[index], kind)
    for (const report of of) {
      assert.match(report.request.requestId, /^[0-9a-f]{32}$/)
      assert.ok(report.request.parameters.startsWith(server === 'upload' ? `training ${training}` : `trainings/`))
    }
  }
  assert.equal(all.filter((report) => report.server === 'shape')[0].request.requestId, trace)
  await until(() => slack.messages.length === all.length, 'every report in Slack', 90)
  for (const report of all) assert.equal(slack.messages.filter(({ body }) => body.includes(report.reportId)).length, 1)
  for (const secret of ['planted', chief.accessToken, 'chief@example.org', 'secretofthewebhook']) {
    const files = ['api', 'upload', 'pose', 'shape', 'streaming'].map((name) => fixture.log(`${name}.log`))
    const everything = [...slack.messages.map(({ body: text }) => text), JSON.stringify(all), ...files].join('\n')
    assert.ok(!everything.includes(secret), secret)
  }
})

const lines = (name) =>
  fixture
    .log(name)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

test('one id from the gateway to the last server, and every line says who, what, and how long', async () => {
  for (const name of ['gateway-access.log', 'upload.log', 'pose.log', 'shape.log']) {
    assert.ok(
      lines(name).some((line) => line.request_id === trace),
      name,
    )
  }
  for (const [server, route] of [
    ['api', '/trainings/{id}'],
    ['upload', '/trainings/{id}/progress'],
    ['streaming', '/training/{id}/video'],
    ['pose', '/jobs'],
    ['shape', '/jobs'],
  ]) {
    if (server === 'api') await call('GET', '/api/trainings/1')
    const requests = () => lines(`${server}.log`).filter((line) => line.event === 'request')
    const known = (line) => line.route === route && (line.user || !['api', 'upload'].includes(server))
    // The line comes after the answer.
    await until(() => requests().some(known), `${server} ${route}`)
    for (const line of requests()) {
      assert.match(line.time, /^\d{4}-\d\d-\d\dT.*Z$/)
      assert.ok(['debug', 'info', 'warning'].includes(line.level))
      assert.equal(line.server, server)
      assert.match(line.request_id, /^[0-9A-Za-z_-]{8,64}$/)
      assert.ok(Number.isInteger(line.status) && typeof line.milliseconds === 'number')
      assert.equal(typeof line.user, 'string')
    }
  }
})

test('what a client writes forges no line of any log, and its secrets are in none', async () => {
  const forged = '"},\n{"event":"forged"}'
  const [escaped] = [encodeURIComponent(forged)]
  for (const path of ['/api', '/api/upload', '/api/streaming', '/api/trainings', '/api/streaming/training']) {
    const response = await call('GET', `${path}/${escaped}/password=planted-in-path?search=${escaped}&token=planted-in-query`, {
      headers: {
        'User-Agent': `${forged.replace('\n', '\t')} token=planted-in-agent`,
        'X-Request-Id': forged.replace('\n', '\t'),
        traceparent: forged.replace('\n', '\t'),
      },
    })
    assert.ok([400, 404].includes(response.status), `${path}: ${response.status}`)
    assert.match(response.headers['x-request-id'], /^[0-9a-f]{32}$/)
    for (const name of ['gateway-access.log', 'api.log', 'upload.log', 'streaming.log']) {
      assert.ok(
        lines(name).every((line) => line.event !== 'forged'),
        name,
      )
      assert.ok(!fixture.log(name).includes('planted-in'), name)
    }
  }
})
