// The room itself: its forms, its keys, full screen, what pauses it, and how it is left.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { makeClips } from './support/clips.mjs'
import { startServiceWithTraining } from './support/ready_training.mjs'
import { inPhase, loadingMilliseconds } from './support/room.mjs'
import { eventually, waitForFocus } from './support/waiting.mjs'

const open = '카메라 켜고 따라 하기'

let service
let clips
let training
const browsers = new Map()
const pages = []

before(async () => {
  service = await startServiceWithTraining()
  training = service.training
  clips = makeClips()
})
after(async () => {
  for (const browser of browsers.values()) await browser.close()
  clips?.remove()
  await service?.stop()
})

/** @param {{ camera?: string, viewport?: { width: number, height: number } }} [options] */
async function visit({ camera = clips.moving, ...options } = {}) {
  if (!browsers.has(camera)) browsers.set(camera, await launch({ camera }))
  for (const page of pages.splice(0)) await page.context().close()
  const page = await openPage(browsers.get(camera), { address: service.address, ...options })
  pages.push(page)
  return page
}

async function enter(page, { phase = 'running' } = {}) {
  await page.goto(training)
  await page.getByRole('button', { name: open }).click()
  await inPhase(page, phase, loadingMilliseconds)
}

const video = (page, read) => page.locator('.stage-trainer video').evaluate(read)
/** Waits until the trainer's video stands at this time, in seconds, to within half a second. */
const waitForTime = (page, seconds) =>
  eventually(async () => Math.abs((await video(page, (element) => element.currentTime)) - seconds) < 0.5, true)
const box = async (page, selector) => {
  const found = await page.locator(selector).first().boundingBox()
  assert.ok(found, `${selector} is not shown`)
  return found
}
const isWithin = (inner, outer) =>
  inner.x >= outer.x - 1 &&
  inner.y >= outer.y - 1 &&
  inner.x + inner.width <= outer.x + outer.width + 1 &&
  inner.y + inner.height <= outer.y + outer.height + 1

test('the stage comes first on every form, and nothing that counts is cropped or covered', async () => {
  const page = await visit()
  await enter(page)
  for (const [width, height] of [
    [390, 844],
    [844, 390],
    [640, 360],
    [768, 1024],
    [1024, 768],
    [1366, 657],
    [1920, 1080],
    // 1366 × 657 at 200 %, 1280 × 1024 at 400 %.
    [683, 328],
    [320, 256],
  ]) {
    const form = `${width} × ${height}`
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(300)
    const screen = { x: 0, y: 0, width, height }
    const stage = await box(page, '.room-stage')
    assert.ok(stage.width * stage.height >= 0.6 * width * height, `${form}: the stage is ${stage.width} × ${stage.height}`)
    const picture = await box(page, '.stage-picture')
    assert.ok(picture.height >= stage.height - 2 || picture.width >= stage.width - 2, `${form}: the picture fills a direction`)

    const trainer = await box(page, '.stage-trainer video')
    assert.ok(isWithin(trainer, stage), `${form}: the trainer is on the stage`)
    assert.ok(trainer.height >= 0.3 * stage.height, `${form}: the trainer is ${trainer.height} high`)
    const proportion = await video(page, ({ videoWidth, videoHeight }) => videoWidth / videoHeight)
    // The frame around it is two pixels.
    const drawn = (trainer.width - 4) / (trainer.height - 4)
    assert.ok(Math.abs(drawn / proportion - 1) < 0.03, `${form}: the trainer is cropped: ${drawn} for ${proportion}`)

    for (const button of await page.locator('.room-controls .icon-button').all()) {
      assert.ok(isWithin(await button.boundingBox(), screen), `${form}: ${await button.getAttribute('aria-label')}`)
    }
    assert.ok(isWithin(await box(page, '.stage-leave'), screen), form)
    const [line, controls] = [await box(page, '.time-line'), await box(page, '.room-controls')]
    const isApart = line.x + line.width <= controls.x + 1 || line.y + line.height <= controls.y + 1
    assert.ok(isApart, `${form}: the time line covers the buttons`)
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true, form)
  }
  assert.deepEqual(page.problems, [])
})

test('a message of two lines and settings leave the stage as it is, uncovered', async () => {
  const page = await visit({ viewport: { width: 1366, height: 657 } })
  await enter(page)
  const before = await box(page, '.room-stage')
  await page.locator('.advice-main').evaluate((line) => (line.textContent = '두 줄이 되도록 긴 말 '.repeat(12)))
  assert.equal((await box(page, '.room-stage')).height, before.height)

  for (const [width, height] of [
    [1366, 657],
    [390, 844],
    [844, 390],
  ]) {
    await page.setViewportSize({ width, height })
    await page.getByRole('button', { name: '설정' }).click()
    const [stage, panel] = [await box(page, '.room-stage'), await box(page, '.room-settings')]
    const overlap =
      Math.min(stage.x + stage.width, panel.x + panel.width) - Math.max(stage.x, panel.x) > 1 &&
      Math.min(stage.y + stage.height, panel.y + panel.height) - Math.max(stage.y, panel.y) > 1
    assert.equal(overlap, false, `${width} × ${height}: settings cover the stage`)
    await page.keyboard.press('Escape')
    await page.locator('.room-settings').waitFor({ state: 'detached' })
  }
  await inPhase(page, 'running')
})

test('full screen fills the screen with the room, and ends again', async () => {
  const page = await visit()
  await enter(page, { phase: 'positioning' })
  await page.getByRole('button', { name: '전체 화면', exact: true }).click()
  await eventually(() => page.evaluate(() => document.fullscreenElement?.className ?? null), 'room-frame')
  await page.getByRole('button', { name: '전체 화면 끝내기' }).click()
  await eventually(() => page.evaluate(() => document.fullscreenElement), null)
  await page.keyboard.press('f')
  await eventually(() => page.evaluate(() => document.fullscreenElement?.className ?? null), 'room-frame')
  assert.deepEqual(page.problems, [])
})

test('keys do what they do in video players', async () => {
  const page = await visit()
  await enter(page)
  await page.keyboard.press('Space')
  await inPhase(page, 'paused')
  const paused = await video(page, (element) => element.currentTime)
  await page.keyboard.press('ArrowRight')
  await waitForTime(page, paused + 5)
  await page.keyboard.press('ArrowLeft')
  await waitForTime(page, paused)
  await page.keyboard.press('ArrowDown')
  await eventually(() => video(page, (element) => Math.round(10 * element.volume)), 7)
  await page.keyboard.press('m')
  await eventually(() => video(page, (element) => element.muted), true)
  await page.getByLabel('빠르기').selectOption('0.5')
  await eventually(() => video(page, (element) => element.playbackRate), 0.5)
  assert.deepEqual(await barriers(page), [], 'paused')

  await page.getByRole('button', { name: '설정' }).click()
  await page.getByLabel('키보드 단축키').uncheck()
  await page.keyboard.press('Escape')
  await page.locator('.room-frame').focus()
  await page.keyboard.press('Space')
  await page.waitForTimeout(300)
  await inPhase(page, 'paused')
  await page.getByRole('button', { name: '이어서 하기' }).click()
  await inPhase(page, 'running')
  assert.equal(await video(page, (element) => element.playbackRate), 0.5)
})

test('keys go on after what had the focus has left the room', async () => {
  const page = await visit({ camera: clips.empty })
  await enter(page, { phase: 'positioning' })
  const works = async (after) => {
    await inPhase(page, 'running')
    await page.keyboard.press('Space')
    await inPhase(page, 'paused').catch((error) => assert.fail(`${after}: ${error.message}`))
    await page.keyboard.press('k')
    await inPhase(page, 'running')
  }
  await page.getByRole('button', { name: '설정' }).click()
  await page.getByLabel('화면 밖으로 나가면 멈추기').uncheck()
  await page.locator('.room-settings').getByRole('button', { name: '닫기' }).click()
  await page.getByRole('button', { name: '바로 시작' }).click()
  await works('바로 시작')

  await page.getByRole('button', { name: '설정' }).click()
  await page.locator('.room-settings').getByRole('button', { name: '닫기' }).click()
  await page.locator('.room-settings').waitFor({ state: 'detached' })
  await works('the settings')

  for (const answer of ['Escape', 'Enter']) {
    await page.getByRole('button', { name: '나가기', exact: true }).click()
    await page.getByRole('dialog', { name: '트레이닝을 그만둘까요?' }).waitFor()
    // The keys of the room are not those of the question.
    await page.keyboard.press('m')
    await page.keyboard.press(answer)
    await works('the question')
  }
  assert.equal(await video(page, (element) => element.muted), false)

  await page.getByRole('button', { name: '끝내기' }).click()
  await page.getByRole('button', { name: '한 번 더' }).click()
  await works('한 번 더')

  // By the keyboard, the settings give the focus back to the button that opened them.
  await page.getByRole('button', { name: '설정' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('말로 알려 주기').focus()
  await page.keyboard.press('Escape')
  await waitForFocus(page, 'aria-label', '설정')
  assert.deepEqual(page.problems, [])
})

test('a section is chosen on the time line and repeats', async () => {
  const page = await visit()
  await enter(page)
  const now = () => video(page, (element) => element.currentTime)
  await page.getByLabel('트레이닝 위치').fill('2')
  await eventually(async () => (await now()) >= 2, true)
  await page.getByRole('button', { name: '구간 반복: 여기서부터' }).click()
  await page.waitForTimeout(2600)
  await page.getByRole('button', { name: '구간 반복: 여기까지' }).click()
  const end = await page
    .locator('.time-line')
    .evaluate(
      (line, duration) => (parseFloat(getComputedStyle(line).getPropertyValue('--loop-to')) * duration) / 100,
      await video(page, ({ duration }) => duration),
    )
  assert.ok(end > 4 && end < 12, `ends at ${end}`)
  let highest = 0
  for (let i = 0; i < 25; i++) {
    highest = Math.max(highest, await now())
    await page.waitForTimeout(200)
  }
  assert.ok(highest < end + 1, `went on to ${highest} from ${end}`)
  await inPhase(page, 'running')
  await page.getByRole('button', { name: '반복 그만하기' }).click()
  await page.getByRole('button', { name: '구간 반복: 여기서부터' }).waitFor()
})

test('Back, Escape and the button ask before a session is lost, which can be kept', async () => {
  const page = await visit({ viewport: { width: 1366, height: 657 } })
  await enter(page)
  const question = page.getByRole('dialog', { name: '트레이닝을 그만둘까요?' })
  for (const wantToLeave of [
    () => page.keyboard.press('Escape'),
    () => page.goBack(),
    () => page.getByRole('button', { name: '나가기', exact: true }).click(),
  ]) {
    await wantToLeave()
    await question.waitFor()
    await inPhase(page, 'paused')
    await page.getByRole('button', { name: '계속하기' }).click()
    await question.waitFor({ state: 'detached' })
    await inPhase(page, 'running')
  }
  // What stood still before it was asked does so after.
  await page.keyboard.press('k')
  await inPhase(page, 'paused')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '계속하기' }).click()
  await question.waitFor({ state: 'detached' })
  await inPhase(page, 'paused')
  await page.keyboard.press('k')
  await inPhase(page, 'running')
  assert.deepEqual(await barriers(page), [])
  await page.goBack()
  await question.waitFor()
  assert.deepEqual(await barriers(page), [], 'the question')
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '끝내고 결과 보기' }).click()
  await inPhase(page, 'finished')
  const screen = { x: 0, y: 0, width: 1366, height: 657 }
  for (const name of ['한 번 더', '나가기']) {
    const button = page.locator('.summary').getByRole('button', { name, exact: true })
    assert.ok(isWithin(await button.boundingBox(), screen), `${name} is below the fold`)
  }
  // Nothing is at risk any more: Back leaves for the page of the training.
  await page.goBack()
  await page.locator('.room').waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(new URL(page.url()).pathname, training)
  assert.deepEqual(page.problems, [])
})

test('of two people the page shows who counts, keeps them, and changes on a tap', async () => {
  const page = await visit({ camera: clips.pair })
  await enter(page)
  await page.getByText('화면에 2명이 있어요').waitFor()
  const middle = async (selector) => {
    const { x, width } = await box(page, selector)
    return x + width / 2
  }
  const stage = await box(page, '.room-stage')
  const half = stage.x + stage.width / 2
  await page.locator('.people-own').waitFor()
  const isLeft = (await middle('.people-own')) < half
  // The one who moves and the one who stands are kept apart for as long as somebody looks.
  for (let i = 0; i < 6; i++) {
    await page.waitForTimeout(500)
    assert.equal((await middle('.people-own')) < half, isLeft)
    assert.equal((await middle('.people-other')) < half, !isLeft)
  }
  assert.deepEqual(await barriers(page), [])
  // On a busy machine the video would end before all is seen.
  await page.keyboard.press('Home')
  await page.getByRole('button', { name: '이 사람을 채점' }).click()
  await eventually(async () => (await middle('.people-own').catch(() => half)) < half, !isLeft)
  await page.getByText('화면에 2명이 있어요').waitFor()
  assert.equal((await middle('.people-other')) < half, isLeft)
  assert.deepEqual(page.problems, [])
})

test('it pauses while the tab is hidden, and when the camera stands still', async () => {
  const page = await visit()
  await page.addInitScript(() => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const source = document.createElement('video')
      source.srcObject = await real(wanted)
      source.muted = true
      await source.play()
      const canvas = document.createElement('canvas')
      canvas.width = source.videoWidth
      canvas.height = source.videoHeight
      const context = canvas.getContext('2d')
      setInterval(() => globalThis.isFrozen || context.drawImage(source, 0, 0), 100)
      return canvas.captureStream(10)
    }
  })
  await enter(page)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await inPhase(page, 'paused')
  await page.getByText('다른 화면을 보는 동안 멈췄습니다').waitFor()
  await page.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState')
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await page.getByRole('button', { name: '이어서 하기' }).click()
  await inPhase(page, 'running')
  await page.evaluate(() => (globalThis.isFrozen = true))
  await inPhase(page, 'paused')
  await page.getByText('카메라 영상이 멈췄습니다').waitFor()
})
