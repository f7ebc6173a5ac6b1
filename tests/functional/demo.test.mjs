// The demo training: made once of a clip with the right sum, through the real servers, and never in anybody's way.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { binaries, mediaFile, trainingClip } from './harness.mjs'
import { RunFixture, root, until } from './run/run_fixture.mjs'

const path = 'tfjs_pose_squats/pose_squats.mp4'
const readySeconds = 240
const secondsOfProgram = 300
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')

const listed = async (fixture) => (await fixture.request('/api/trainings')).json()._embedded.trainingList
const published = async (fixture) => (await fixture.request('/demo.json')).json()
const record = (data) => JSON.parse(readFileSync(join(data, 'secrets/demo.json'), 'utf8'))
const eventsIn = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

async function signIn(fixture, { id, password }) {
  const answer = await fixture.request('/api/auth/signin', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, password }),
  })
  assert.equal(answer.status, 200, answer.text)
  return { Authorization: `Bearer ${answer.json().accessToken}` }
}

const manifest = readFileSync(join(root, 'scripts/demo/demo.toml'), 'utf8')
const clipSum = /^sha256 = "(\w+)"/m.exec(manifest)?.[1]
const recorded = mediaFile(path)
const needsRecording =
  recorded && sha256(recorded) === clipSum ? {} : { skip: 'needs a recording: the clip of the demo training' }

describe('./run', needsRecording, () => {
  let folder
  let fixture
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'trainingzip-demo-'))
  })
  afterEach(async () => {
    await fixture?.stop()
    fixture = undefined
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** ./run on a data folder that outlives it. */
  async function start(name, options = []) {
    const data = join(folder, name)
    fixture = new RunFixture({ binaries, hasDemo: true, options: ['--data', data, ...options] })
    fixture.data = data
    return fixture.ready()
  }

  test('a new data folder gets a demo training, after the page is there; it is made once and stays deleted', async () => {
    await start('data')
    assert.notEqual((await published(fixture)).state, 'ready', 'the page waited for it')
    const demo = await until(
      async () => {
        const now = await published(fixture)
        return now.state === 'ready' && now
      },
      'the demo training',
      readySeconds,
    )
    const [training, ...others] = await listed(fixture)
    assert.equal(others.length, 0)
    assert.equal(training.trainingId, demo.trainingId)
    assert.equal(training.trainer, 'Training.zip Demo')
    assert.match(training.title, /데모.*Demo/)
    assert.match(training.body, /[가-힣][^]*New here\?[^]*Apache License 2\.0/)
    assert.deepEqual(Object.keys(demo.credit).sort(), ['author', 'licence', 'licenceAddress', 'source'])
    const poses = (await fixture.request(`/api/trainings/${demo.trainingId}/poses`)).json()
    assert.ok(poses.frames.length > 40, 'poses of the real pipeline')
    assert.equal(statSync(join(fixture.data, 'secrets/demo.json')).mode & 0o777, 0o600)
    const { account } = record(fixture.data)
    assert.ok(!JSON.stringify(demo).includes(account.password))
    assert.ok(!fixture.log('demo.log').includes(account.password))
    await fixture.stop()

    await start('data')
    await sleep(2000)
    assert.equal((await listed(fixture)).length, 1)
    assert.equal((await published(fixture)).trainingId, demo.trainingId)
    const headers = await signIn(fixture, account)
    const gone = await fixture.request(`/api/trainings/${demo.trainingId}`, { method: 'DELETE', headers })
    assert.equal(gone.status, 200)
    await fixture.stop()

    await start('data')
    await sleep(3000)
    assert.deepEqual(await listed(fixture), [])
    assert.equal(eventsIn(fixture.log('demo.log')).filter(({ event }) => event === 'demo_sent').length, 1)
    assert.doesNotMatch(fixture.output, /demo training/)
  })

  test('--no-demo makes none, and a data folder that began without stays without', async () => {
    await start('none', ['--no-demo'])
    assert.deepEqual(await published(fixture), {})
    await fixture.stop()
    await start('none')
    await sleep(2000)
    assert.deepEqual(await published(fixture), {})
    assert.deepEqual(await listed(fixture), [])
    assert.ok(!existsSync(join(fixture.data, 'secrets/demo.json')))
  })
})

describe('scripts/demo', () => {
  let fixture
  let folder
  let description
  before(async () => {
    fixture = await new RunFixture({ binaries }).ready()
    folder = mkdtempSync(join(tmpdir(), 'trainingzip-demo-program-'))
    mkdirSync(join(folder, 'mirror/tfjs_pose_squats'), { recursive: true })
    copyFileSync(trainingClip(), join(folder, 'mirror', path))
    description = join(folder, 'demo.toml')
    writeFileSync(description, manifest.replaceAll(clipSum, sha256(trainingClip())))
  })
  after(async () => {
    await fixture.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs it to its end, or kills it as soon as `until` is true; gives what it logged. Nothing but our own address can be reached. */
  async function make(/** @type {any} */ { clips = 'clips', mirrors = [], killWhen } = {}) {
    const words = ['--data', fixture.data, '--address', fixture.address, '--description', description]
    words.push('--folder', join(folder, clips), ...mirrors.flatMap((mirror) => ['--mirror', join(folder, mirror)]))
    const nowhere = 'http://127.0.0.1:9'
    const environment = {
      ...process.env,
      SSL_CERT_FILE: join(fixture.data, 'certificates/server.crt'),
      ...{ https_proxy: nowhere, HTTPS_PROXY: nowhere, no_proxy: 'localhost', NO_PROXY: 'localhost' },
    }
    /** @type {import('node:child_process').ChildProcess | undefined} */
    let child
    const ended = new Promise((resolve) => {
      child = execFile(
        '/usr/bin/python3',
        [join(root, 'scripts/demo'), ...words],
        { env: environment, timeout: secondsOfProgram * 1000 },
        (error, stdout, stderr) => resolve({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr }),
      )
    })
    if (killWhen) {
      await until(killWhen, 'the moment to stop it', secondsOfProgram)
      child?.kill('SIGTERM')
    }
    const { code, stdout, stderr } = await ended
    assert.equal(code, 0, stderr)
    return eventsIn(stdout)
  }

  test('a clip that cannot be had is a line in the log, and nothing else', async () => {
    mkdirSync(join(folder, 'empty'))
    const events = await make({ mirrors: ['empty'] })
    assert.deepEqual(
      events.map(({ level, event }) => [level, event]),
      [['warning', 'demo_clip_missing']],
    )
    assert.match(events[0].reason, /not in .*empty; .*cannot be reached/)
    assert.equal((await published(fixture)).state, 'failed')
    assert.equal((await fixture.request('/api/auth/checkid/training-zip-demo')).status, 200, 'nobody signed up')
  })

  test('another file under its name is refused and not kept', async () => {
    mkdirSync(join(folder, 'wrong/tfjs_pose_squats'), { recursive: true })
    writeFileSync(join(folder, 'wrong', path), Buffer.concat([readFileSync(trainingClip()), Buffer.from('x')]))
    const [{ event, reason }] = await make({ mirrors: ['wrong'] })
    assert.equal(event, 'demo_clip_missing')
    assert.match(reason, /sha256 differs/)
    assert.ok(!existsSync(join(folder, 'clips', path)))
    assert.deepEqual(await listed(fixture), [])
  })

  test('what is stopped half-way goes on at the next start, as one training', async () => {
    await make({ mirrors: ['mirror'], killWhen: () => record(fixture.data).trainingId })
    const begun = record(fixture.data)
    assert.equal(begun.state, 'making')
    const events = await make({ mirrors: ['mirror'] })
    assert.equal(events.at(-1).event, 'demo_ready')
    assert.equal(record(fixture.data).trainingId, begun.trainingId)
    assert.equal((await listed(fixture)).length, 1)
    assert.deepEqual(await make(), [], 'made already')
  })

  test('one that was deleted before it was ready is not made again', async () => {
    const before = record(fixture.data)
    const headers = await signIn(fixture, before.account)
    await fixture.request(`/api/trainings/${before.trainingId}`, { method: 'DELETE', headers })
    writeFileSync(join(fixture.data, 'secrets/demo.json'), JSON.stringify({ ...before, state: 'making' }))
    assert.deepEqual(
      (await make({ mirrors: ['mirror'] })).map(({ event }) => event),
      ['demo_removed'],
    )
    assert.deepEqual(await make({ mirrors: ['mirror'] }), [])
    assert.equal((await published(fixture)).state, 'removed')
    // The gateway keeps lists for a moment.
    await until(async () => (await listed(fixture)).length === 0, 'the list without it')
  })
})
