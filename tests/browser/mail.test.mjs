// A forgotten password, the confirmation of an address and another address: the person reads the mail and opens its link.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { MailServer } from '../functional/mail_server.mjs'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { signIn, signOut, signUp } from './support/person.mjs'
import { startService } from './support/service.mjs'
import { waitForFocus } from './support/waiting.mjs'

let folder
let mail
let service
let browser
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trainingzip-mail-'))
  mail = await new MailServer(folder).start()
  const settings = { ...mail.settings(), mail_requests_per_address: 1000, mail_requests_per_network: 1000 }
  service = await startService(
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [`TRAININGZIP_API_${key.toUpperCase()}`, String(value)])),
  )
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await service?.stop()
  await mail?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const visit = (options) => openPage(browser, { address: service.address, ...options })

/** Path and fragment of the link in the newest mail to this address, once there are `count`. */
async function linkTo(address, count) {
  const received = (await mail.mailsTo(address, count)).at(-1)
  const link = new URL(/https:\/\/\S+/.exec(received.text)[0])
  return link.pathname + link.hash
}

const withoutConfirmation = ({ _links: { sendConfirmation, ...links }, ...profile }) => ({ ...profile, _links: links })

test('a forgotten password: ask, read the mail, set a new one, sign in', async () => {
  const page = await visit({ locale: 'ko-KR' })
  const member = await signUp(page)
  await signOut(page)
  await mail.mailsTo(member.email, 1)

  await page.goto('/sign-in')
  await page.getByRole('link', { name: '비밀번호를 잊으셨나요?' }).press('Enter')
  await page.waitForURL(/forgotten-password$/)
  await page.getByLabel('이메일').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: '링크 보내기' }).click()
  await page.getByText('꼭 입력해 주세요.').waitFor()
  await waitForFocus(page, 'name', 'email')
  await page.fill('[name=email]', member.email)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '메일을 확인해 주세요' }).waitFor()
  assert.ok(await page.evaluate(() => document.activeElement?.tagName === 'H1'))
  assert.deepEqual(await barriers(page), [])

  const link = await linkTo(member.email, 2)
  const requested = []
  page.on('request', (request) => requested.push(`${request.url()} ${request.headers().referer ?? ''}`))
  await page.goto(link)
  await page.getByRole('heading', { name: '새 비밀번호 정하기' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.fill('[name=newPassword]', 'password')
  await page.keyboard.press('Enter')
  await page.getByText('너무 흔히 쓰이는 비밀번호입니다.').waitFor()
  await waitForFocus(page, 'name', 'newPassword')
  const next = 'another long password'
  await page.fill('[name=newPassword]', next)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '비밀번호를 바꾸었습니다' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  const token = link.split('#')[1]
  assert.deepEqual(
    requested.filter((url) => url.replace(/^(\S+)#\S+/, '$1').includes(token)),
    [],
  )
  await page.getByRole('link', { name: '로그인' }).last().click()
  await page.waitForURL(/sign-in$/)
  await signIn(page, { ...member, password: next })

  const other = await visit({ locale: 'en-US' })
  await other.goto(link)
  await other.fill('[name=newPassword]', 'yet another password')
  await other.getByRole('button', { name: 'Change password' }).click()
  await other.getByRole('heading', { name: 'This link does not work' }).waitFor()
  assert.deepEqual(await barriers(other), [])
  await other.getByRole('link', { name: 'Ask for another mail' }).click()
  await other.waitForURL(/forgotten-password$/)
})

test('who is signed in with the old password is signed out by the reset', async () => {
  const page = await visit({ locale: 'en-US' })
  const member = await signUp(page)
  const elsewhere = await visit({ locale: 'en-US' })
  await signIn(elsewhere, member)
  await elsewhere.goto('/forgotten-password')
  await elsewhere.fill('[name=email]', member.email)
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByRole('heading', { name: 'Check your mail' }).waitFor()
  await elsewhere.goto(await linkTo(member.email, 2))
  await elsewhere.fill('[name=newPassword]', 'another long password')
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByRole('heading', { name: 'Your password has been changed' }).waitFor()
  await elsewhere.getByRole('link', { name: 'Sign in' }).first().waitFor()
  await page.goto('/account')
  await page.waitForURL(/sign-in$/)
})

test('an address is confirmed: the account says that it is not, sends the mail again, and then says that it is', async () => {
  const page = await visit({ locale: 'en-US' })
  const member = await signUp(page)
  await mail.mailsTo(member.email, 1)
  await page.goto('/account')
  await page.getByText('This address is not confirmed yet.').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Send the mail again' }).press('Enter')
  await page.getByRole('status').getByText('The mail is on its way.').waitFor()
  await page.goto(await linkTo(member.email, 2))
  await page.getByRole('heading', { name: 'Your e-mail address is confirmed' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.goto('/account')
  await page.getByText('This address is confirmed.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Send the mail again' }).count(), 0)
  assert.deepEqual(page.problems, [])

  await page.goto('/confirm-email#nothing')
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
  assert.deepEqual(await barriers(page), [])
})

test('another address: the form says what is wrong with each field, then the new one is there, to be confirmed', async () => {
  const page = await visit({ locale: 'ko-KR' })
  const member = await signUp(page)
  await page.goto(await linkTo(member.email, 1))
  await page.getByRole('heading', { name: '이메일 주소를 확인했습니다' }).waitFor()
  await page.goto('/account')
  await page.getByText('확인한 주소입니다.').waitFor()
  const opener = page.getByRole('button', { name: '주소 바꾸기' })
  assert.equal(await opener.getAttribute('aria-expanded'), 'false')
  await opener.press('Enter')
  const form = page.locator('form:has([name=email])')
  await form.getByLabel('새 이메일 주소').waitFor()
  assert.equal(await opener.getAttribute('aria-expanded'), 'true')
  assert.deepEqual(await barriers(page), [])

  const fill = async (email, password) => {
    await form.locator('[name=email]').fill(email)
    await form.locator('[name=password]').fill(password)
    await page.keyboard.press('Enter')
  }
  await form.getByRole('button', { name: '이 주소로 바꾸기' }).click()
  await form.getByText('꼭 입력해 주세요.').first().waitFor()
  assert.equal(await form.getByText('꼭 입력해 주세요.').count(), 2)
  await waitForFocus(page, 'name', 'email')
  await fill('nobody', member.password)
  await form.getByText('이메일 주소를 확인해 주세요.').waitFor()
  const next = `next-${member.email}`
  await fill(next, 'not the password')
  await form.getByText('지금 비밀번호가 맞지 않습니다.').waitFor()
  await waitForFocus(page, 'name', 'password')
  await fill(member.email, member.password)
  await form.getByText('지금과 같습니다.').waitFor()
  await waitForFocus(page, 'name', 'email')
  assert.deepEqual(await barriers(page), [])
  await fill(next, member.password)
  await page.getByRole('status').getByText('주소를 바꾸었습니다.').waitFor()
  await form.waitFor({ state: 'detached' })
  assert.ok(await opener.evaluate((button) => button === document.activeElement))
  await page.getByText(next, { exact: true }).waitFor()
  await page.getByText('아직 확인하지 않은 주소입니다.').waitFor()
  assert.deepEqual(await barriers(page), [])

  assert.equal((await mail.mailsTo(member.email, 2))[1].subject, '트집 이메일 주소가 바뀌었습니다')
  await page.goto(await linkTo(next, 1))
  await page.getByRole('heading', { name: '이메일 주소를 확인했습니다' }).waitFor()
})

test('an account without an address adds one', async () => {
  const page = await visit({ locale: 'en-US' })
  const member = await signUp(page)
  // As the account of the first admin is at the start; nobody else can have none.
  await page.route('**/api/profile', async (route) => {
    const answer = await route.fetch()
    const { email, ...profile } = await answer.json()
    await route.fulfill({ response: answer, json: email === member.email ? withoutConfirmation(profile) : { email, ...profile } })
  })
  await page.goto('/account')
  await page.getByText('Your account has no address yet.').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Add an address' }).click()
  await page.getByLabel('New e-mail address').fill(`next-${member.email}`)
  await page.locator('form:has([name=email]) [name=password]').fill(member.password)
  await page.getByRole('button', { name: 'Use this address' }).click()
  await page.getByRole('status').getByText('The address has been changed.').waitFor()
  await page.getByText(`next-${member.email}`, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Change the address' }).waitFor()
})
