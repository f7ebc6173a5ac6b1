// The measurement of the delay by claps.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { makeClips } from './support/clips.mjs'
import { makePoses } from './support/made_poses.mjs'
import { startServiceWithTraining } from './support/ready_training.mjs'
import { inPhase, loadingMilliseconds } from './support/room.mjs'

const lateMilliseconds = 200

let service
let clips
let browser

before(async () => {
  service = await startServiceWithTraining()
  clips = makeClips()
  browser = await launch({ camera: clips.still })
})
after(async () => {
  await browser?.close()
  clips?.remove()
  await service?.stop()
})

async function enter() {
  const page = await openPage(browser, { address: service.address })
  await makePoses(page, { lateMilliseconds })
  await page.goto(service.training)
  await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  await inPhase(page, 'running', loadingMilliseconds)
  return page
}

const settings = (page) => page.getByRole('button', { name: '설정' }).click()

test('the delay is measured by claps, kept, and forgotten', async () => {
  const page = await enter()
  const measure = async (name) => {
    await settings(page)
    await page.getByRole('button', { name, exact: true }).click()
    await page.locator('.delay-cover[data-step=beating]').waitFor()
  }
  await measure('지연 재기')
  await inPhase(page, 'paused')
  assert.deepEqual(await barriers(page), [], 'while it is measured')
  await page.keyboard.press('Escape')
  await page.locator('.delay-cover').waitFor({ state: 'detached' })
  await inPhase(page, 'paused')

  await measure('지연 재기')
  await page.getByText('손뼉이 충분히 보이지 않았습니다').waitFor()
  await page.evaluate(() => (globalThis.isClapping = true))
  await page.getByRole('button', { name: '다시 재기' }).click()
  await page.getByText(/지연은 0\.\d\d초입니다/).waitFor({ timeout: 40_000 })
  await page.getByRole('button', { name: '확인' }).click()

  const stored = () => page.evaluate(() => Object.values(JSON.parse(localStorage.getItem('trainingzip.delays') ?? '{}')))
  const [milliseconds, ...more] = await stored()
  assert.deepEqual(more, [])
  // A sound is heard somewhat after it has begun, and the camera has ten frames a second.
  assert.ok(Math.abs(milliseconds - lateMilliseconds) < 100, `${milliseconds} ms`)

  await settings(page)
  await page.getByText(`${(milliseconds / 1000).toFixed(2)}초`).waitFor()
  assert.deepEqual(await barriers(page), [], 'the settings')
  await page.getByRole('button', { name: '잰 값 지우기' }).click()
  await page.getByRole('button', { name: '지연 재기' }).waitFor()
  assert.deepEqual(await stored(), [])
  assert.deepEqual(page.problems, [])
  await page.context().close()
})
