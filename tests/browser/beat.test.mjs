// The tick at each repetition of the trainer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, openPage } from './support/chromium.mjs'
import { makeClips } from './support/clips.mjs'
import { startServiceWithTraining } from './support/ready_training.mjs'
import { inPhase, loadingMilliseconds } from './support/room.mjs'
import { eventually } from './support/waiting.mjs'

const tickHertz = 1500

let service
let clips
let browser

before(async () => {
  service = await startServiceWithTraining()
  clips = makeClips()
  browser = await launch({ camera: clips.moving })
})
after(async () => {
  await browser?.close()
  clips?.remove()
  await service?.stop()
})

async function enter() {
  const page = await openPage(browser, { address: service.address })
  await page.addInitScript((tick) => {
    globalThis.ticks = []
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when) {
      const video = document.querySelector('video')
      if (this.frequency.value === tick) {
        const ahead = when - this.context.currentTime
        globalThis.ticks.push(video.currentTime + ahead * video.playbackRate)
      }
      return start.call(this, when)
    }
  }, tickHertz)
  await page.goto(service.training)
  await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  await inPhase(page, 'running', loadingMilliseconds)
  return page
}

const settings = (page) => page.getByRole('button', { name: '설정' }).click()
const ticks = (page) => page.evaluate(() => globalThis.ticks)
const stand = (page, seconds) => page.getByLabel('트레이닝 위치').fill(String(seconds))

test('each repetition of the trainer is heard, at its place in the video at every speed', async () => {
  const page = await enter()
  await settings(page)
  const beat = page.getByLabel('박자 소리')
  assert.equal(await beat.isChecked(), false)
  assert.equal((await ticks(page)).length, 0)
  await beat.check()
  // The first may be lost on a context that is about to run.
  await stand(page, 0)
  await eventually(async () => (await ticks(page)).length >= 2, true)
  const heard = await ticks(page)

  await page.locator('.room-settings').getByLabel('빠르기').selectOption('0.5')
  await page.evaluate(() => (globalThis.ticks = []))
  await stand(page, Math.max(0, Math.floor(heard.at(-1) - 1.5)))
  await eventually(async () => (await ticks(page)).length >= 1, true)
  const [again] = await ticks(page)
  const nearest = Math.min(...heard.map((time) => Math.abs(time - again)))
  assert.ok(nearest < 0.2, `${again} is none of ${heard}`)

  await page.keyboard.press('Escape')
  await page.keyboard.press('k')
  await inPhase(page, 'paused')
  await page.evaluate(() => (globalThis.ticks = []))
  await page.waitForTimeout(3000)
  assert.deepEqual(await ticks(page), [])

  await page.reload()
  await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  await inPhase(page, 'running', loadingMilliseconds)
  await settings(page)
  assert.equal(await page.getByLabel('박자 소리').isChecked(), true)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})
