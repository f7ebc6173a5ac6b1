// The page where model files are missing: stand-in networks read the pose, and people are told, owners and admins
// also how to get on from there.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { clickAtClipTime, clipSeconds, makeClips } from './support/clips.mjs'
import { createTraining, signIn, signUp } from './support/person.mjs'
import { failWithRoom, loadingMilliseconds } from './support/room.mjs'
import { root, squats, startService } from './support/service.mjs'
import { eventually } from './support/waiting.mjs'

const processingMilliseconds = 240_000
const countdownSeconds = 3
const lagSeconds = 0.3
const adminId = 'the-admin'
const open = '카메라 켜고 따라 하기'
const mark = '대체 모델 사용 중: 덜 정확합니다'
const files = ['nanodet/nanodet', 'movenet_thunder/movenet_thunder', 'movenet_lightning/movenet_lightning']
const models = process.env.TRAININGZIP_MODELS ?? join(root, '.deps/models')
const missing = files.find((file) => !existsSync(join(models, `${file}.onnx`)))
const skip = missing && `${missing}.onnx is not here`
const detector = join(models, 'rtmdet_nano/rtmdet-nano.onnx')
const isOurs = !process.env.TRAININGZIP_URL
const skipRemake = skip || (!isOurs && 'the service is not ours') || (!existsSync(detector) && 'the real detector is not here')

let service
let clips
let folder
let video
let lateDetector
let training
let owner
const browsers = []

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trainingzip-stand-in-'))
  // A file of the real networks that is not there yet.
  lateDetector = join(folder, 'detector.onnx')
  service = await startService({
    TRAININGZIP_API_FIRST_ADMIN_ID: adminId,
    ...(skipRemake ? {} : { TRAININGZIP_POSE_DETECTOR_MODEL: lateDetector }),
  })
  clips = makeClips()
  // Enough to tell who follows from who does not, in half the time.
  video = join(folder, 'short.mp4')
  execFileSync('ffmpeg', ['-loglevel', 'error', '-i', squats, '-t', '6', '-c', 'copy', video])
})
after(async () => {
  for (const browser of browsers) await browser.close()
  clips?.remove()
  if (folder) rmSync(folder, { recursive: true })
  await service?.stop()
})

async function visit(camera = 'none') {
  const browser = await launch({ camera })
  browsers.push(browser)
  return openPage(browser, { address: service.address })
}

/** Practises once in a browser with this camera, and closes it. */
async function scoreWith(camera, { inStep }) {
  const page = await visit(camera)
  const score = await practise(page, { inStep })
  await page.context().browser().close()
  return score
}

/** Lets answers of a path come changed; gives a function that ends that. */
async function amend(page, path, changes) {
  const change = async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), ...changes() } })
  }
  await page.route(path, change)
  return () => page.unroute(path, change)
}

/** Practises once where a file of the real networks is missing; in step with the trainer if asked for. */
async function practise(page, { inStep }) {
  const asked = []
  page.context().on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.context().route('/models/public.json', async (route) => {
    const response = await route.fetch()
    const missing = ['rtmdet_nano/rtmdet-nano_int8_weights.onnx']
    await route.fulfill({ response, json: { ...(await response.json()), missing } })
  })
  await page.goto(training)
  await page.getByRole('button', { name: open }).click()
  const running = page.getByRole('button', { name: '잠시 멈춤' })
  await running.waitFor({ timeout: loadingMilliseconds }).catch((error) => failWithRoom(page, error))
  await page.getByRole('dialog').getByText(mark).click()
  await page.getByRole('dialog').getByText('./run --models-from FOLDER|URL').waitFor()
  if (inStep) {
    const moment = (2 * clipSeconds - lagSeconds - countdownSeconds) % clipSeconds
    // Else the trainer's video may end before that moment.
    await running.click()
    await clickAtClipTime(page, '[data-testid=restart]', moment)
    await running.waitFor()
  } else {
    assert.deepEqual(await barriers(page), [], 'the room')
  }
  const score = page.getByTestId('final-score')
  await score.waitFor({ timeout: 60_000 }).catch((error) => failWithRoom(page, error))
  assert.ok(asked.includes('/models/nanodet/nanodet.onnx'))
  assert.ok(!asked.some((path) => /tinypose|rtmdet/.test(path)), 'the real networks are not asked for')
  assert.deepEqual(page.problems, [])
  return Number(await score.textContent())
}

test('an upload that waits for models says so, and goes on when they come', async () => {
  const page = await visit()
  owner = page
  await signUp(page)
  const message = '모델 파일을 기다리고 있습니다.'
  const stage = (name, state) => ({ name, state, percent: state === 'done' ? 100 : 0, framesPerSecond: null })
  const come = await amend(page, /\/progress$/, () => ({
    state: 'PROCESSING',
    stages: [stage('normalise', 'done'), stage('pose', 'waiting'), stage('shape', 'waiting')],
    waitingFor: { reason: 'models', message },
    secondsLeft: null,
  }))
  training = await createTraining(page, { title: '대체 모델', video })
  await page.getByRole('status').getByText(message).waitFor()
  await page.getByRole('heading', { name: '처리를 기다리고 있습니다' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await come()
  await page.getByRole('button', { name: open }).waitFor({ timeout: processingMilliseconds })
  assert.deepEqual(page.problems, [])
})

test('visitors see the mark, and an owner makes the training again, which is shown meanwhile', { skip: skipRemake }, async () => {
  const page = owner
  await page.getByText(mark).waitFor()
  assert.deepEqual(await barriers(page), [])
  const again = page.getByRole('button', { name: '실제 모델로 다시 만들기' })
  // Only the progress tells whether it can be made again, and that is asked once.
  const answered = page.waitForResponse(/\/progress$/)
  await page.reload()
  await answered
  await page.waitForLoadState('networkidle')
  await page.getByText(mark).waitFor()
  assert.equal(await again.count(), 0, 'the real ones are not there yet')
  copyFileSync(detector, lateDetector)
  const deadline = Date.now() + 30_000
  while (!(await again.isVisible()) && Date.now() < deadline) {
    await page.reload()
    await page.getByText(mark).waitFor()
    await page.waitForTimeout(1000)
  }
  await again.click()
  await page.getByRole('progressbar').first().waitFor()
  await page.getByRole('button', { name: open }).waitFor()
  await page.getByText(mark).waitFor({ state: 'detached', timeout: processingMilliseconds })
  await page.getByRole('progressbar').first().waitFor({ state: 'detached' })
  await eventually(() => again.count(), 0)
  assert.deepEqual(page.problems, [])
})

test('who moves with the trainer scores high with the stand-in networks', { skip }, async (t) => {
  const score = await scoreWith(clips.moving, { inStep: true })
  t.diagnostic(`score ${score}`)
  assert.ok(score >= 80, `score ${score}`)
})

test('who stands still scores low with the stand-in networks', { skip }, async (t) => {
  const score = await scoreWith(clips.still, { inStep: false })
  t.diagnostic(`score ${score}`)
  assert.ok(score <= 10, `score ${score}`)
})

test('an admin sees what is missing, and has everything made again after being asked', async (t) => {
  if (!service.data) return t.skip('the service is not ours')
  const page = await visit()
  const file = '.deps/models/rtmdet_nano/rtmdet-nano.onnx'
  await page.route('/api/upload/networks', (route) =>
    route.fulfill({
      json: {
        pose: { state: 'ready', networks: 'stand-in', missing: [file] },
        shape: { state: 'waiting', networks: null, missing: [] },
        standInTrainings: 7,
      },
    }),
  )
  await page.route('/api/upload/reprocess', (route) => route.fulfill({ status: 202, json: { trainings: 7 } }))
  const password = readFileSync(join(service.data, 'secrets/first_admin_password'), 'utf8').trim()
  await signIn(page, { id: adminId, password, nickName: adminId })
  await page.goto('/admin/models')
  await page.getByRole('heading', { name: '모델' }).waitFor()
  const panel = page.locator('.networks')
  await panel.getByText(file).waitFor()
  for (const text of ['대체 모델: 덜 정확합니다', '모델을 기다리는 중', './run --models-from FOLDER|URL', '만든 트레이닝: 7개']) {
    await panel.getByText(text).waitFor()
  }
  assert.deepEqual(await barriers(page), [])
  await panel.getByRole('button', { name: '모두 다시 만들기' }).click()
  assert.deepEqual(await barriers(page), [], 'the question')
  await page.getByRole('button', { name: '다시 만들기', exact: true }).click()
  await panel.getByRole('status').getByText('트레이닝 7개를 하나씩 다시 만듭니다.').waitFor()

  const other = await visit()
  await signUp(other)
  await other.goto('/account')
  await other.getByRole('heading', { name: '비밀번호 바꾸기' }).waitFor()
  assert.equal(await other.getByRole('heading', { name: '모델' }).count(), 0, 'for admins only')
})
