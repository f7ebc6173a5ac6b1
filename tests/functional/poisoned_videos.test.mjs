// Videos that kill the pose and the shape server each time they are begun, among those of others: the servers are processes
// below the supervisor of ./run.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { until } from './harness.mjs'
import { UploadFixture, mp4Head } from './upload_fixture.mjs'

const size = { width: 72, height: 128 }
const frames = 15

/** The pose and the shape server of a fixture, as it starts and kills its own stand-ins. */
class SupervisedWorkers {
  constructor(fixture) {
    this.fixture = fixture
    this.poisoned = []
    this.said = []
    this.pose = { start: () => this.start(), kill: () => this.stop() }
    this.shape = { start: () => {}, kill: () => {} }
  }

  writeSettings() {
    writeFileSync(
      this.fixture.data.join('settings.json'),
      JSON.stringify({
        startMilliseconds: 300,
        orderMilliseconds: 200,
        frames,
        size,
        storage: this.fixture.storagePath(''),
        poisoned: this.poisoned,
      }),
    )
  }

  async start() {
    this.writeSettings()
    const program = fileURLToPath(new URL('workers/supervise.py', import.meta.url))
    const began = Date.now()
    this.child = spawn('/usr/bin/python3', [program, process.execPath, this.fixture.data.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    createInterface(this.child.stdout).on('line', (line) => this.said.push(line))
    const ports = JSON.parse(await until(() => this.said[0], 'the ports'))
    this.pose.port = ports.pose
    this.shape.port = ports.shape
    await until(() => ['pose', 'shape'].every((kind) => existsSync(this.fixture.data.join(`${kind}.port`))), 'both listen')
    this.startSeconds = (Date.now() - began) / 1000
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.on('close', resolve))
    this.child.kill('SIGTERM')
    await ended
  }

  deaths(kind) {
    return this.said.filter((line) => line.startsWith(`${kind} has ended`)).length
  }
}

/** Seconds from the upload to the end of each training, as the server logs it. */
async function waits(fixture, sent) {
  const ends = () =>
    new Map(
      fixture.server
        .lines()
        .filter(({ event }) => ['training_ready', 'job_failed'].includes(event))
        .map(({ training_id, time }) => [training_id, Date.parse(time)]),
    )
  await until(
    async () => {
      await sleep(200)
      return [...sent.keys()].every((id) => ends().has(id))
    },
    'all have ended',
    120,
  )
  return new Map([...sent].map(([id, began]) => [id, (ends().get(id) - began) / 1000]))
}

const percentile95 = (numbers) => numbers.sort((a, b) => a - b)[Math.ceil(numbers.length * 0.95) - 1]

test('five videos that kill what works on them fail, and others hardly wait for it', async () => {
  const fixture = new UploadFixture({ uploads_at_once_per_user: 100 })
  // What comes before the two servers is not in question here, and takes no time.
  fixture.settings.media_program = fixture.data.join('media')
  const done = JSON.stringify({ type: 'done', ...size, durationSeconds: 0.5, frames })
  writeFileSync(
    fixture.settings.media_program,
    `#!/bin/sh\n[ "$1" = try-sandbox ] && echo 'files limited' && exit\n/bin/cp "$2" "$3" && echo '${done}'\n`,
    { mode: 0o755 },
  )
  const workers = new SupervisedWorkers(fixture)
  Object.assign(fixture, { size, pose: workers.pose, shape: workers.shape })
  await fixture.start()
  try {
    const row = (user) => `(${user}, 't', '', 'CREATED', 0, 0)`
    const owners = [...Array(20).fill(1), ...Array(10).fill(2)]
    fixture.sql(
      `INSERT INTO trainings (owner_id, title, body, state, created_at, modified_at) VALUES ${owners.map(row).join(', ')}`,
    )
    // Connections that the server has closed meanwhile are forgotten.
    await sleep(100)
    const ids = (first, count) => Array.from({ length: count }, (_, i) => first + i)
    const [before, others, harmless, poisoned] = [ids(1, 10), ids(11, 10), ids(21, 5), ids(26, 5)]
    /** Five videos of one user among ten of another; the seconds that each took. */
    const send = async (five, ten) => {
      const sent = new Map()
      for (const [i, training] of ten.entries()) {
        if (i % 2 === 0) await fixture.accepted(five[i / 2], mp4Head, { user: 2 })
        await fixture.accepted(training, mp4Head)
        for (const id of [five[i / 2], training]) if (id !== undefined && !sent.has(id)) sent.set(id, Date.now())
      }
      return waits(fixture, sent)
    }
    const calm = await send(harmless, before)
    const undisturbed = percentile95(before.map((training) => calm.get(training)))

    workers.poisoned = poisoned
    workers.writeSettings()
    const seconds = await send(poisoned, others)

    const jobs =
      fixture.sql(`SELECT DISTINCT trainings.state, attempts, suspicion FROM jobs JOIN uploads ON uploads.id = upload_id
                            JOIN trainings ON trainings.id = training_id WHERE training_id <= 20`)
    assert.deepEqual(jobs, [['READY', 1, 0]])
    const failures = fixture.sql('SELECT failure_code, failure_detail FROM uploads WHERE training_id > 25')
    assert.equal(failures.length, 5)
    for (const [code, detail] of failures) {
      assert.equal(code, '1207')
      assert.match(detail, /^again, with this job alone: (pose|shape) server: POST .*\/jobs: /)
    }
    for (const kind of ['pose', 'shape']) assert.ok(workers.deaths(kind) <= 15, workers.said.join('\n'))
    const disturbed = percentile95(others.map((training) => seconds.get(training)))
    console.log(
      `p95 of the others' waits: ${undisturbed} s, with five poisoned videos ${disturbed} s; a start takes ${workers.startSeconds} s; ` +
        `${workers.deaths('pose')} and ${workers.deaths('shape')} deaths; poisoned ended after ${percentile95(poisoned.map((id) => seconds.get(id)))} s`,
    )
    // On a machine that is busy with other things each start takes its time.
    assert.ok(disturbed - undisturbed < Math.max(5, 8 * workers.startSeconds), `${undisturbed} s grew to ${disturbed} s`)
    await fixture.server.stop()
  } finally {
    if (!fixture.server.exited) await fixture.server.kill()
    await fixture.remove()
  }
})
