// ./run with the real servers: where the metrics are, that the gateway keeps them in, and what a real Prometheus makes of
// the files in deploy/.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { binaries, root, until } from './harness.mjs'
import { namesOf, parsePage } from './metrics_page.mjs'
import { RunFixture } from './run/run_fixture.mjs'

let folder
let fixture
let targets

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'training zip metrics '))
  mkdirSync(join(folder, 'page'))
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>the page</title>')
  fixture = await new RunFixture({
    binaries,
    options: ['--page', join(folder, 'page')],
    // None is sent: with a mail server there are the metrics of mails.
    environment: () => ({
      TRAININGZIP_API_MAIL_SERVER: 'smtp://127.0.0.1:1',
      TRAININGZIP_API_MAIL_FROM: 'service@training.example',
      TRAININGZIP_API_PUBLIC_ADDRESS: 'https://training.example',
    }),
  }).ready()
  targets = JSON.parse(readFileSync(join(fixture.data, 'metrics', 'targets.json'), 'utf8'))
})
after(async () => {
  assert.equal(await fixture?.stop(), 0)
  rmSync(folder, { recursive: true })
})

const pageOf = async ({ targets: [address] }) => (await fetch(`http://${address}/metrics`)).text()
const pages = async () =>
  Object.fromEntries(await Promise.all(targets.map(async (target) => [target.labels.server, await pageOf(target)])))

test('./run says where the metrics of the five servers are', async () => {
  assert.ok(fixture.output.includes(join(fixture.data, 'metrics', 'targets.json')))
  assert.deepEqual(targets.map(({ labels }) => labels.server).sort(), ['api', 'pose', 'shape', 'streaming', 'upload'])
  assert.equal(new Set(targets.map(({ targets: [address] }) => address)).size, 5)
  for (const {
    targets: [address],
  } of targets)
    assert.match(address, /^127\.0\.0\.1:\d+$/)
})

test('every page is taken by promtool, and all together hold what docs/metrics.md says', async () => {
  // Each another question, since the gateway answers the same one itself for a while.
  for (let size = 1; size <= 5; ++size) assert.equal((await fixture.request(`/api/trainings?size=${size}`)).status, 200)
  const all = await pages()
  const found = new Set()
  for (const [server, page] of Object.entries(all)) {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: page, encoding: 'utf8' })
    assert.equal(status, 0, `${server}: ${stdout}${stderr}`)
    for (const name of namesOf(page)) found.add(name)
  }
  const documented = [...readFileSync(join(root, 'docs/metrics.md'), 'utf8').matchAll(/^\| `([a-z_]+)` \|/gm)].map(
    (match) => match[1],
  )
  assert.deepEqual([...found].sort(), documented.sort())
  const answered = parsePage(all.api).find(
    ({ name, labels }) => name === 'trainingzip_http_requests_total' && labels.route === '/trainings',
  )
  assert.deepEqual([answered.labels.method, answered.labels.status, answered.value], ['GET', '200', 5])
})

test('no way leads through the gateway to a page of metrics', async () => {
  for (const path of [
    '/api/metrics',
    '/api/upload/metrics',
    '/api/streaming/metrics',
    '/api/pose/metrics',
    '/api/%6detrics',
    '/api//metrics',
    '/api/trainings/../metrics',
    '/api/metrics/',
    '/api/streaming/%2e%2e/metrics',
  ]) {
    const answer = await fixture.request(path)
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`)
    assert.doesNotMatch(answer.text, /trainingzip_|process_/)
  }
  // What is no address of a server is the page.
  const answer = await fixture.request('/metrics')
  assert.match(answer.text, /the page/)
})

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a real Prometheus reads the servers, runs every query of the dashboard, and raises no alert', async () => {
  const port = await freePort()
  const shipped = readFileSync(join(root, 'deploy/prometheus/prometheus.yml'), 'utf8')
  const configuration = shipped
    .replaceAll('15s', '1s')
    .replace('- alerts.yml', `- ${JSON.stringify(join(root, 'deploy/prometheus/alerts.yml'))}`)
    .replace('- ../../data/metrics/targets.json', `- ${JSON.stringify(join(fixture.data, 'metrics/targets.json'))}`)
  writeFileSync(join(folder, 'prometheus.yml'), configuration)
  const prometheus = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'series')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let log = ''
  prometheus.stderr.on('data', (piece) => {
    log += piece
  })
  const ended = new Promise((resolve) => prometheus.on('close', resolve))
  const query = async (expr) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(expr)}`)
    const { status, error, data } = await answer.json()
    assert.equal(status, 'success', `${expr}: ${error}`)
    return data.result
  }
  try {
    await until(
      () =>
        query('up == 1').then(
          (result) => result.length === 5,
          () => false,
        ),
      'five servers that are up',
      30,
    ).catch((error) => assert.fail(`${error.message}\n${log}`))
    // Two readings, so that there is a rate, of everything that can be asked for here.
    const routes = ['/api/trainings', '/api/upload/trainings/1/progress', '/api/streaming/training/1/video']
    for (let time = 0; time < 3; ++time) {
      for (const route of routes) await fixture.request(route)
      await new Promise((resolve) => setTimeout(resolve, 1100))
    }
    const { panels } = JSON.parse(readFileSync(join(root, 'deploy/grafana/dashboard.json'), 'utf8'))
    const empty = []
    for (const { title, targets: asked } of panels.filter(({ type }) => type !== 'row')) {
      for (const { expr } of asked) {
        const result = await query(
          expr.replaceAll('$__rate_interval', '1m').replaceAll('$server', 'api|upload|pose|shape|streaming'),
        )
        if (result.length === 0) empty.push(title)
      }
    }
    // The one panel that has nothing to show as long as no answer was a 5xx.
    assert.deepEqual(empty, ['Errors'])
    const raised = (await query('ALERTS')).map(({ metric }) => metric.alertname)
    // The machine's own disk may be nearly full.
    assert.deepEqual(
      raised.filter((name) => name !== 'StorageFillsUp'),
      [],
    )
    const rules = (await (await fetch(`http://127.0.0.1:${port}/api/v1/rules`)).json()).data.groups.flatMap(
      (group) => group.rules,
    )
    assert.ok(rules.length >= 20)
    assert.deepEqual(
      rules.filter(({ health }) => health !== 'ok').map(({ name, lastError }) => `${name}: ${lastError}`),
      [],
    )
  } finally {
    prometheus.kill('SIGTERM')
    await ended
  }
})
