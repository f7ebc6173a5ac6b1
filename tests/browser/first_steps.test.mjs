// Who comes first: the introduction, and the demo training one click away.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { hasDemoClip, startServiceWithTraining } from './support/ready_training.mjs'
import { eventually } from './support/waiting.mjs'

const needsDemo = hasDemoClip ? {} : { skip: 'needs a recording: the clip of the demo training' }

let service
/** The address of a training. */
let training
let browser

before(async () => {
  service = await startServiceWithTraining({ hasDemo: hasDemoClip })
  training = service.training
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

/** @param {{ locale?: string, isNew?: boolean, viewport?: { width: number, height: number } }} [options] */
const visit = (options) => openPage(browser, { address: service.address, ...options })

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
