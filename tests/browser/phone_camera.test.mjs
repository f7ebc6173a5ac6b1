// A phone becomes the camera of a screen without one: two browsers, and a picture that goes from one to the other.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { makeClips } from './support/clips.mjs'
import { startServiceWithTraining } from './support/ready_training.mjs'
import { failWithRoom, inPhase, loadingMilliseconds } from './support/room.mjs'
import { eventually } from './support/waiting.mjs'

const withPhone = '휴대폰을 카메라로 쓰기'
const phoneForm = { width: 390, height: 844 }

let service
let clips
let phones
let screens
before(async () => {
  service = await startServiceWithTraining()
  clips = makeClips()
  phones = await launch({ camera: clips.moving })
  screens = await launch({ camera: 'none' })
})
after(async () => {
  await phones?.close()
  await screens?.close()
  clips?.remove()
  await service?.stop()
})

/** A page whose requests are in `addresses`. */
async function open(browser, options = {}) {
  const page = await openPage(browser, { address: service.address, ...options })
  const addresses = []
  page.on('request', (request) => addresses.push(request.url()))
  return Object.assign(page, { addresses })
}

/** The code on the screen, and its link. */
async function shownCode(screen) {
  const link = await screen.locator('.pairing-by-hand a').getAttribute('href')
  return { link, code: (await screen.locator('.pairing-code').textContent()).trim() }
}

async function startCamera(phone) {
  await phone.getByRole('button', { name: '카메라 시작' }).click()
  await phone
    .locator('.camera-state[data-step=connected]')
    .waitFor()
    .catch((error) => failWithRoom(phone, error))
}

/** Some pixels of the stage, which change while the picture does. */
const stagePixels = (screen) =>
  screen.locator('.stage-picture').evaluate((canvas) => {
    const small = Object.assign(document.createElement('canvas'), { width: 32, height: 32 })
    const context = small.getContext('2d')
    context.drawImage(canvas, 0, 0, 32, 32)
    return context.getImageData(0, 0, 32, 32).data.join()
  })

test('a screen without a camera follows the picture of a phone, again after it was lost, until it is left', async () => {
  const screen = await open(screens, { viewport: { width: 1366, height: 657 } })
  await screen.goto(service.training)
  await screen.getByRole('button', { name: '카메라 켜고 따라 하기' }).click()
  await screen.getByText('카메라를 찾지 못했습니다').waitFor({ timeout: loadingMilliseconds })
  await screen.getByRole('dialog').getByRole('button', { name: withPhone }).click()
  const first = await shownCode(screen)
  assert.match(first.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  assert.equal(first.link, `${service.address}/camera#${first.code.replaceAll('-', '')}`)
  await screen.locator('.qr-code path').waitFor({ state: 'attached' })
  assert.deepEqual(await barriers(screen), [])

  const phone = await open(phones, { viewport: phoneForm })
  // Chromium plays a file as one camera; the page is told of two.
  await phone.addInitScript(() => {
    const devices = navigator.mediaDevices
    const all = devices.enumerateDevices.bind(devices)
    devices.enumerateDevices = async () => [...(await all()), ...(await all())]
  })
  await phone.goto(first.link)
  assert.deepEqual(await barriers(phone), [])
  await startCamera(phone)
  assert.deepEqual(await barriers(phone), [])
  await eventually(
    () => phone.locator('.camera-preview').evaluate((video) => /** @type {HTMLVideoElement} */ (video).videoWidth > 0),
    true,
  )

  await inPhase(screen, 'running', loadingMilliseconds)
  const staysLive = async () => {
    const before = await stagePixels(screen)
    await eventually(async () => (await stagePixels(screen)) !== before, true)
  }
  await staysLive()
  await phone.getByRole('button', { name: '뒤쪽 카메라로' }).click()
  await phone.getByRole('button', { name: '앞쪽 카메라로' }).waitFor()
  await staysLive()
  assert.equal(
    await screen.locator('.privacy-note').textContent(),
    '영상은 휴대폰에서 화면으로 바로 갑니다. 서버에는 보내지도 저장하지도 않습니다.',
  )

  await phone.getByRole('button', { name: '끝내기' }).click()
  await phone.getByText('연결이 끝났고 카메라가 꺼졌습니다.').waitFor()
  await screen.getByText('휴대폰과 연결이 끊어졌습니다').waitFor()
  await screen.getByRole('button', { name: '다시 시도' }).click()
  await eventually(async () => (await shownCode(screen)).code !== first.code, true)
  const second = await shownCode(screen)

  // This time the code is typed.
  await phone.getByRole('link', { name: '코드 입력하기' }).click()
  await phone.getByLabel('화면에 보이는 코드').fill('K7M3')
  await phone.getByRole('button', { name: '다음' }).click()
  await phone.getByText('코드는 글자와 숫자 12자입니다.').waitFor()
  assert.deepEqual(await barriers(phone), [])
  await phone.getByLabel('화면에 보이는 코드').fill(second.code.toLowerCase())
  await phone.getByRole('button', { name: '다음' }).click()
  await startCamera(phone)
  await inPhase(screen, 'running', loadingMilliseconds)

  await screen.getByRole('button', { name: '나가기' }).first().click()
  await screen.getByRole('button', { name: '기록 없이 나가기' }).click()
  await phone.getByText('연결이 끝났고 카메라가 꺼졌습니다.').waitFor()

  for (const page of [screen, phone]) {
    for (const { code } of [first, second]) {
      const inAddress = page.addresses.filter((address) => address.includes(code.replaceAll('-', '').slice(4)))
      assert.deepEqual(inAddress, [], 'no server is told the secret in an address')
    }
  }
  const problems = screen.problems.filter((problem) => !/^(camera_missing|phone_lost)/.test(problem))
  assert.deepEqual([problems, phone.problems], [[], []])
  await screen.context().close()
  await phone.context().close()
})

test('a code is good for one phone, and for none once the screen is left', async () => {
  const screen = await open(screens)
  await screen.goto(service.training)
  await screen.getByRole('button', { name: withPhone }).click()
  const { link } = await shownCode(screen)
  const [phone, other] = [await open(phones, { viewport: phoneForm }), await open(phones, { viewport: phoneForm })]
  for (const page of [phone, other]) await page.goto(link)
  await startCamera(phone)
  await other.getByRole('button', { name: '카메라 시작' }).click()
  // Once both are connected the code is not even there any more.
  await other.getByRole('alert').filter({ hasText: '새 코드를 만들어 주세요' }).waitFor()

  await phone.close()
  await screen.getByText('휴대폰과 연결이 끊어졌습니다').waitFor()
  await screen.getByRole('button', { name: '다시 시도' }).click()
  await eventually(async () => (await shownCode(screen)).link !== link, true)
  const unused = await shownCode(screen)
  await screen.getByRole('dialog').getByRole('button', { name: '카메라 없이 구경하기' }).click()
  await inPhase(screen, 'running', loadingMilliseconds)
  await other.goto('about:blank')
  await other.goto(unused.link)
  await other.getByRole('button', { name: '카메라 시작' }).click()
  await other.getByRole('alert').filter({ hasText: '끝났거나 올바르지 않습니다' }).waitFor()
  for (const page of [screen, other]) await page.context().close()
})
