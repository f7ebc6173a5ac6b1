// Videos that kill the pose and the shape server each time they are begun, among those of others: the servers are processes
// below the supervisor of ./run.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { until } from './harness.mjs'
import { UploadHousehold } from './upload_household.mjs'

const size = { width: 72, height: 128 }
const frames = 15

/** The pose and the shape server of a household, as it starts and kills its own stand-ins. */
class SupervisedWorkers {
  constructor(household) {
    Object.assign(this, { household, poisoned: [], said: [] })
    this.pose = { start: () => this.start(), kill: () => this.stop() }
    this.shape = { start: () => {}, kill: () => {} }
  }

  writeSettings() {
    writeFileSync(this.household.data.join('settings.json'), JSON.stringify({
      startMilliseconds: 300, orderMilliseconds: 200, frames, size, storage: this.household.storagePath(''), poisoned: this.poisoned,
    }))
  }

  async start() {
    this.writeSettings()
    const program = fileURLToPath(new URL('workers/supervise.py', import.meta.url))
    this.child = spawn('python3', [program, process.execPath, this.household.data.path], { stdio: ['ignore', 'pipe', 'inherit'] })
    createInterface(this.child.stdout).on('line', (line) => this.said.push(line))
    const ports = JSON.parse(await until(() => this.said[0], 'the ports'))
    this.pose.port = ports.pose
    this.shape.port = ports.shape
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

/** Seconds from the upload to the end of each training. */
async function waits(house, sent) {
  const ended = new Map()
  await until(() => {
    const states = house.sql('SELECT id, state FROM trainings')
    for (const [id, state] of states) if (['READY', 'FAILED'].includes(state) && !ended.has(id)) ended.set(id, Date.now())
    return [...sent.keys()].every((id) => ended.has(id))
  }, 'all have ended', 120)
  return new Map([...sent].map(([id, began]) => [id, (ended.get(id) - began) / 1000]))
}

const percentile95 = (numbers) => numbers.sort((a, b) => a - b)[Math.ceil(numbers.length * 0.95) - 1]

test('five videos that kill what works on them fail, and others hardly wait for it', async () => {
  const house = new UploadHousehold({ uploads_at_once_per_user: 100 })
  const workers = new SupervisedWorkers(house)
  Object.assign(house, { size, pose: workers.pose, shape: workers.shape })
  const clip = house.makeVideo('half.mp4', '-f', 'lavfi', '-i', 'testsrc=size=72x128:rate=30:duration=0.5', '-c:v', 'libx264', '-pix_fmt', 'yuv420p')
  await house.start()
  try {
    const trainings = (count, user) => Array.from({ length: count }, () => house.training(user))
    /** Five videos of one user among ten of another; the seconds that each took. */
    const send = async (five, ten) => {
      const sent = new Map()
      for (const [i, training] of ten.entries()) {
        if (i % 2 === 0) await house.accepted(five[i / 2], clip, { user: 2 })
        await house.accepted(training, clip)
        for (const id of [five[i / 2], training]) if (id !== undefined && !sent.has(id)) sent.set(id, Date.now())
      }
      return waits(house, sent)
    }
    const before = trainings(10, 1)
    const calm = await send(trainings(5, 2), before)
    const undisturbed = percentile95(before.map((training) => calm.get(training)))

    const poisoned = trainings(5, 2)
    workers.poisoned = poisoned
    workers.writeSettings()
    const others = trainings(10, 1)
    const seconds = await send(poisoned, others)

    for (const training of others) {
      assert.equal(house.trainingState(training), 'READY')
      const jobs = house.sql(`SELECT kind, attempts, suspicion FROM jobs JOIN uploads ON uploads.id = upload_id
                              WHERE training_id = ${training} ORDER BY kind`)
      assert.deepEqual(jobs, [['normalise', 1, 0], ['pose', 1, 0], ['shape', 1, 0]])
    }
    for (const training of poisoned) {
      assert.equal((await house.progress(training, { user: 2 })).failure.error, '1207')
      const [[detail]] = house.sql(`SELECT failure_detail FROM uploads WHERE training_id = ${training}`)
      assert.match(detail, /^again, with this job alone: (pose|shape) server: POST .*\/jobs: /)
      assert.ok(seconds.get(training) < 60, `${seconds.get(training)} s`)
    }
    for (const kind of ['pose', 'shape']) assert.ok(workers.deaths(kind) <= 15, workers.said.join('\n'))
    const disturbed = percentile95(others.map((training) => seconds.get(training)))
    console.log(`p95 of the others' waits: ${undisturbed} s, with five poisoned videos ${disturbed} s; ` +
      `${workers.deaths('pose')} and ${workers.deaths('shape')} deaths; poisoned ended after ${percentile95(poisoned.map((id) => seconds.get(id)))} s`)
    // A machine that is busy with other things takes its time for all of it.
    assert.ok(disturbed - undisturbed < Math.max(5, undisturbed / 2), `${undisturbed} s grew to ${disturbed} s`)
    await house.server.stop()
  } finally {
    if (!house.server.exited) await house.server.kill()
    await house.remove()
  }
})
