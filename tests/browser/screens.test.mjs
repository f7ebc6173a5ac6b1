// Every screen, in both languages and themes, without a barrier, and no wider than its window.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { signIn } from './support/person.mjs'
import { apiOf, pictureAt, publish, train } from './support/seed.mjs'
import { startService } from './support/service.mjs'

const skip = process.env.TRAININGZIP_URL && 'needs the data folder'
const chief = 'chief'
const widths = [390, 844, 1280, 1920]
const heights = { 390: 844, 844: 390, 1280: 800, 1920: 1080 }

let service
let browser
let trainer
let person
let places
before(async () => {
  if (skip) return
  service = await startService({ TRAININGZIP_API_FIRST_ADMIN_ID: chief })
  browser = await launch()
  trainer = await apiOf(service)
  person = await apiOf(service)
  const picture = pictureAt(3, join(service.data, 'picture.jpg'))
  const body = '발을 어깨너비로 벌리고 천천히 앉았다가 일어납니다.'
  const training = await publish(
    service,
    trainer,
    { title: '아침 스쿼트 3세트', body, category: 'sport', tags: ['하체'] },
    picture,
  )
  const second = await publish(service, trainer, {
    title: 'Slow squats with a very long title that wants two lines',
    category: 'sport',
  })
  const { trainingId: bare } = await trainer.ask('POST', '/api/trainings', { title: '새 트레이닝', body: '' })
  for (const [day, score] of [
    [1, 62],
    [0, 71],
  ]) {
    await train(person, training, day, score)
  }
  const session = await train(person, second, 3, 55)
  const comment = await person.ask('POST', `/api/comments/${training}`, { message: '무릎이 편해요.' })
  await trainer.ask('POST', `/api/comments/${training}`, { message: '고맙습니다.', parentId: comment.commentId })
  await person.ask('POST', `/api/trainings/${training}/like`)
  const { trainerId } = await person.ask('GET', `/api/trainings/${training}`)
  await person.ask('POST', `/api/trainer/${trainerId}`)
  const text = { title: '출근 전', body: '', visibility: 'private', trainings: [training, second] }
  const { playlistId } = await person.ask('POST', '/api/playlists', text)
  await person.ask('POST', '/api/reports', { commentId: comment.commentId, reason: 'spam', text: '광고' }).catch(() => undefined)
  await person.ask('POST', '/api/reports', { trainingId: training, reason: 'dangerous', text: '무릎' })
  const page = await openPage(browser, { address: service.address })
  await page.request.post('/api/incidents', {
    data: { type: 'RangeError', message: 'planted', stack: 'RangeError: planted\n    at plant', page: '/' },
  })
  await page.context().close()
  places = {
    visitor: [
      '/',
      '/?search=없는말',
      '/?page=99',
      `/trainings/${training}`,
      `/trainers/${trainer.member.nickName}`,
      '/trainers/nobody',
      '/sign-in',
      '/camera',
      '/sign-up',
      '/nothing-here',
    ],
    person: [
      '/',
      `/trainings/${training}`,
      '/following',
      '/history',
      `/history/${session}`,
      '/mine',
      '/likes',
      '/playlists',
      `/playlists/${playlistId}`,
      '/account',
      '/trainings/new',
    ],
    trainer: [`/trainings/${training}`, `/trainings/${bare}`, '/mine', '/history', '/following', '/likes', '/playlists'],
    admin: [
      '/admin',
      '/admin/users',
      '/admin/trainings',
      '/admin/queue',
      '/admin/incidents',
      '/admin/incidents/1',
      '/admin/keys',
      '/admin/models',
    ],
  }
})
after(async () => {
  await browser?.close()
  await trainer?.close()
  await person?.close()
  await service?.stop()
})

const members = {
  person: () => person.member,
  trainer: () => trainer.member,
  admin: () => ({
    id: chief,
    nickName: chief,
    password: readFileSync(join(service.data, 'secrets', 'first_admin_password'), 'utf8').trim(),
  }),
}

/** The themes in which a width is looked at for barriers; both widths in both languages take minutes: ./test --long. */
const phone = /** @type {const} */ ({ 390: 'dark' })
const desk = /** @type {const} */ ({ 1280: 'light' })
const isLong = Boolean(process.env.TRAININGZIP_TEST_LONG)
const looks = isLong ? { 'ko-KR': { ...phone, ...desk }, 'en-GB': { ...phone, ...desk } } : { 'ko-KR': phone, 'en-GB': desk }

/** "Good" by the Core Web Vitals: the sum of layout shifts, https://web.dev/articles/cls. */
const mostShift = 0.1

/** Keeps in `shifts` what moves while a page comes, without a person's doing. */
const recordShifts = (page) =>
  page.addInitScript(() => {
    globalThis.shifts = []
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of /** @type {any[]} */ (list.getEntries())) {
        const moved = sources.map(({ node }) => `${node?.nodeName} ${node?.className}`)
        if (!hadRecentInput) globalThis.shifts.push({ value, moved })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

for (const locale of Object.keys(looks)) {
  for (const who of ['visitor', 'person', 'trainer', 'admin']) {
    test(`no barrier on the screens of a ${who}, ${locale}`, { skip }, async () => {
      const page = await openPage(browser, { address: service.address, locale })
      if (who !== 'visitor') await signIn(page, members[who]())
      await recordShifts(page)
      for (const path of places[who]) {
        await page.setViewportSize({ width: widths[0], height: heights[widths[0]] })
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        const shifts = await page.evaluate(() => globalThis.shifts)
        const shift = shifts.reduce((sum, { value }) => sum + value, 0)
        assert.ok(shift < mostShift, `${path} moves under the reader: ${JSON.stringify(shifts)}`)
        for (const width of widths) {
          await page.setViewportSize({ width, height: heights[width] })
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          assert.ok(overflow <= 0, `${path} is ${overflow} px too wide at ${width} px`)
          const colorScheme = looks[locale][width]
          if (!colorScheme) continue
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          assert.deepEqual(await barriers(page), [], `${path} at ${width} px, ${colorScheme}`)
        }
      }
      assert.deepEqual(page.problems, [])
      await page.context().close()
    })
  }
}

test('the header is one row on a phone', { skip }, async () => {
  for (const locale of ['ko-KR', 'en-GB']) {
    const page = await openPage(browser, { address: service.address, locale, viewport: { width: 390, height: 844 } })
    const isOneRow = async () => {
      await page.getByRole('heading', { level: 1 }).waitFor()
      const box = await page.locator('.header').boundingBox()
      assert.ok(box.height <= 64, `${box.height} px`)
    }
    await page.goto('/')
    await isOneRow()
    await signIn(page, person.member)
    await page.goto('/history')
    await isOneRow()
    await page.context().close()
  }
})

test('a menu and a dialog give the focus back to where it was', { skip }, async () => {
  const page = await openPage(browser, { address: service.address, locale: 'en-GB' })
  await signIn(page, person.member)
  await page.goto(places.person[1])
  const more = page.getByRole('button', { name: 'More', exact: true })
  await more.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Add to a playlist' }).waitFor()
  await page.keyboard.press('Escape')
  const isFocused = () => more.evaluate((element) => element === document.activeElement)
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'More')
  assert.ok(await isFocused())
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'More')
})
