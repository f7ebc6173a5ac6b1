// The whole way of a person: share a training, follow it in front of a camera, see what the page says then.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { clickAtClipTime, clipSeconds, makeClips } from './support/clips.mjs'
import { createTraining, signIn, signUp } from './support/person.mjs'
import { recordRequests } from './support/requests.mjs'
import { failWithRoom, loadingMilliseconds } from './support/room.mjs'
import { squats, startService } from './support/service.mjs'
import { eventually } from './support/waiting.mjs'

const processingMilliseconds = 240_000
const countdownSeconds = 3
// How far the camera's clip is behind the trainer's video, well inside what the search for the lag covers.
const lagSeconds = 0.3

let service
let clips
let trainer
let training
const title = `아침 스쿼트 ${Date.now()}`
const browsers = []

before(async () => {
  service = await startService()
  clips = makeClips()
})
after(async () => {
  for (const browser of browsers) await browser.close()
  clips?.remove()
  await service?.stop()
})

async function visit({ camera, ...options }) {
  const browser = await launch({ camera })
  browsers.push(browser)
  return openPage(browser, { address: service.address, ...options })
}

/**
 * Opens the room and practises once; in step: from a moment at which camera and trainer agree. whileRunning
 * is called in the midst of it. Gives the score.
 */
async function practise(page, { inStep, whileRunning = undefined }) {
  await page.goto(training)
  await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  const running = page.getByRole('button', { name: '잠시 멈춤' })
  await running.waitFor({ timeout: loadingMilliseconds }).catch((error) => failWithRoom(page, error))
  if (inStep) {
    const moment = (2 * clipSeconds - lagSeconds - countdownSeconds) % clipSeconds
    // Else the trainer's video may end before that moment.
    await running.click()
    await clickAtClipTime(page, '[data-testid=restart]', moment)
    await running.waitFor()
  }
  await whileRunning?.()
  const score = page.getByTestId('final-score')
  await score.waitFor({ timeout: 60_000 }).catch((error) => failWithRoom(page, error))
  return Number(await score.textContent())
}

test('a video becomes a training while its owner watches, comes and goes', async () => {
  const page = await visit({ camera: 'none' })
  trainer = await signUp(page)
  training = await createTraining(page, { title, video: squats })
  await page.getByRole('progressbar').first().waitFor()
  assert.deepEqual(await barriers(page), [])

  await page.goto('/mine')
  await page.getByRole('link', { name: title }).click()
  const ready = page.getByRole('button', { name: '카메라 켜고 따라 하기' })
  const failed = page.getByRole('heading', { name: '영상을 준비하지 못했습니다' })
  await ready.or(failed).waitFor({ timeout: processingMilliseconds })
  assert.ok(await ready.isVisible(), await page.locator('main').innerText())
  assert.deepEqual(await barriers(page), [])

  await page.getByRole('button', { name: '이 장면을 대표 사진으로' }).click()
  await page.getByText('목록에 이 장면이 보입니다.').waitFor()
  await page.goto('/mine')
  const picture = async () => {
    const address = await page.waitForFunction(() => {
      const image = /** @type {HTMLImageElement} */ (document.querySelector('.card img'))
      return image?.naturalWidth > 100 && image.currentSrc
    })
    return address.jsonValue()
  }
  assert.match(await picture(), /\?v=\d+&size=small$/, 'no larger than it is shown')

  const changeTo = async (visibility) => {
    await page.goto(training)
    const changed = page.waitForResponse((answer) => answer.request().method() === 'PUT')
    await page.getByLabel('공개 범위').selectOption(visibility)
    assert.equal((await changed).status(), 200)
  }
  await changeTo('private')
  await page.goto('/mine')
  assert.match(await picture(), /^blob:/, 'the owner sees what nobody else may')
  await changeTo('public')
  assert.deepEqual(page.problems, [])
})

test('what is not a video ends in a reason that the owner can read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-bad-'))
  const video = join(folder, 'letter.mp4')
  writeFileSync(video, 'Dear trainer, this is not a video.\n'.repeat(400))
  try {
    const page = await visit({ camera: 'none' })
    await signIn(page, trainer)
    await createTraining(page, { title: '편지', video })
    const reason = page.getByRole('alert').getByText('영상 파일이 아니거나 손상되어 읽을 수 없습니다.')
    await reason.waitFor({ timeout: 60_000 })
    await page.getByText('다른 영상', { exact: false }).or(page.getByText('영상 고르기')).first().waitFor()
    assert.equal(await page.getByRole('button', { name: '다시 처리하기' }).count(), 0, 'it would end the same')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the training is found in the list, liked, and talked about', async () => {
  const page = await visit({ camera: 'none' })
  await signUp(page)
  await page.goto('/?search=' + encodeURIComponent(title))
  await page.getByRole('link', { name: title }).click()
  await page.getByText('좋아요 0').waitFor()
  await page.getByRole('button', { name: '좋아요' }).click()
  await page.getByText('좋아요 1').waitFor()
  await page.getByLabel('댓글 쓰기').fill('무릎이 편해요. <b>고맙습니다</b>')
  await page.getByRole('button', { name: '남기기' }).click()
  await page.getByText('무릎이 편해요. <b>고맙습니다</b>').waitFor()
  await page.reload()
  await page.getByText('좋아요 1').waitFor()
  await eventually(() => page.getByRole('button', { name: '좋아요' }).getAttribute('aria-pressed'), 'true')
  assert.equal(await page.getByRole('button', { name: '트레이닝 삭제' }).count(), 0)
})

/** Makes the picture of the result, gives it to the system's menu, and saves it. */
async function takesCard(page, score) {
  await page.evaluate(() => {
    const shared = /** @type {any[]} */ ([])
    Object.assign(globalThis, { shared })
    Object.defineProperty(navigator, 'canShare', { value: ({ files }) => files[0].type === 'image/png' })
    Object.defineProperty(navigator, 'share', { value: async (data) => void shared.push(data) })
  })
  await page.getByRole('button', { name: '결과를 이미지로 만들기' }).click()
  const card = page.getByRole('img', { name: new RegExp(`^${title}, ${score}점, `) })
  await card.waitFor()
  await eventually(() => page.evaluate(() => document.activeElement?.textContent), '결과 이미지')
  assert.deepEqual(await card.evaluate((image) => [image.naturalWidth, image.naturalHeight]), [1080, 1350])
  await page.getByText('카메라에 찍힌 모습은 들어 있지 않습니다.').waitFor()
  await page.getByRole('button', { name: '공유하기' }).click()
  await eventually(() => page.evaluate(() => globalThis.shared.map(({ files }) => files[0].name)), ['training-zip.png'])
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '이미지 저장' }).click()])
  const bytes = readFileSync(await file.path())
  assert.deepEqual([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16), bytes.readUInt32BE(20)], ['PNG', 1080, 1350])
  assert.deepEqual(await barriers(page), [], 'the summary with the picture')

  const address = () => card.getAttribute('src')
  const [without, whole] = [await address(), await meanColour(card)]
  const showsPerson = page.getByRole('checkbox', { name: '내 모습 넣기' })
  await showsPerson.check()
  await page.getByText('점수가 가장 높았던 순간에').waitFor()
  assert.notEqual(await address(), without)
  const own = await meanColour(card)
  assert.ok(
    own.some((value, channel) => Math.abs(value - whole[channel]) > 3),
    `the same picture: ${own}, ${whole}`,
  )
  assert.ok(Math.max(...own) > 40, `a black picture: ${own}`)
  assert.deepEqual(await card.evaluate((image) => [image.naturalWidth, image.naturalHeight]), [1080, 1350])
  await showsPerson.uncheck()
  await page.getByText('카메라에 찍힌 모습은 들어 있지 않습니다.').waitFor()
}

/** Red, green and blue, 0..255, of the upper part of a card, where its picture is. */
const meanColour = (card) =>
  card.evaluate((image) => {
    const canvas = new OffscreenCanvas(1, 1)
    const drawing = canvas.getContext('2d')
    drawing.drawImage(image, 200, 100, 680, 300, 0, 0, 1, 1)
    return [...drawing.getImageData(0, 0, 1, 1).data.slice(0, 3)]
  })

test('who moves with the trainer scores high, and nothing of the camera is sent anywhere', async (t) => {
  const page = await visit({ camera: clips.moving })
  const requests = await recordRequests(page)
  const score = await practise(page, { inStep: true })
  t.diagnostic(`score ${score}`)
  assert.ok(score >= 75, `score ${score}`)
  assert.deepEqual(await barriers(page), [], 'the summary')
  await takesCard(page, score)

  assert.ok(requests.saw(/\/models\//), 'what workers ask for is recorded too')
  assert.deepEqual(requests.foreign(service.address), [])
  assert.deepEqual(requests.sending(), [])
  assert.deepEqual(await requests.channels(), [])
  assert.deepEqual(page.problems, [])
})

test('who stands still scores low', async (t) => {
  const page = await visit({ camera: clips.still })
  await signUp(page)
  const whileRunning = async () => assert.deepEqual(await barriers(page), [], 'the room')
  const score = await practise(page, { inStep: false, whileRunning })
  t.diagnostic(`score ${score}`)
  assert.ok(score <= 20, `score ${score}`)
  await page.getByText('기록을 저장했습니다').waitFor()
  await page.locator('.leader-own').waitFor()
  assert.deepEqual(await barriers(page), [], 'the summary with the leaderboard')
})

test('the room says in words why there is no camera, and tries again', async () => {
  for (const [camera, words] of [
    ['none', '카메라를 찾지 못했습니다'],
    ['denied', '카메라를 쓸 수 없게 막혀 있습니다'],
  ]) {
    const page = await visit({ camera })
    await page.goto(training)
    await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
    await page.getByRole('alert').getByText(words).waitFor({ timeout: loadingMilliseconds })
    assert.deepEqual(await barriers(page), [], camera)
    await page.getByRole('button', { name: '다시 시도' }).click()
    await page.getByRole('alert').getByText(words).waitFor({ timeout: loadingMilliseconds })
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '나가기' }).waitFor({ state: 'detached' })
  }
})

test('the room says in words that a model or the poses cannot be had', async () => {
  for (const [pattern, words] of [
    [/\/models\//, '자세를 읽는 모델을 받지 못했습니다'],
    [/\/poses$/, '트레이너의 자세를 받지 못했습니다'],
  ]) {
    const page = await visit({ camera: clips.still })
    await page.context().route(pattern, (route) => route.fulfill({ status: 503 }))
    await page.goto(training)
    await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
    await page.getByRole('alert').getByText(words).waitFor({ timeout: loadingMilliseconds })
  }
})

test('who steps out of the picture is waited for', async () => {
  const page = await visit({ camera: clips.empty })
  await page.goto(training)
  await page.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  await page.getByText('온몸이 보이게 서 주세요').waitFor({ timeout: loadingMilliseconds })
  await page.getByText('화면에 사람이 보이지 않아요').waitFor({ timeout: loadingMilliseconds })
  await page.getByRole('button', { name: '바로 시작' }).click()
  await page.getByText('화면 밖으로 나갔습니다').waitFor({ timeout: 30_000 })
})

test('an owner removes a training after being asked', async () => {
  const page = await visit({ camera: 'none' })
  await signIn(page, trainer)
  await page.goto(training)
  await page.getByRole('button', { name: '트레이닝 삭제' }).click()
  await page.getByRole('button', { name: '지우기', exact: true }).click()
  await page.waitForURL(/\/mine$/)
  await page.goto(training)
  await page.getByText('없는 주소입니다').waitFor()
})
