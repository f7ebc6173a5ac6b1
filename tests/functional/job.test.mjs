// The whole job with the real servers, and their deaths in the middle of it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataFolder, networks, readWhole, Server, trainingClip, until } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'
import { checkHostileBytes } from './hostile_bytes.mjs'

const squats = trainingClip()
// Processing under sanitizers on a busy machine takes its time.
const patience = 240

let data
const servers = {}
let owner

const settings = {
  api: () => ({ password_memory_kibibytes: 7168, password_passes: 1 }),
  pose: () => networks.pose,
  shape: () => networks.shape,
  upload: () => ({ pose_url: servers.pose.url, shape_url: servers.shape.url, job_retry_seconds: 1 }),
  streaming: () => ({}),
}

/** Starts a server; one that was there before comes back on its port. */
async function start(name) {
  const port = servers[name]?.port ?? 0
  servers[name] = await new Server(name, { data, settings: { port, body_deadline_seconds: 3, ...settings[name]() } }).start()
}

before(async () => {
  // The shipped settings name data/...: each server finds it in its working folder.
  data = new DataFolder()
  for (const name of ['api', 'pose', 'shape', 'upload', 'streaming']) await start(name)
  const answer = await call('api', 'POST', '/auth/signup', {
    json: { id: 'trainer', password: 'a long enough password', nickName: 'trainer', email: 'trainer@example.org' },
  })
  owner = answer.json.accessToken
})
after(async () => {
  for (const name of ['streaming', 'upload', 'shape', 'pose', 'api']) await servers[name]?.stop()
  data.remove()
})

async function call(server, method, path, /** @type {any} */ { json, body, headers = {} } = {}) {
  const all = /** @type {any} */ ({ ...headers })
  if (owner) all.Authorization = `Bearer ${owner}`
  if (json) {
    all['Content-Type'] = 'application/json'
    body = JSON.stringify(json)
  }
  const answer = await readWhole(await fetch(servers[server].url + path, { method, headers: all, body }))
  checkExchange(server === 'api' ? '' : `/${server}`, { method, path, headers: all, body }, answer)
  return answer
}

test('no server waits for a client that is slow or breaks off a line, nor answers under another name', async () => {
  for (const [name, path] of [
    ['api', '/auth/signin'],
    ['upload', '/trainings/1/retry'],
    ['pose', '/jobs'],
    ['shape', '/jobs'],
    ['streaming', '/training/1/video'],
  ]) {
    const token = ['pose', 'shape'].includes(name) && readFileSync(data.join('data', 'secrets', 'service_token'), 'utf8').trim()
    await checkHostileBytes(servers[name], path, token)
  }
})

/** A new training with this file as its video, received and queued. */
async function send(file) {
  const created = await call('api', 'POST', '/trainings', { json: { title: 'Squats', body: 'Three of them' } })
  assert.equal(created.status, 201, created.bytes.toString())
  const id = created.json.trainingId ?? Number(created.headers.get('location').split('/').pop())
  const body = new FormData()
  body.append('video', new Blob([readFileSync(file)], { type: 'video/mp4' }), 'squats.mp4')
  const answer = await call('upload', 'POST', `/trainings/${id}`, { body })
  assert.equal(answer.status, 202, answer.bytes.toString())
  return id
}

const progress = async (id) => (await call('upload', 'GET', `/trainings/${id}/progress`)).json

function ends(id, state) {
  return until(
    async () => {
      const now = await progress(id)
      if (['READY', 'FAILED'].includes(now.state)) {
        assert.equal(now.state, state, `${JSON.stringify(now)}\n${servers.upload.log}`)
        return now
      }
      return false
    },
    `training ${id} is ${state}`,
    patience,
  )
}

/** Waits until this stage is in the middle of its work. */
async function inTheMiddleOf(id, name) {
  const stage = async () => (await progress(id)).stages.find((one) => one.name === name)
  await until(async () => (await stage()).state === 'running', `${name} works on training ${id}`, patience)
  await sleep(300)
  assert.equal((await stage()).state, 'running', `${name} was done before it could be disturbed`)
}

async function checkResult(id) {
  const { json } = await call('api', 'GET', `/trainings/${id}/poses`)
  assert.deepEqual(
    json.frames.map((frame) => frame.frameNo),
    Array.from({ length: 65 }, (_, index) => index),
  )
  for (const [index, frame] of json.frames.entries()) {
    assert.equal(frame.keyPoint.length, 17)
    assert.ok(Math.abs(frame.time - index / 5) < 1e-6)
  }
  const hip = (frame) => frame.keyPoint.find((point) => point.part === 'left_hip')
  assert.ok(
    json.frames.every((frame) => hip(frame).score > 0.2),
    'the trainer is in every frame',
  )
  const heights = json.frames.map((frame) => hip(frame).y)
  assert.ok(Math.max(...heights) - Math.min(...heights) > 150, 'the hips go down and up')
  for (const part of ['video', 'shape']) {
    const answer = await call('streaming', 'GET', `/training/${id}/${part}`, { headers: { Range: 'bytes=0-99' } })
    assert.equal(answer.status, 206)
    assert.equal(answer.bytes.toString('latin1', 4, 8), 'ftyp')
  }
}

test('a video goes all the way', async () => {
  const id = await send(squats)
  const first = await progress(id)
  assert.ok(['QUEUED', 'PROCESSING'].includes(first.state), first.state)
  const last = await ends(id, 'READY')
  assert.equal(last.percent, 100)
  await checkResult(id)
})

test('pose is killed in mid-job and comes back: the job finishes', async () => {
  const id = await send(squats)
  await inTheMiddleOf(id, 'pose')
  await servers.pose.kill()
  await until(() => servers.upload.log.includes('job_postponed'), 'the broken order is noticed')
  await start('pose')
  await ends(id, 'READY')
  await checkResult(id)
})

test('shape is killed in mid-job and comes back: the job finishes', async () => {
  const id = await send(squats)
  await inTheMiddleOf(id, 'shape')
  await servers.shape.kill()
  await start('shape')
  await ends(id, 'READY')
  await checkResult(id)
})

test('upload is killed in mid-job and comes back: the job finishes', async () => {
  const id = await send(squats)
  await inTheMiddleOf(id, 'pose')
  await servers.upload.kill()
  await start('upload')
  await ends(id, 'READY')
  await checkResult(id)
})

test('videos of every width go all the way, and no server dies of one', async () => {
  // Widths that leave 8 to 14 when divided by 16, which are half of all, once destroyed the heap.
  const before = ['pose', 'shape'].map((name) => servers[name].child.pid)
  const ids = []
  for (const [width, height] of [
    [1080, 1920],
    [360, 640],
    [540, 960],
    [478, 852],
    [1080, 1350],
    [522, 292],
  ]) {
    const file = data.join(`${width}x${height}.mp4`)
    const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2,pad=${width}:${height}:-1:-1`
    execFileSync('ffmpeg', [
      '-nostdin',
      '-v',
      'error',
      '-i',
      squats,
      '-vf',
      fit,
      '-frames:v',
      '3',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-an',
      file,
    ])
    ids.push({ id: await send(file), width, height })
  }
  for (const { id, width, height } of ids) {
    await ends(id, 'READY')
    const { json } = await call('api', 'GET', `/trainings/${id}/poses`)
    assert.equal(json.frames.length, 3, `${width}x${height}`)
    const nose = json.frames[0].keyPoint[0]
    assert.ok(nose.score > 0.3 && nose.x > 0 && nose.x < width && nose.y > 0 && nose.y < height, JSON.stringify(nose))
  }
  assert.deepEqual(
    ['pose', 'shape'].map((name) => servers[name].child.pid),
    before,
  )
})

test('nobody in the video: FAILED, and the training stays hidden', async () => {
  const file = data.join('nobody.mp4')
  execFileSync('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'color=gray:size=320x240:rate=10:duration=2',
    '-c:v',
    'libx264',
    file,
  ])
  const id = await send(file)
  assert.equal((await ends(id, 'FAILED')).failure.error, '1206')
  assert.equal((await fetch(`${servers.api.url}/trainings/${id}`)).status, 404)
})

test('a deleted training takes its files along', async () => {
  const id = await send(squats)
  await inTheMiddleOf(id, 'pose')
  assert.equal((await call('api', 'DELETE', `/trainings/${id}`)).status, 200)
  await until(() => !existsSync(data.join('data', 'storage', 'trainings', String(id))), 'nothing stays', patience)
})
