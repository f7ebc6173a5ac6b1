// /api/docs: the API to read and to try, from our own files alone, under the same content security policy.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, openPage } from './support/chromium.mjs'
import { newMember } from './support/person.mjs'
import { startService } from './support/service.mjs'
import { eventually } from './support/waiting.mjs'

let service
let browser
before(async () => {
  service = await startService()
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

/** The page with every address that it asks for in page.asked. */
async function visit(fragment = '', options = {}) {
  const opened = await openPage(browser, { address: service.address, locale: 'en-GB', ...options })
  const page = Object.assign(opened, { asked: /** @type {string[]} */ ([]) })
  // The whole document takes a slow machine its time.
  page.setDefaultTimeout(60_000)
  page.on('request', (request) => page.asked.push(request.url()))
  await page.goto(`/api/docs${fragment}`)
  await page.getByRole('heading', { name: /Training\.zip API/ }).waitFor()
  return page
}

test('it shows every operation, and asks nobody but us', async () => {
  const page = await visit()
  const answer = await page.request.get('/api/openapi.json')
  const document = await answer.json()
  const all = Object.values(document.paths).flatMap((item) => Object.values(item).filter((entry) => entry.operationId))
  await eventually(() => page.locator('.opblock').count(), all.length)
  assert.equal(await page.title(), 'Training.zip API')
  await page.locator('#operations-trainings-createTraining button.opblock-summary-control').click()
  await page.getByText('Feet apart, back straight').first().waitFor()
  for (const url of page.asked) assert.match(url, new RegExp(`^(${service.address}/|data:)`), url)
  assert.deepEqual(page.problems, [], 'nothing is refused by the content security policy')
  const headers = (await page.request.get('/api/docs')).headers()
  assert.match(headers['content-security-policy'], /script-src 'self' 'wasm-unsafe-eval'; .*style-src 'self';/)
  assert.match(headers['content-type'], /^text\/html/)
})

test('a profile link of an answer leads to its operation', async () => {
  const page = await visit('#create-training')
  await page.locator('#operations-trainings-createTraining.is-open').waitFor()
  await eventually(() => page.locator('.opblock.is-open').count(), 1)
})

test('an operation can be tried, with a token, without a mouse', async () => {
  const page = await visit()
  const member = newMember()
  const signUp = await page.request.post('/api/auth/signup', {
    data: { id: member.id, password: member.password, nickName: member.nickName, email: member.email },
  })
  assert.equal(signUp.status(), 200)
  const { accessToken } = await signUp.json()

  const press = async (place, key = 'Enter') => {
    await place.focus()
    await page.keyboard.press(key)
  }
  await press(page.getByRole('button', { name: 'Authorize' }))
  await page.getByLabel('auth-bearer-value').fill(accessToken)
  await page.keyboard.press('Enter')
  await press(page.locator('.dialog-ux').getByRole('button', { name: 'Close' }).last())

  const profile = page.locator('#operations-accounts-readProfile')
  await press(profile.locator('button.opblock-summary-control'))
  await press(profile.getByRole('button', { name: 'Try it out' }))
  await press(profile.getByRole('button', { name: 'Execute' }))
  await profile.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor()
  await profile.locator('.live-responses-table', { hasText: member.nickName }).waitFor()
  await profile.locator('.request-url', { hasText: `${service.address}/api/profile` }).waitFor()
  for (const url of page.asked) assert.match(url, new RegExp(`^(${service.address}/|data:)`), url)
  assert.deepEqual(page.problems, [])
})
