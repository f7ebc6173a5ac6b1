// Who comes first: the introduction, the demo training one click away, and the room without a camera.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { mediaFile } from '../media/prepare.mjs'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { createTraining, signUp } from './support/person.mjs'
import { failWithRoom } from './support/room.mjs'
import { root, squats, startService } from './support/service.mjs'
import { eventually } from './support/waiting.mjs'

const processingMilliseconds = 240_000
const loadingMilliseconds = 90_000
const finishMilliseconds = 60_000

const clip = mediaFile('tfjs_pose_squats/pose_squats.mp4')
const sum = /^sha256 = "(\w+)"/m.exec(readFileSync(join(root, 'scripts/demo/demo.toml'), 'utf8'))?.[1]
const hasClip = clip && createHash('sha256').update(readFileSync(clip)).digest('hex') === sum
const needsDemo = hasClip ? {} : { skip: 'needs a recording: the clip of the demo training' }

let service
/** The address of a training. */
let training
const browsers = new Map()

before(async () => {
  service = await startService({}, [])
  const page = await visit()
  if (hasClip) {
    const state = async () => (await page.request.get('/demo.json')).json()
    const deadline = Date.now() + processingMilliseconds
    while ((await state()).state !== 'ready' && Date.now() < deadline) await page.waitForTimeout(500)
    training = `/trainings/${(await state()).trainingId}`
  } else {
    await signUp(page)
    training = await createTraining(page, { title: '첫 스쿼트', video: squats })
    await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).waitFor({ timeout: processingMilliseconds })
  }
  await page.context().close()
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

const languages = [
  {
    locale: 'ko-KR',
    next: '다음',
    skip: '건너뛰기',
    open: '이용 방법',
    tryDemo: '데모 따라 하기',
    place: (step) => `${step} / 3 단계`,
  },
  {
    locale: 'en-US',
    next: 'Next',
    skip: 'Skip',
    open: 'How it works',
    tryDemo: 'Try the demo',
    place: (step) => `Step ${step} of 3`,
  },
]

for (const { locale, next, skip, open, place } of languages) {
  test(`the introduction comes to a newcomer once, works with the keyboard, and can be had again (${locale})`, async () => {
    const page = await visit({ locale, isNew: true })
    await page.goto('/')
    const dialog = page.getByRole('dialog')
    const heading = dialog.getByRole('heading')
    await dialog.waitFor()
    const titles = []
    for (const step of [1, 2, 3]) {
      await dialog.getByText(place(step)).waitFor()
      await eventually(() => heading.evaluate((element) => element === document.activeElement), true)
      titles.push(await heading.innerText())
      assert.deepEqual(await barriers(page), [])
      if (step < 3) {
        await dialog.getByRole('button', { name: next }).focus()
        await page.keyboard.press('Enter')
      }
    }
    assert.equal(new Set(titles).size, 3)
    await page.keyboard.press('ArrowLeft')
    await dialog.getByText(place(2)).waitFor()
    await dialog.getByRole('button', { name: skip }).click()
    await dialog.waitFor({ state: 'detached' })

    await page.reload()
    await page.locator('.hero').waitFor()
    await page.waitForTimeout(1500)
    assert.equal(await dialog.count(), 0, 'it came again')

    const again = page.getByRole('contentinfo').getByRole('button', { name: open })
    await again.press('Enter')
    await dialog.getByText(place(1)).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await eventually(() => again.evaluate((element) => element === document.activeElement), true)
    assert.deepEqual(page.problems, [])
    await page.context().close()
  })
}

test('it comes neither to who follows a link to a training, nor again to who closed it with Escape', async () => {
  const page = await visit({ isNew: true })
  await page.goto(training)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForTimeout(1500)
  assert.equal(await page.getByRole('dialog').count(), 0)
  await page.goto('/')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('.hero').waitFor()
  await page.waitForTimeout(1500)
  assert.equal(await page.getByRole('dialog').count(), 0)
  await page.context().close()
})

test('on every form all of a step is within reach, its size stays, and nothing moves under reduced motion', async () => {
  for (const { locale, next } of languages) {
    for (const [width, height] of [
      [390, 844],
      [844, 390],
      [1280, 800],
      [320, 640],
    ]) {
      const page = await visit({ locale, isNew: true, viewport: { width, height } })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.goto('/')
      const dialog = page.getByRole('dialog')
      const sizes = []
      for (let step = 0; step < 3; step += 1) {
        await dialog.waitFor()
        await page.waitForFunction(
          () => document.fonts.status === 'loaded' && [...document.fonts].some(({ status }) => status === 'loaded'),
        )
        const { width: wide, height: high } = await dialog.boundingBox()
        sizes.push(high)
        const name = `${locale}, ${width} × ${height}, step ${step + 1}`
        assert.ok(wide <= width && high <= height, `${name}: ${wide} × ${high}`)
        const overflow = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)
        assert.equal(overflow, 0, name)
        for (const button of await dialog.getByRole('button').all()) {
          await button.scrollIntoViewIfNeeded()
          const box = await button.boundingBox()
          assert.ok(box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, name)
          assert.ok(box.height >= 24, name)
        }
        const moving = await page.evaluate(() => document.getAnimations().length)
        assert.equal(moving, 0, name)
        if (step < 2) await dialog.getByRole('button', { name: next }).click()
      }
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 40, `${locale}, ${width}: the dialog jumps: ${sizes}`)
      await page.context().close()
    }
  }
})

test(
  'the demo training is one click from the front page and from the introduction, and says whose video it is',
  needsDemo,
  async () => {
    for (const { locale, next, tryDemo } of languages) {
      const page = await visit({ locale, isNew: true })
      await page.goto('/')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: next }).click()
      await dialog.getByRole('button', { name: next }).click()
      await dialog.getByRole('button', { name: tryDemo }).click()
      await page.waitForURL(`**${training}`)

      await page.goto('/')
      await page.getByRole('link', { name: locale === 'ko-KR' ? '지금 따라 해 보기' : 'Try one now' }).click()
      await page.waitForURL(`**${training}`)
      await page.getByText(locale === 'ko-KR' ? '데모' : 'Demo', { exact: true }).waitFor()
      const source = page.getByRole('link', { name: 'The TensorFlow Authors' })
      assert.equal(await source.getAttribute('href'), 'https://github.com/tensorflow/tfjs-models')
      assert.match((await page.getByRole('link', { name: 'Apache License 2.0' }).getAttribute('href')) ?? '', /apache\.org/)
      assert.deepEqual(await barriers(page), [])
      assert.deepEqual(page.problems, [])
      await page.context().close()
    }
  },
)

const room = (page, phase) => page.locator(`.room-frame[data-phase=${phase}]`)
const inPhase = (page, phase, timeout) =>
  room(page, phase)
    .waitFor({ timeout })
    .catch((error) => failWithRoom(page, error))

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
