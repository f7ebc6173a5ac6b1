// The page as an app: it opens without a network, and keeps nothing that is for one person's eyes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, openPage } from './support/chromium.mjs'
import { newMember, signUp } from './support/person.mjs'
import { startService } from './support/service.mjs'

let service
let browser
before(async () => {
  service = await startService()
  browser = await launch({ trusting: true })
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

test('the page opens without a network once it has been there, and says so', async () => {
  const page = await openPage(browser, { address: service.address, locale: 'en-GB', keepsPage: true })
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await signUp(page, newMember())
  await page.goto('/history')
  await page.getByText('Nothing here yet.').waitFor()
  const kept = await page.evaluate(async () => {
    const caches = await Promise.all((await globalThis.caches.keys()).map((name) => globalThis.caches.open(name)))
    const requests = await Promise.all(caches.map((cache) => cache.keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })
  assert.ok(kept.includes('/index.html'))
  assert.deepEqual(
    kept.filter(
      (path) => !/^\/(index\.html|favicon\.svg|manifest\.webmanifest|icon-[\w-]+\.png|assets\/[^/]+\.(js|css))$/.test(path),
    ),
    [],
    'its own files alone',
  )

  await page.context().setOffline(true)
  await page.goto('/sign-in')
  await page.getByText('You are offline').waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.context().setOffline(false)
  await page.goto('/history')
  await page.getByText('Nothing here yet.').waitFor()
})

test('the page can be installed', async () => {
  const page = await openPage(browser, { address: service.address })
  await page.goto('/')
  const address = await page.getAttribute('link[rel=manifest]', 'href')
  const answer = await page.request.get(address)
  assert.match(answer.headers()['content-type'], /^application\/manifest\+json/)
  const { name, start_url: start, display, icons } = await answer.json()
  assert.deepEqual([name, start, display], ['Training.zip', '/', 'standalone'])
  for (const { src, sizes } of icons) {
    const size = await page.evaluate(async (url) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob())
      return `${bitmap.width}x${bitmap.height}`
    }, src)
    assert.equal(size, sizes, src)
  }
})

test('what crawlers ask for, and an address at which there is nothing', async () => {
  const page = await openPage(browser, { address: service.address, locale: 'en-GB' })
  assert.match(await (await page.request.get('/robots.txt')).text(), /^User-agent: \*\nDisallow: \/api\//)
  const answer = await page.goto('/nothing-here')
  assert.equal(answer.status(), 404)
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
})
