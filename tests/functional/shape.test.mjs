// The shape server: orders, the stream of progress, the silhouette video, and what happens when things go wrong.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { DataFolder, Server, hasRealNetworks, networks, trainingClip, until } from './harness.mjs'
import { poseBlock, poseTrack } from './pose_block.mjs'

const upload = '0123456789abcdef0123456789abcdef'
const squats = trainingClip()

let data
let server
let token

const ffmpeg = (...options) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...options], { maxBuffer: 1 << 28 })
const settings = () => ({
  storage: data.join('storage'),
  service_token: data.join('secrets', 'service_token'),
  ...networks.shape,
  precision: 'q8w',
})
const folder = (training) => data.join('storage', 'trainings', String(training), upload)

const track = (training) => join(folder(training), 'track')
const writeTrack = (training, ...rest) => writeFileSync(track(training), poseTrack(...rest))

/** What the pose server finds in the video of this training. */
async function posesOf(training) {
  const pose = await new Server('pose', {
    data,
    settings: { storage: settings().storage, service_token: settings().service_token, ...networks.pose },
  }).start()
  try {
    const { trainingId, uploadId, video } = orderFor(training)
    const answer = await fetch(`${pose.url}/jobs`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ trainingId, uploadId, video }),
    })
    const lines = await linesOf(answer)
    assert.equal(lines.at(-1).type, 'done')
    return lines.filter(({ type }) => type === 'poses').map(({ block }) => block)
  } finally {
    await pose.stop()
  }
}

before(async () => {
  data = new DataFolder()
  for (const training of [1, 2, 3, 4, 5]) mkdirSync(folder(training), { recursive: true })
  // Two seconds of the squat clip; then the rate changes, which the shape video has to follow.
  ffmpeg(
    '-t',
    '2',
    '-i',
    squats,
    '-vf',
    'setpts=PTS+gt(N\\,5)*0.35/TB',
    '-fps_mode',
    'passthrough',
    '-an',
    '-enc_time_base',
    '1/90000',
    '-video_track_timescale',
    '90000',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    join(folder(1), 'video.mp4'),
  )
  ffmpeg('-f', 'lavfi', '-i', 'color=gray:s=320x240:r=10:d=0.5', '-c:v', 'libx264', join(folder(2), 'video.mp4'))
  writeFileSync(join(folder(3), 'video.mp4'), 'not a video at all\n')
  copyFileSync(squats, join(folder(4), 'video.mp4'))
  server = await new Server('shape', { data, settings: settings() }).start()
  token = readFileSync(settings().service_token, 'utf8').trim()
  writeTrack(1, await posesOf(1))
  writeTrack(2, [nobody(5, { width: 320, height: 240 })])
  writeTrack(3, [])
  writeTrack(4, [], { ended: false })
})
after(async () => {
  await server.stop()
  data.remove()
})

/** Poses of a video in which the pose server finds nobody, 10 frames a second. */
const nobody = (frameCount, size) => poseBlock(0, frameCount, size, { framesPerSecond: 10, score: 0 })

const orderFor = (training, changes = {}) => ({
  trainingId: training,
  uploadId: upload,
  video: `trainings/${training}/${upload}/video.mp4`,
  track: `trainings/${training}/${upload}/track`,
  shape: `trainings/${training}/${upload}/shape.mp4`,
  ...changes,
})

const send = (order, /** @type {any} */ { bearer = token, signal } = {}) =>
  fetch(`${server.url}/jobs`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(order),
    signal,
  })

async function linesOf(answer) {
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'application/x-ndjson')
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const timesOf = (file) =>
  execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', file])
    .toString()
    .match(/[0-9.]+/g)
    .map(Number)

test('an order is answered with progress and then done, and the silhouette is in the storage', async () => {
  const lines = await linesOf(await send(orderFor(1)))
  const frames = timesOf(join(folder(1), 'video.mp4'))
  assert.deepEqual(lines.shift(), { type: 'accepted' })
  const last = lines.pop()
  assert.deepEqual(
    { ...last, durationSeconds: undefined },
    {
      type: 'done',
      frames: frames.length,
      width: 720,
      height: 1280,
      durationSeconds: undefined,
      networks: hasRealNetworks.shape ? 'real' : 'stand-in',
      notices: [],
    },
  )
  assert.ok(Math.abs(last.durationSeconds - 2.35) < 0.25, `${last.durationSeconds}`)
  assert.ok(lines.length >= 2)
  for (const line of lines) {
    assert.equal(line.type, 'progress')
    assert.equal(line.stage, 'shape')
    assert.equal(line.totalFrames, frames.length)
  }
  assert.equal(lines.at(-1).frames, frames.length)

  const shape = join(folder(1), 'shape.mp4')
  const [stream] = JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-show_streams', '-of', 'json', shape])).streams
  assert.equal(stream.codec_tag_string, 'vp09')
  assert.equal(stream.width, 480)
  assert.equal(stream.height, 854)
  assert.equal(stream.pix_fmt, 'yuv420p')
  assert.equal(stream.color_space, 'bt709')
  assert.equal(stream.color_range, 'tv')
  const times = timesOf(shape)
  assert.equal(times.length, frames.length)
  for (const [index, time] of times.entries()) assert.ok(Math.abs(time - frames[index]) < 2e-5, `frame ${index}`)
})

test('every frame shows one person in cyan on white, and nothing else', () => {
  const rgb = ffmpeg('-i', join(folder(1), 'shape.mp4'), '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-')
  const frameSize = 480 * 854 * 3
  assert.equal(rgb.length, frameSize * timesOf(join(folder(1), 'shape.mp4')).length)
  for (let start = 0; start < rgb.length; start += frameSize) {
    let cyan = 0
    let white = 0
    let strange = 0
    for (let place = start; place < start + frameSize; place += 3) {
      const [red, green, blue] = [rgb[place], rgb[place + 1], rgb[place + 2]]
      if (green < 225 || blue < 225) ++strange
      else if (red < 60) ++cyan
      else if (red > 225) ++white
    }
    const pixels = frameSize / 3
    assert.ok(strange < pixels * 0.001, `${strange} pixels are neither`)
    assert.ok(cyan > pixels * 0.08 && cyan < pixels * 0.25, `${cyan / pixels} of the picture is the person`)
    // What is left over is the soft edge.
    assert.ok(white + cyan > pixels * 0.94, `${(white + cyan) / pixels}`)
  }
})

test('a video with nobody in it and a file that is no video fail with a reason, and leave nothing behind', async () => {
  assert.equal((await linesOf(await send(orderFor(2)))).at(-1).error, '1206')
  assert.equal((await linesOf(await send(orderFor(3)))).at(-1).error, '1201')
  assert.deepEqual(readdirSync(folder(2)), ['track', 'video.mp4'])
  assert.deepEqual(readdirSync(folder(3)), ['track', 'video.mp4'])
})

test('who has no service token or sends nonsense is refused', async () => {
  assert.equal((await send(orderFor(1), { bearer: 'wrong' })).status, 401)
  assert.equal((await send({ ...orderFor(1), more: 1 })).status, 400)
  assert.equal((await send({ ...orderFor(1), shape: undefined })).status, 400)
  const outsideTrack = await send(orderFor(1, { track: '../track' }))
  assert.equal(outsideTrack.status, 400)
  // As an upload server of version 0.2 orders it: it tries again until it is replaced.
  assert.equal((await send({ ...orderFor(1), track: undefined })).status, 503)
  const outside = await send(orderFor(1, { shape: '../outside.mp4' }))
  const answer = outside.status === 200 ? (await linesOf(outside)).at(-1) : await outside.json()
  assert.ok(['2001', '2007'].includes(answer.error), JSON.stringify(answer))
  assert.ok(!existsSync(data.join('outside.mp4')))
})

test('poses that are still being found are waited for, and the wait is told of', async () => {
  const whole = readFileSync(track(1))
  writeFileSync(track(1), whole.subarray(0, 100))
  const answer = await send(orderFor(1))
  const reader = answer.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += decoder.decode(piece.value, { stream: true })
    // Two heartbeats without a frame.
    if (text.split('"frames":0').length === 4) writeFileSync(track(1), whole)
  }
  assert.equal(JSON.parse(text.trim().split('\n').at(-1)).type, 'done')
})

test('the poses of another video are refused', async () => {
  writeTrack(5, [nobody(5, { width: 640, height: 480 })])
  copyFileSync(join(folder(2), 'video.mp4'), join(folder(5), 'video.mp4'))
  assert.equal((await linesOf(await send(orderFor(5)))).at(-1).error, '1207')
  writeFileSync(track(5), 'nonsense')
  assert.equal((await linesOf(await send(orderFor(5)))).at(-1).error, '1207')
  writeTrack(5, [nobody(3, { width: 320, height: 240 })])
  assert.equal((await linesOf(await send(orderFor(5)))).at(-1).error, '1207')
})

test('one video at a time; who hangs up ends the job and makes room for the next', async () => {
  const hangUp = new AbortController()
  const first = await send(orderFor(4), { signal: hangUp.signal })
  assert.equal(first.status, 200)
  const second = await send(orderFor(1))
  assert.equal(second.status, 503)
  assert.ok(Number(second.headers.get('retry-after')) > 0)
  await second.arrayBuffer()
  hangUp.abort()
  await first.text().catch(() => {})
  const lines = await until(async () => {
    const answer = await send(orderFor(2))
    if (answer.status === 200) return linesOf(answer)
    await answer.arrayBuffer()
    return undefined
  }, 'room for the next order')
  assert.equal(lines.at(-1).error, '1206')
  assert.deepEqual(readdirSync(folder(4)), ['track', 'video.mp4'])
})

test('told to stop in the middle of a job, the server stops cleanly and the answer breaks off with the reason', async () => {
  const answer = await send(orderFor(4))
  let text = ''
  const brokenOff = assert.rejects(async () => {
    const decoder = new TextDecoder()
    const reader = answer.body.getReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += decoder.decode(piece.value)
  })
  try {
    await server.stop()
    await brokenOff
    assert.deepEqual(JSON.parse(text.trim().split('\n').pop()), { type: 'failed', error: '2008', detail: 'the server stops' })
    assert.deepEqual(readdirSync(folder(4)), ['track', 'video.mp4'])
  } finally {
    server = await restart()
  }
})

async function restart() {
  return new Server('shape', { data, settings: { ...settings(), precision: 'fp32' } }).start()
}

test('without networks it waits, names the files, takes no order, and begins when they come', async () => {
  const later = data.join('later')
  const absent = {
    models: join(later, 'onnx'),
    stand_in_detector_model: join(later, 'nanodet.onnx'),
    stand_in_segmentation_model: join(later, 'segmentation.onnx'),
  }
  const waiting = new Server('shape', { data, settings: { ...settings(), ...absent } }).launch()
  await until(() => existsSync(waiting.portFile) || waiting.exited, 'the port file')
  assert.ok(!waiting.exited, waiting.log)
  waiting.url = `http://127.0.0.1:${readFileSync(waiting.portFile, 'utf8')}`
  const ready = await until(async () => {
    const answer = await fetch(`${waiting.url}/readyz`)
    return answer.status === 503 && (await answer.text())
  }, '/readyz says no')
  assert.match(ready, /waiting for models.*later/)
  const order = {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(orderFor(2)),
  }
  const refused = await fetch(`${waiting.url}/jobs`, order)
  assert.equal(refused.status, 503)
  assert.equal((await refused.json()).error, '1221')

  mkdirSync(later)
  if (hasRealNetworks.shape) symlinkSync(networks.shape.models, absent.models)
  else {
    symlinkSync(networks.shape.stand_in_detector_model, absent.stand_in_detector_model)
    symlinkSync(networks.shape.stand_in_segmentation_model, absent.stand_in_segmentation_model)
  }
  await until(() => waiting.isReady(), 'ready without a restart', 60)
  const lines = (await (await fetch(`${waiting.url}/jobs`, order)).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(lines[0].type, 'accepted')
  await waiting.stop()
})

test('a wrong setting ends the start with one clear line', async () => {
  const broken = new Server('shape', { data, settings: { ...settings(), precision: 'int4' } }).launch()
  assert.equal(await broken.ended, 1)
  assert.match(broken.log, /precision must be/)
})
