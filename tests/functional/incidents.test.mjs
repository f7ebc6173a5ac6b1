// Faults made on purpose in the real servers: what the client, Slack, the database and an admin get to see.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, until } from './harness.mjs'
import { fieldsOf, SlackReceiver, withIncidents } from './incident_fixture.mjs'

const browser =
  'Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.71 Mobile Safari/537.36'

/** Makes the fault; the answer, or nothing when the server died of it. */
async function fault(url, kind, options = {}) {
  try {
    const answer = await fetch(url, { ...options, headers: { 'X-Trainingzip-Fault': kind, ...options.headers } })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  } catch {
    return undefined
  }
}

const rows = (fixture) =>
  fixture
    .sql('SELECT server, kind, type, occurrences, slack_state, report FROM incidents ORDER BY id')
    .map(([server, kind, type, count, slack, report]) => ({ server, kind, type, count, slack, report: JSON.parse(report) }))

/** The incident that a server which died left behind, once it has started again. */
async function reported(fixture, count) {
  await until(() => rows(fixture).length >= count, `${count} incidents`, 60)
  return rows(fixture).at(-1)
}

test('a fault in a request: 500 with nothing internal, one whole message in Slack, a report for admins', async () => {
  await withIncidents({}, async (fixture) => {
    const chief = await fixture.admin()
    const user = await fixture.user()
    const secrets = ['planted-password', 'planted-cookie', 'planted-parameter', user.accessToken, 'someone@example.org']
    const answer = await fault(`${fixture.server.url}/trainings?search=legs&api_token=planted-parameter`, 'throw', {
      method: 'POST',
      body: JSON.stringify({ title: 'Squats', password: 'planted-password', note: 'planted-password someone@example.org' }),
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${user.accessToken}`,
        Cookie: 'session=planted-cookie',
        'User-Agent': browser,
        'X-Request-Id': '0123456789abcdef',
        'X-Note': 'planted-cookie',
      },
    })
    assert.equal(answer.status, 500)
    const body = JSON.parse(answer.text)
    assert.deepEqual([body.error, body.requestId], ['2002', '0123456789abcdef'])
    assert.doesNotMatch(answer.text, /purpose|logic_error|\.cpp/)

    const [attachment] = await fixture.slack.attachments(1)
    const [message] = fixture.slack.messages
    assert.deepEqual([message.method, message.type], ['POST', 'application/json'])
    const fields = fieldsOf(attachment)
    const [row] = rows(fixture)
    assert.equal(attachment.title, `a fault made on purpose (${row.report.id})`)
    assert.match(attachment.text, /^```#0 .*throw_on_purpose.* at .*libs\/incident\/fault_injection\.cpp:\d+\n/)
    assert.match(attachment.text, /around_request/)
    assert.equal(fields['Request URL'], 'POST /trainings')
    assert.equal(fields['Request Parameter'], 'search=legs&amp;api_token=[masked]')
    assert.match(fields['Request Header'], /Authorization: \[masked\]/i)
    assert.match(fields['Request Header'], /Cookie: \[masked\]/i)
    assert.match(fields['Request Header'], /X-Note: \[masked\]/i)
    assert.deepEqual(JSON.parse(fields['Request Body']), { title: 'Squats', password: '[masked]', note: '[masked] [masked]' })
    assert.match(fields['User Info'], new RegExp(`^user ${user.id}\\n`))
    assert.equal(
      fields['User Agent'],
      'deviceType: Mobile\nos: Android 14\nbrowser: Chrome Mobile\nbrowserVersion: 126.0.6478\nrenderingEngine: Blink\n' +
        'browserType: Mobile browser\nmanufacturer: Samsung',
    )
    assert.ok(Math.abs(Date.parse(fields.Time) - Date.now()) < 60_000)
    assert.equal(fields['Server Name'], 'api')
    assert.ok(fields['Server System OS'].includes('Linux') && fields['Server Host Name'])

    const everything = message.body + JSON.stringify(row) + fixture.server.log
    for (const secret of secrets) assert.ok(!everything.includes(secret), secret)
    assert.ok(!fixture.server.log.includes('secretofthewebhook'))

    await fixture.expect(403, '1001', 'GET', '/admin/incidents', { user })
    await fixture.expect(401, '0005', 'GET', '/admin/incidents')
    const { json: list } = await fixture.ok('GET', '/admin/incidents?unresolved=true', { user: chief })
    assert.equal(list.page.totalElements, 1)
    const [item] = list._embedded.incidentList
    assert.deepEqual([item.count, item.slack, item.resolvedDate], [1, 'sent', null])
    const { json: whole } = await fixture.ok('GET', `/admin/incidents/${item.incidentId}`, { user: chief })
    assert.match(whole.stackTrace, /throw_on_purpose/)
    assert.equal(whole.request.requestId, '0123456789abcdef')
    await fixture.expect(403, '1001', 'POST', `/admin/incidents/${item.incidentId}/resolve`, { user })
    const { json: settled } = await fixture.ok('POST', `/admin/incidents/${item.incidentId}/resolve`, { user: chief })
    assert.ok(settled.resolvedDate && settled.resolvedBy > 0)
    const { json: left } = await fixture.ok('GET', '/admin/incidents?unresolved=true', { user: chief })
    assert.equal(left.page.totalElements, 0)
    await fixture.expect(404, '2003', 'GET', '/admin/incidents/999', { user: chief })
    // Long settled: gone after the next start.
    fixture.sql('UPDATE incidents SET resolved_at = 1')
    await fixture.server.stop()
    await fixture.start()
    await until(() => rows(fixture).length === 0, 'the old report is removed')
    await fixture.server.stop()
  })
})

test('a fault of the work beside the requests is a report as well, and the work goes on', async () => {
  await withIncidents({ job_fault: 'throw' }, async (fixture) => {
    // One fault for all of them, as it is the same place that throws. Three of the four run only at the start, for now.
    const rows = () => fixture.sql('SELECT report, occurrences FROM incidents')
    await until(() => rows()[0]?.[1] > 4, 'a report of each job, and of a second round of the one that runs again')
    const report = JSON.parse(rows()[0][0])
    assert.ok(
      ['account housekeeping', 'list totals', 'incident retention', 'messages to Slack'].includes(report.place),
      report.place,
    )
    assert.match(report.type, /logic_error/)
    assert.match(report.stackTrace.split('\n')[0], /throw_on_purpose at .*fault_injection\.cpp:\d+/)
    await fixture.ok('GET', '/trainings')
  })
})

test('ten thousand failing requests of several kinds: few messages, exact counts, and a queue with an end', async () => {
  await withIncidents({}, async (fixture) => {
    const all = 10_000
    const places = 8
    const agent = new http.Agent({ keepAlive: true })
    const { port } = fixture.server
    const status = (path, headers = {}) =>
      new Promise((resolve, reject) => {
        http
          .get({ port, path, headers, agent }, (answer) => {
            answer.resume().on('end', () => resolve(answer.statusCode))
          })
          .on('error', reject)
      })
    const spool = () => readdirSync(fixture.data.join('incidents', 'api', '0', 'spool')).length
    let asked = 0
    let longestQueue = 0
    const client = async () => {
      while (asked < all) {
        const fault = `throw-${asked++ % places}`
        assert.equal(await status('/trainings', { 'X-Trainingzip-Fault': fault }), 500)
        // Others are answered all the while.
        if (asked % 100 === 0) {
          assert.equal(await status('/trainings'), 200)
          longestQueue = Math.max(longestQueue, spool())
        }
      }
    }
    await Promise.all(Array.from({ length: 8 }, client))
    agent.destroy()
    const counts = () => rows(fixture).map((row) => row.count)
    const sum = () => counts().reduce((total, count) => total + count, 0)
    await until(() => sum() === all && spool() === 0, 'every fault counted', 30)
    assert.deepEqual(counts(), Array(places).fill(all / places))
    assert.ok(longestQueue <= 2 * places, `${longestQueue} reports waited at once`)
    await until(() => rows(fixture).every((row) => row.slack === 'sent'), 'all in Slack', 30)
    assert.equal(fixture.slack.messages.length, places)
  })
})

test('what Slack does not take comes again, after the time it names; a new window tells of the one before', async () => {
  const slack = new SlackReceiver([
    [500, {}],
    [429, { 'Retry-After': '3' }],
  ])
  await withIncidents(
    { incident_window_seconds: 6 },
    async (fixture) => {
      await fault(`${fixture.server.url}/trainings`, 'throw')
      await fault(`${fixture.server.url}/trainings`, 'throw')
      await slack.attachments(1)
      assert.equal(slack.calls, 3)
      assert.ok(slack.times[2] - slack.times[1] >= 2900, 'Retry-After')
      await sleep(6000)
      await fault(`${fixture.server.url}/trainings`, 'throw')
      const [, second] = await slack.attachments(2)
      assert.match(second.pretext, /2 times in the window before/)
    },
    slack,
  )
})

for (const [kind, type, place] of [
  ['crash', 'SIGSEGV', 'crash_on_purpose'],
  ['abort', 'SIGABRT', ''],
  ['terminate', 'std::logic_error', 'throw_on_purpose'],
  ['overflow', 'SIGSEGV', 'overflow_on_purpose'],
]) {
  test(`a process that dies of "${kind}" is told at the next start, with its request`, async () => {
    await withIncidents({}, async (fixture) => {
      const settings = { storage_root: fixture.data.join('storage') }
      const streaming = await fixture.other('streaming', settings)
      assert.equal(await fault(`${streaming.url}/training/1/video?token=planted`, kind), undefined)
      assert.notEqual(await streaming.ended, 0)
      const again = await fixture.other('streaming', settings)
      const row = await reported(fixture, 1)
      assert.deepEqual([row.server, row.kind, row.type], ['streaming', 'crash', type])
      assert.equal(row.report.url, '/training/1/video')
      assert.equal(row.report.parameters, 'token=[masked]')
      assert.ok(row.report.stackTrace.includes(place), row.report.stackTrace)
      const [attachment] = await fixture.slack.attachments(1)
      assert.equal(fieldsOf(attachment)['Request URL'], 'GET /training/1/video')
      await again.stop()
    })
  })
}

test('what a crash keeps of a body: masked, cut, or its size alone', async () => {
  await withIncidents({}, async (fixture) => {
    const post = async (kind, type, body, count) => {
      assert.equal(
        await fault(`${fixture.server.url}/trainings`, kind, { method: 'POST', body, headers: { 'Content-Type': type } }),
        undefined,
      )
      await fixture.server.ended
      await fixture.start()
      return (await reported(fixture, count)).report.body
    }
    assert.deepEqual(
      JSON.parse(await post('crash', 'application/json', '{"title":"a","password":"planted","note":"of planted"}', 1)),
      {
        title: 'a',
        password: '[masked]',
        note: 'of [masked]',
      },
    )
    assert.match(await post('abort', 'text/plain', 'a'.repeat(10_000), 2), /^a{4096} \[cut; 10000 bytes in all\]$/)
    assert.equal(await post('overflow', 'image/png', Buffer.from([0x89, 0, 1, 2]), 3), '[4 bytes of image/png]')
  })
})

test('running out of memory in a request is a fault like another, and the server goes on', async () => {
  await withIncidents({}, async (fixture) => {
    const streaming = await fixture.other('streaming', { storage_root: fixture.data.join('storage') })
    const answer = await fault(`${streaming.url}/training/1/video`, 'memory')
    if (answer) {
      assert.equal(answer.status, 500)
      assert.equal((await fetch(`${streaming.url}/training/1/video`)).status, 404)
      assert.equal((await reported(fixture, 1)).type, 'std::bad_alloc')
    } else {
      // A sanitizer ends the process instead; that is told as well.
      await streaming.ended
      await fixture.other('streaming', { storage_root: fixture.data.join('storage') })
      assert.equal((await reported(fixture, 1)).kind, 'crash')
    }
  })
})

test('a process that is killed is told at the next start, and one that ends well is not', async () => {
  await withIncidents({}, async (fixture) => {
    const settings = { storage_root: fixture.data.join('storage') }
    const streaming = await fixture.other('streaming', settings)
    await streaming.kill()
    const again = await fixture.other('streaming', settings)
    assert.deepEqual([(await reported(fixture, 1)).type], ['killed'])
    await again.stop()
    await (await fixture.other('streaming', settings)).stop()
    assert.equal(rows(fixture).length, 1)
  })
})

test('reports wait while the API server is away', async () => {
  await withIncidents({}, async (fixture) => {
    const streaming = await fixture.other('streaming', { storage_root: fixture.data.join('storage') })
    const port = fixture.server.port
    await fixture.server.stop()
    assert.equal((await fault(`${streaming.url}/training/1/video`, 'throw')).status, 500)
    await sleep(1500)
    await streaming.stop()
    fixture.settings.port = port
    await fixture.start()
    await fixture.other('streaming', { storage_root: fixture.data.join('storage') })
    assert.equal((await reported(fixture, 1)).server, 'streaming')
  })
})

test('errors of the page are taken from everybody, masked and limited', async () => {
  await withIncidents({}, async (fixture) => {
    const report = (number) => ({
      type: 'TypeError',
      message: `no ${number} password=planted`,
      stack: 'at f (x.js:1)',
      page: '/trainings/1?token=planted',
    })
    assert.equal((await fixture.call('POST', '/incidents', { json: report(1), headers: { 'User-Agent': browser } })).status, 204)
    const [row] = rows(fixture)
    assert.deepEqual(
      [row.server, row.kind, row.report.url, row.report.parameters],
      ['page', 'page', '/trainings/1', 'token=[masked]'],
    )
    assert.ok(!JSON.stringify(row).includes('planted'))
    for (let count = 2; count <= 10; count += 1) {
      assert.equal((await fixture.call('POST', '/incidents', { json: report(1) })).status, 204)
    }
    const refused = await fixture.expect(429, '0009', 'POST', '/incidents', { json: report(1) })
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    assert.equal(rows(fixture)[0].count, 10)
    await fixture.expect(400, '2001', 'POST', '/incidents', { json: { type: 'x' } })
  })
})

test('somebody who makes up errors of the page gets few reports and no flood of messages', async () => {
  await withIncidents({}, async (fixture) => {
    for (let kind = 0; kind < 30; ++kind) {
      const json = { type: `Error${kind}`, message: 'made up', stack: `at f${kind} (x.js:1)`, page: '/' }
      const headers = { 'X-Real-IP': `203.0.113.${Math.floor(kind / 10)}` }
      assert.equal((await fixture.call('POST', '/incidents', { json, headers })).status, 204)
    }
    const all = rows(fixture)
    assert.deepEqual([all.length, all.at(-1).type, all.at(-1).count], [21, 'many', 10])
  })
})

test('a report of a certificate that could not be had arrives, when the API server is away after it is back', async () => {
  await withIncidents({}, async (fixture) => {
    const waiting = fixture.data.join('incidents', 'certificates')
    const program = `
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from certificates.incidents import Incidents
folder, url, away, token = Path(sys.argv[2]), sys.argv[3], sys.argv[4], Path(sys.argv[5])
log = lambda *words, **more: print(words, more)
incidents = Incidents(folder, away, token, log)
incidents.report("certificate", "CertificateError: dns", "No certificate for training.example\\x00.", "Detail: \\u00e9" + 40000 * "x")
incidents.deliver()
print(len(list(folder.iterdir())))
Incidents(folder, url, token, log).deliver()
print(len(list(folder.iterdir())))
`
    const token = fixture.data.join('secrets', 'service_token')
    const away = 'http://127.0.0.1:1'
    const output = execFileSync(
      '/usr/bin/python3',
      ['-c', program, join(root, 'gateway'), waiting, fixture.server.url, away, token],
      {
        encoding: 'utf8',
      },
    )
    assert.deepEqual(output.trim().split('\n'), ['1', '0'])
    const [attachment] = await fixture.slack.attachments(1)
    assert.match(JSON.stringify(attachment), /exception in gateway \(certificate\): CertificateError: dns/)
    const { json } = await fixture.ok('GET', '/admin/incidents', { user: await fixture.admin() })
    const [{ server, kind, type, message }] = json._embedded.incidentList
    assert.deepEqual(
      { server, kind, type, message },
      { server: 'gateway', kind: 'exception', type: 'CertificateError: dns', message: 'No certificate for training.example?.' },
    )
  })
})

test('only our servers may bring reports', async () => {
  await withIncidents({}, async (fixture) => {
    await fixture.expect(401, '2014', 'POST', '/internal/incidents', { json: {} })
    await fixture.expect(401, '2014', 'POST', '/internal/incidents', { json: {}, headers: { Authorization: 'Bearer wrong' } })
  })
})
