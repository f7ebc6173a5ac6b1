// ./run --models: what a person chooses is fetched, converted, and what the pose server works with.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { binaries, hasRealNetworks, networks, trainingClip } from './harness.mjs'
import { RunFixture, root } from './run/run_fixture.mjs'

const upload = '0123456789abcdef0123456789abcdef'
const video = `trainings/1/${upload}/video.mp4`
const squats = trainingClip()

let folder
let checkout
let published
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainingzip-chosen-'))
  published = join(folder, 'published')
  mkdirSync(published)
  // HRNet is narrow here; what else there is to it is the same.
  const program = join(root, 'tests/models/narrow_hrnet.py')
  execFileSync('/usr/bin/python3', [program, '--high-maps', '4', published, '32x32:1'])
  const prefix = createHash('sha256')
    .update(readFileSync(join(published, 'mmpose.pth')))
    .digest('hex')
    .slice(0, 8)
  checkout = join(folder, 'checkout')
  for (const name of ['.deps', 'models']) mkdirSync(join(checkout, name), { recursive: true })
  const others = readdirSync(root).filter((name) => !['.deps', '.git', 'models', 'run', 'data'].includes(name))
  for (const name of others) symlinkSync(join(root, name), join(checkout, name))
  copyFileSync(join(root, 'run'), join(checkout, 'run'))
  writeFileSync(
    join(checkout, 'models/manifest.toml'),
    `
[[file]]
path = "hrnet_w4/hrnet.onnx"
set = "hrnet-w4"
converter = "hrnet_to_onnx.py"
options = ["--size=256x192"]
from = ["hrnet_w4/mmpose-${prefix}.pth"]
licence = "-"

[[file]]
path = "hrnet_w4/mmpose-${prefix}.pth"
address = "http://127.0.0.1:9/mmpose-${prefix}.pth"
sha256_prefix = "${prefix}"
licence = "-"

[choice.hrnet-w4.pose]
pose_model = "hrnet_w4/hrnet.onnx"
pose_mean = "0.485 0.456 0.406"
pose_deviation = "0.229 0.224 0.225"
`,
  )
  mkdirSync(join(folder, 'mirror/hrnet_w4'), { recursive: true })
  copyFileSync(join(published, 'mmpose.pth'), join(folder, 'mirror/hrnet_w4', `mmpose-${prefix}.pth`))
})
after(() => rmSync(folder, { recursive: true }))

const detector_model = hasRealNetworks.pose ? networks.pose.detector_model : networks.pose.stand_in_detector_model
const start = (options, environment = {}) =>
  new RunFixture({
    from: checkout,
    options: ['--models', ...options],
    replace: { pose: `#!/bin/sh\nexec "${join(binaries, 'trainingzip-pose')}" "$@"\n` },
    environment: () => ({ TRAININGZIP_POSE_DETECTOR_MODEL: detector_model, TRAININGZIP_POSE_NETWORKS: 'real', ...environment }),
  })

test('a name that is none is refused with those that there are', async () => {
  const fixture = start(['hrnet-w5'])
  assert.equal(await fixture.ended, 1)
  assert.match(fixture.output, /there are no models hrnet-w5; there are hrnet-w4/)
  await fixture.stop()
})

test('where the file cannot be had nothing starts, and it is said which one and where to put it', async () => {
  const fixture = start(['hrnet-w4'])
  assert.equal(await fixture.ended, 1)
  assert.match(fixture.output, /hrnet-w4 cannot be had[^]*hrnet_w4\/mmpose-[0-9a-f]{8}\.pth[^]*127\.0\.0\.1:9 cannot be reached/)
  assert.match(fixture.output, /put it into a folder, under the path above/)
  assert.doesNotMatch(fixture.output, /starting the servers/)
  await fixture.stop()
})

test('the pose server takes the network out of the mirror and answers an order with it', async () => {
  const fixture = await start(['hrnet-w4'], { TRAININGZIP_MODEL_MIRROR: join(folder, 'mirror') }).ready()
  try {
    mkdirSync(join(fixture.data, 'storage', 'trainings/1', upload), { recursive: true })
    const clip = join(fixture.data, 'storage', video)
    execFileSync('ffmpeg', ['-v', 'error', '-t', '1', '-i', squats, '-an', '-c:v', 'libx264', '-preset', 'ultrafast', clip])
    const port = readFileSync(join(fixture.data, 'ports/pose'), 'utf8').trim()
    const token = readFileSync(join(fixture.data, 'secrets/service_token'), 'utf8').trim()
    const answer = await fetch(`http://127.0.0.1:${port}/jobs`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ trainingId: 1, uploadId: upload, video }),
    })
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(lines[0], { type: 'accepted' })
    assert.equal(lines.at(-1).type, 'done', JSON.stringify(lines.at(-1)))
    // The network that the configuration names is not in this checkout: the server would wait for it.
    assert.equal(lines.at(-1).networks, 'real')
    assert.ok(lines.some((line) => line.type === 'poses'))
  } finally {
    assert.equal(await fixture.stop(), 0)
  }
})
