// How the room starts: what is loaded, how fast over slow links, what is kept for the next time.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { makeClips } from './support/clips.mjs'
import { startServiceWithTraining } from './support/ready_training.mjs'
import { inPhase, loadingMilliseconds } from './support/room.mjs'

const isShort = !process.env.TRAININGZIP_TEST_LONG && 'takes two minutes: ./test --long'
const open = '카메라 켜고 따라 하기'

let service
let clips
let training
const browsers = []

before(async () => {
  service = await startServiceWithTraining()
  training = service.training
  clips = makeClips()
})
after(async () => {
  for (const browser of browsers) await browser.close()
  clips?.remove()
  await service?.stop()
})

async function visit(camera = clips.still) {
  const browser = await launch({ camera })
  browsers.push(browser)
  return openPage(browser, { address: service.address })
}

async function throttle(page, megabits) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: (megabits * 1e6) / 8,
    uploadThroughput: (megabits * 1e6) / 16,
  })
}

/** Counts what comes, but for the media of the training itself. */
function countBytes(page) {
  const count = { bytes: 0, engine: 0 }
  page.on('requestfinished', async (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/streaming/')) return
    const { responseBodySize, responseHeadersSize } = await request
      .sizes()
      .catch(() => ({ responseBodySize: 0, responseHeadersSize: 0 }))
    count.bytes += responseBodySize + responseHeadersSize
    if (/^\/(models|ort|wasm)\//.test(pathname)) count.engine += responseBodySize
  })
  return count
}

/** Opens the training and its room; gives the seconds from the address to the countdown's end. */
async function start(page, timeout) {
  const begin = Date.now()
  await page.goto(training)
  await page.getByRole('button', { name: open }).click()
  await inPhase(page, 'running', timeout)
  return (Date.now() - begin) / 1000
}

test('at 1.6 Mbit/s it starts, tells how far it is, and the next opening moves next to nothing', { skip: isShort }, async (t) => {
  const page = await visit()
  const { context } = { context: page.context() }
  const first = countBytes(page)
  await throttle(page, 1.6)
  const starting = start(page, 150_000)
  await page
    .getByText(/MB 중 .* MB/)
    .first()
    .waitFor()
  await page
    .getByText(/약 \d+초 남음/)
    .first()
    .waitFor()
  assert.equal(await page.locator('.stage-picture').evaluate((canvas) => canvas.style.width), '', 'no camera before that')
  assert.deepEqual(await barriers(page), [], 'while it loads')
  const seconds = await starting
  t.diagnostic(`1.6 Mbit/s: running after ${seconds.toFixed(1)} s, ${first.bytes} bytes`)
  assert.ok(seconds < 150, `${seconds} s`)
  // The large network goes on coming.
  await page.waitForTimeout(12_000)
  t.diagnostic(`the engine's files: ${first.engine} bytes`)
  assert.ok(first.engine < 7e6, `${first.engine} bytes of the engine`)
  assert.ok(first.engine > 4e6, 'what is counted is what comes')
  assert.ok(first.bytes < first.engine + 1e6, `${first.bytes} bytes with the page and its font`)
  await page.close()

  const again = Object.assign(await context.newPage(), { problems: [] })
  const second = countBytes(again)
  const secondsAgain = await start(again, 60_000)
  t.diagnostic(
    `second opening: running after ${secondsAgain.toFixed(1)} s, ${second.bytes} bytes, ${second.engine} of the engine`,
  )
  assert.ok(second.engine < 60_000, `${second.engine} bytes of the engine again`)
})

test('what has come is not fetched again after a reload in the midst of it', async () => {
  const page = await visit()
  const ranges = []
  page.context().on('request', (request) => {
    if (request.url().includes('.wasm.zst')) ranges.push(request.headers().range ?? null)
  })
  await throttle(page, 4)
  await page.goto(training)
  for (const megabytes of [1, 3]) {
    await page
      .getByText(new RegExp(`${megabytes}\\.\\d MB`))
      .first()
      .waitFor()
    await page.reload()
  }
  await page.getByRole('button', { name: open }).click()
  await inPhase(page, 'running', loadingMilliseconds)
  assert.equal(ranges[0], null)
  assert.ok(ranges.length >= 3, JSON.stringify(ranges))
  const starts = ranges.slice(1).map((range) => Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0))
  assert.ok(
    starts.every((from, i) => from > 0 && from >= (starts[i - 1] ?? 0)),
    JSON.stringify(ranges),
  )
})

for (const [width, height] of [
  [390, 844],
  [1440, 900],
]) {
  test(`the way in stays where it is while the page and the engine come, ${width} × ${height}`, async () => {
    const page = await visit('none')
    await page.setViewportSize({ width, height })
    await throttle(page, 4)
    // The font comes when the page has long been there to be touched.
    const isLate = async (/** @type {import('playwright-core').Route} */ route) => {
      await page.waitForTimeout(3000)
      await route.continue()
    }
    await page.route(/\.woff2$/, isLate)
    const font = page.waitForResponse(/\.woff2$/)
    await page.goto(training)
    const way = page.getByRole('button', { name: open })
    await way.waitFor()
    const places = await way.evaluate(async (button) => {
      const seen = new Set()
      const isComing = () => document.querySelector('.files-note') !== null
      const wait = () => new Promise(requestAnimationFrame)
      const deadline = performance.now() + 30_000
      let hasCome = false
      while (performance.now() < deadline && !(hasCome && !isComing())) {
        hasCome ||= isComing()
        seen.add(Math.round(button.getBoundingClientRect().y))
        await wait()
      }
      if (!hasCome) throw new Error('nothing was told of what comes')
      return [...seen]
    })
    assert.ok(Math.max(...places) - Math.min(...places) <= 1, `it was at ${places} px`)

    await font
    await page.waitForFunction(() => localStorage.getItem('trainingzip.font') !== null)
    const hasFont = () => getComputedStyle(document.body).fontFamily.includes('Pretendard Variable')
    assert.equal(await page.evaluate(hasFont), false)
    await page.getByRole('link', { name: 'Training.zip' }).first().click()
    await page.waitForFunction(hasFont)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })
}
