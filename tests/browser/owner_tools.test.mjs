// What the owner of a training can do with its video: make another person the trainer, choose the picture.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { signIn } from './support/person.mjs'
import { draw } from '../functional/picture_files.mjs'
import { apiOf, publish, uploadId } from './support/seed.mjs'
import { startService } from './support/service.mjs'
import { eventually } from './support/waiting.mjs'

const skip = process.env.TRAININGZIP_URL && 'needs the data folder'

let service
let browser
let owner
let training
before(async () => {
  if (skip) return
  service = await startService()
  browser = await launch()
  owner = await apiOf(service)
  training = await publish(service, owner, { title: 'Squats for two' })
})
after(async () => {
  await browser?.close()
  await owner?.close()
  await service?.stop()
})

const people = [
  { number: 1, timeSeconds: 0.4, box: { left: 0.1, top: 0.2, width: 0.3, height: 0.7 }, isStill: false, isTrainer: true },
  { number: 2, timeSeconds: 0.4, box: { left: 0.6, top: 0.25, width: 0.25, height: 0.6 }, isStill: false, isTrainer: false },
  { number: 3, timeSeconds: 2.4, box: { left: 0.7, top: 0.1, width: 0.2, height: 0.2 }, isStill: true, isTrainer: false },
].map((person) => ({ ...person, shareOfTime: 0.9 }))

/** The page of the training, of its owner, with so many persons in the video. */
async function visitAsOwner(found, choosable = true) {
  const page = await openPage(browser, { address: service.address, locale: 'en-GB' })
  await page.context().route(/\/people$/, (route) => route.fulfill({ json: { people: found, choosable } }))
  await signIn(page, owner.member)
  await page.goto(`/trainings/${training}`)
  await page.getByRole('heading', { name: 'Squats for two' }).waitFor()
  return page
}

test('another person of the video is made the trainer', { skip }, async () => {
  const page = await visitAsOwner(people)
  const chosen = []
  await page.context().route(/\/trainer$/, async (route) => {
    chosen.push(route.request().postDataJSON())
    await route.fulfill({
      status: 202,
      json: { _links: { progress: { href: `${service.address}/api/upload/trainings/${training}/progress` } } },
    })
  })
  await page.getByText('3 people were found in the video.').click()
  const boxes = page.locator('.trainer-choice-box')
  await eventually(() => boxes.allInnerTexts(), ['1', '2'])
  const shown = page.locator('.trainer-choice-frame video')
  await eventually(() => shown.evaluate((/** @type {HTMLVideoElement} */ video) => video.currentTime), 0.4)
  assert.deepEqual(await barriers(page), [])

  // The box is where the person is in the picture, and takes a click.
  const frame = await shown.boundingBox()
  const second = await boxes.nth(1).boundingBox()
  assert.ok(frame && second)
  assert.ok(Math.abs(second.x - frame.x - 0.6 * frame.width) < 2)
  assert.ok(Math.abs(second.height - 0.6 * frame.height) < 2)
  await boxes.nth(1).click()
  await eventually(() => page.getByRole('radio', { name: /Person 2/ }).isChecked(), true)

  await page.getByRole('radio', { name: /Person 3/ }).check()
  await eventually(() => boxes.allInnerTexts(), ['3'])
  await eventually(() => shown.evaluate((/** @type {HTMLVideoElement} */ video) => video.currentTime), 2.4)
  assert.match(await page.locator('.trainer-choice-list').innerText(), /Person 3 · does not move/)

  await page.getByRole('radio', { name: /Person 2/ }).check()
  await page.getByRole('button', { name: 'Make person 2 the trainer' }).click()
  await page.getByRole('button', { name: 'Keep as it is' }).click()
  assert.deepEqual(chosen, [])
  await page.getByRole('button', { name: 'Make person 2 the trainer' }).click()
  await page.getByRole('button', { name: 'Make them again' }).click()
  await eventually(() => chosen, [{ person: 2 }])
})

test('nothing is asked where there is one person, and nothing can be chosen before the video is ready', { skip }, async () => {
  const alone = await visitAsOwner(people.slice(0, 1))
  await alone.locator('.owner-tools').waitFor()
  await alone.waitForTimeout(500)
  assert.equal(await alone.locator('.trainer-choice').count(), 0)

  const early = await visitAsOwner(people, false)
  await early.getByText('3 people were found in the video.').click()
  await early.getByRole('radio', { name: /Person 2/ }).check()
  await early.getByText('You can choose when the video has been processed.').waitFor()
  assert.equal(await early.getByRole('button', { name: /the trainer$/ }).count(), 0)
})

test('one of the frames that are suggested becomes the picture', { skip }, async () => {
  const page = await visitAsOwner(people.slice(0, 1))
  await page.locator('.owner-tools').waitFor()
  await page.waitForLoadState('networkidle')
  assert.equal(await page.getByText('Choose the picture').count(), 0, 'none is suggested')

  const folder = join(service.data, 'storage', 'trainings', String(training), uploadId)
  for (const number of [1, 2, 3]) writeFileSync(join(folder, `picture-${number}.jpg`), draw('mjpeg', '1280x720'))
  await page.reload()
  await page.getByText('Choose the picture').click()
  const suggestions = page.locator('.choose-picture-list img')
  await eventually(
    () => suggestions.evaluateAll((images) => images.map((image) => /** @type {HTMLImageElement} */ (image).naturalWidth)),
    [1280, 1280, 1280],
  )
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Use picture 2' }).click()
  await page.getByText('Lists now show this picture.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Use picture 2' }).getAttribute('aria-pressed'), 'true')

  await page.goto('/')
  await page.locator('.card-picture[srcset]').first().waitFor()
})
