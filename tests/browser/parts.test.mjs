// Parts of the page that come later, over a connection that loses requests.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, openPage } from './support/chromium.mjs'
import { apiOf, publish } from './support/seed.mjs'
import { startService } from './support/service.mjs'

const skip = process.env.TRAININGZIP_URL && 'needs the data folder'
const open = '카메라 켜고 따라 하기'

let service
let browser
let training

before(async () => {
  if (skip) return
  service = await startService()
  browser = await launch({ camera: 'denied' })
  training = `/trainings/${await publish(service, await apiOf(service), { title: '끊기는 회선' })}`
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

/** A page for which the first `losses` requests of what matches are lost. Gives it and the addresses of all of them. */
async function lossy(wanted, losses) {
  const page = await openPage(browser, { address: service.address })
  const asked = []
  await page.context().route(wanted, (route) => {
    asked.push(route.request().url())
    return asked.length <= losses ? route.abort('connectionreset') : route.continue()
  })
  return { page, asked }
}

const heading = (page) => page.getByRole('heading', { name: '끊기는 회선', level: 1 })
const hasStyles = (page, address) =>
  page.evaluate((wanted) => [...document.styleSheets].some(({ href }) => href === wanted), address)

for (const [kind, wanted] of [
  ['style sheet', /\/assets\/practice-[^/]*\.css$/],
  ['script', /\/assets\/practice-[^/]*\.js$/],
]) {
  for (const losses of [1, 2]) {
    test(`the room opens after ${losses} lost requests for its ${kind}`, { skip }, async () => {
      const { page, asked } = await lossy(wanted, losses)
      await page.goto(training)
      await page.getByRole('button', { name: open }).click()
      await page.getByText('카메라를 쓸 수 없게 막혀 있습니다').waitFor({ timeout: 30_000 })
      assert.equal(asked.length, losses + 1)
      if (kind === 'style sheet') assert.equal(await hasStyles(page, asked[0]), true)
      await page.context().close()
    })
  }
}

test('a training stays readable without its room, which says so and is asked for again', { skip }, async () => {
  const { page, asked } = await lossy(/\/assets\/practice-[^/]*\.js$/, Infinity)
  await page.goto(training)
  await heading(page).waitFor()
  await page.waitForTimeout(4000)
  assert.ok(asked.length >= 3, `${asked.length} requests`)
  assert.equal(await page.getByRole('alert').count(), 0)
  await page.getByRole('button', { name: open }).click()
  const notice = page.getByRole('dialog', { name: '따라 하기를 열지 못했습니다' })
  await notice.waitFor()
  await notice.getByRole('button', { name: '닫기' }).click()
  await heading(page).waitFor()
  await page.getByRole('button', { name: open }).click()
  await notice.waitFor()
  await page.context().unroute(/\/assets\/practice-[^/]*\.js$/)
  await notice.getByRole('button', { name: '다시 시도' }).click()
  await page.getByText('카메라를 쓸 수 없게 막혀 있습니다').waitFor({ timeout: 30_000 })
  await page.context().close()
})

test('a page that does not come says so in its place, and another one can be gone to', { skip }, async () => {
  const { page } = await lossy(/\/assets\/(training|TrainingPage)-[^/]*\.js$/, Infinity)
  await page.goto(training)
  await page.getByRole('alert').getByText('화면의 일부를 받지 못했습니다').waitFor({ timeout: 20_000 })
  await page.getByRole('link', { name: 'Training.zip' }).click()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.getByText('끊기는 회선').first().waitFor()
  await page.context().close()
})
