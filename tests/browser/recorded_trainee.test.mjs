// The room without a camera: a recorded trainee is followed in its place.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { signUp } from './support/person.mjs'
import { startServiceWithTraining } from './support/ready_training.mjs'
import { failWithRoom, inPhase, loadingMilliseconds } from './support/room.mjs'

const finishMilliseconds = 60_000

let service
/** The address of a training. */
let training
const browsers = new Map()

before(async () => {
  service = await startServiceWithTraining()
  training = service.training
})
after(async () => {
  for (const browser of browsers.values()) await browser.close()
  await service?.stop()
})

/** @param {{ camera?: string, locale?: string, isNew?: boolean, viewport?: { width: number, height: number } }} [options] */
async function visit({ camera = 'none', ...options } = {}) {
  if (!browsers.has(camera)) browsers.set(camera, await launch({ camera }))
  return openPage(browsers.get(camera), { address: service.address, ...options })
}

test('without a camera a recorded trainee is scored by the same engine, says what it is, and nothing is saved', async () => {
  const page = await visit()
  await signUp(page)
  const saved = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/sessions')) saved.push(request.url())
  })
  await page.goto(training)
  await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  await inPhase(page, 'failed', loadingMilliseconds)
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('dialog').getByRole('button', { name: '카메라 없이 구경하기' }).click()
  const mark = page.getByText('녹화 영상, 내 카메라가 아님')
  await inPhase(page, 'running', loadingMilliseconds)
  assert.ok(await mark.isVisible())
  assert.equal(await page.getByRole('dialog').getByText('카메라 영상은 이 기기 안에서만').count(), 0, 'no word of a camera')
  assert.deepEqual(await barriers(page), [])

  await page.getByTestId('final-score').waitFor({ timeout: finishMilliseconds })
  await page.getByText('녹화 속 사람의 점수').waitFor()
  const score = Number(await page.getByTestId('final-score').textContent())
  assert.ok(score >= 60 && score <= 100, `score ${score}`)
  // It follows some half a second late, which the engine can only find by looking.
  const lag = Number.parseFloat(
    await page.locator('.summary-facts div').filter({ hasText: '늦' }).locator('dd').first().innerText(),
  )
  assert.ok(lag >= 0.2 && lag <= 0.7, `lag ${lag}`)
  await page.getByText('녹화로 본 결과라서 저장하지 않습니다.').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.waitForTimeout(500)

  await page.getByRole('dialog').getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  await inPhase(page, 'failed', loadingMilliseconds)
  assert.deepEqual(saved, [], 'a recording was saved')
  await page.goto('/history')
  const nothing = page.getByText('아직 기록이 없습니다')
  await nothing.waitFor().catch((error) => failWithRoom(page, error))
  await page.context().close()
})

test('who refuses the camera, or only wants to look, is offered the recording in English too', async () => {
  const page = await visit({ camera: 'denied', locale: 'en-US', viewport: { width: 390, height: 844 } })
  await page.goto(training)
  await page.getByRole('button', { name: 'Turn on the camera and follow' }).click()
  await inPhase(page, 'failed', loadingMilliseconds)
  await page.getByRole('dialog').getByRole('button', { name: 'Watch without a camera' }).waitFor()
  await page.getByRole('button', { name: 'Leave' }).click()
  await page.getByRole('button', { name: 'Watch without a camera' }).click()
  await inPhase(page, 'running', loadingMilliseconds)
  const mark = await page.getByText('A recording, not your camera').boundingBox()
  assert.ok(mark && mark.x >= 0 && mark.x + mark.width <= 390, JSON.stringify(mark))
  await page.getByRole('button', { name: 'Settings' }).click()
  assert.equal(await page.getByLabel('Camera', { exact: true }).count(), 0)
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(
    page.problems.filter((line) => !line.startsWith('camera_denied')),
    [],
  )
  await page.context().close()
})
