// Limits against abuse, as they look to people who do nothing wrong.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { SqliteDatabase } from '../functional/database.mjs'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { newMember, signUp } from './support/person.mjs'
import { startService } from './support/service.mjs'

const ticketSeconds = 4
const videoSeconds = 60
const uploadId = '0123456789abcdef0123456789abcdef'

let service
let browser
before(async () => {
  service = await startService({
    TRAININGZIP_API_SIGN_UP_FREE_PER_ADDRESS: 1,
    TRAININGZIP_API_SIGN_UP_WORK_BITS: 10,
    TRAININGZIP_API_MEDIA_TICKET_SECONDS: ticketSeconds,
  })
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

const visit = (options) => openPage(browser, { address: service.address, ...options })

test('where many sign up the page works for a moment and goes on by itself, in both languages', async () => {
  await signUp(await visit())
  for (const [locale, words] of [
    ['ko-KR', '기기가 가입을 준비하고 있습니다'],
    ['en-GB', 'your device is working on your sign-up'],
  ]) {
    const page = await visit({ locale })
    const member = newMember()
    // What hurries here takes long on a phone: the worker waits until the page was looked at.
    /** @type {any} */
    let goOn
    const looked = new Promise((resolve) => (goOn = resolve))
    await page.context().route(/work_worker/, async (route) => {
      await looked
      await route.continue()
    })
    await page.goto('/sign-up')
    for (const [name, value] of Object.entries(member)) await page.fill(`[name=${name}]`, value)
    await page.click('button[type=submit]')
    await page.getByRole('status').getByText(words).waitFor()
    await page.getByRole('progressbar').waitFor()
    assert.deepEqual(await barriers(page), [], locale)
    goOn()
    await page.getByText(member.nickName).first().waitFor()
    assert.deepEqual(page.problems, [])
  }
})

/** A video whose parts a browser asks for one after another, since it is larger than what it reads ahead. */
function makeVideo(file) {
  execFileSync('ffmpeg', [
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    `nullsrc=size=320x240:rate=10,geq=random(1)*255:128:128`,
    '-t',
    '2',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-b:v',
    '8M',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '10',
    '-y',
    `${file}.part.mp4`,
  ])
  execFileSync('ffmpeg', [
    '-loglevel',
    'error',
    '-stream_loop',
    String(videoSeconds / 2 - 1),
    '-i',
    `${file}.part.mp4`,
    '-c',
    'copy',
    '-movflags',
    '+faststart',
    '-y',
    file,
  ])
}

test('a video that only its owner may see plays on when its ticket ends, also after a sleep', async (context) => {
  if (process.env.TRAININGZIP_URL) return context.skip('needs the data folder')
  const page = await visit()
  const database = new SqliteDatabase({ join: (name) => join(service.data, name) })
  const member = await signUp(page)
  const { accessToken } = await (
    await page.request.post('/api/auth/signin', { data: { id: member.id, password: member.password } })
  ).json()
  const made = await page.request.post('/api/trainings', {
    data: { title: 'Mine', body: '', visibility: 'private' },
    headers: { Authorization: `Bearer ${accessToken}` },
  })
  const { trainingId } = await made.json()
  const folder = join(service.data, 'storage', 'trainings', String(trainingId))
  mkdirSync(join(folder, uploadId), { recursive: true })
  makeVideo(join(folder, uploadId, 'video.mp4'))
  writeFileSync(join(folder, 'current'), uploadId)
  database.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${trainingId}`)

  let isAsleep = false
  const refused = []
  page.on('response', (answer) => {
    if (!answer.url().includes('/video') || answer.status() !== 404) return
    refused.push(answer.url())
    isAsleep = false
  })
  await page.context().route(/\/media$/, (route) => (isAsleep ? route.abort() : route.continue()))
  await page.goto(`/trainings/${trainingId}`)
  const video = page.locator('video')
  await video.evaluate((/** @type {HTMLVideoElement} */ element) => {
    globalThis.interruptions = []
    for (const name of ['error', 'emptied']) element.addEventListener(name, () => globalThis.interruptions.push(name))
    element.muted = true
    return element.play()
  })
  const link = await video.evaluate((/** @type {HTMLVideoElement} */ element) => element.currentSrc)
  const playsAt = (time) =>
    page.waitForFunction((least) => {
      const element = document.querySelector('video')
      return !element.paused && !element.seeking && element.currentTime > least && element.readyState >= 3
    }, time)
  await playsAt(1.5 * ticketSeconds)
  assert.equal(await statusWithoutCookies(link), 404, 'the link alone is of no use any more')
  await video.evaluate((/** @type {HTMLVideoElement} */ element) => (element.currentTime = 40))
  await playsAt(40.5)
  assert.deepEqual(await page.evaluate(() => globalThis.interruptions), [])
  assert.deepEqual(refused, [])
  assert.equal(await video.evaluate((/** @type {HTMLVideoElement} */ element) => element.currentSrc), link)

  isAsleep = true
  await page.waitForTimeout(1000 * (ticketSeconds + 1))
  await video.evaluate((/** @type {HTMLVideoElement} */ element) => (element.currentTime = 20))
  await playsAt(20.3)
  assert.ok(refused.length > 0, 'a part was refused')
  assert.notEqual(await video.evaluate((/** @type {HTMLVideoElement} */ element) => element.currentSrc), link)
  assert.ok(
    await video.evaluate((/** @type {HTMLVideoElement} */ element) => element.currentTime < 35),
    'it goes on where it was',
  )
})

async function statusWithoutCookies(url) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const answer = await context.request.get(url, { headers: { Range: 'bytes=0-0' } })
  await context.close()
  return answer.status()
}
