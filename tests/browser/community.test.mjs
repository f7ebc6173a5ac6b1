// What people do with trainings and with each other, besides training.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { launch, openPage } from './support/chromium.mjs'
import { newMember, signIn, signOut } from './support/person.mjs'
import { apiOf, publish, train } from './support/seed.mjs'
import { startService } from './support/service.mjs'
import { eventually } from './support/waiting.mjs'

const skip = process.env.TRAININGZIP_URL && 'needs the data folder'
const chief = 'chief'

let service
let browser
let trainer
let training
before(async () => {
  if (skip) return
  service = await startService({ TRAININGZIP_API_FIRST_ADMIN_ID: chief })
  browser = await launch()
  trainer = await apiOf(service)
  training = await publish(service, trainer, { title: 'Slow squats', category: 'sport', tags: ['legs'] })
})
after(async () => {
  await browser?.close()
  await trainer?.close()
  await service?.stop()
})

const visit = (options) => openPage(browser, { address: service.address, locale: 'en-GB', ...options })

/** A page of a new member who is signed in, and their way to the API. */
async function visitAsMember(options) {
  const person = await apiOf(service)
  const page = await visit(options)
  await signIn(page, person.member)
  return { page, person }
}

test('more comments come below those that are there, each once', { skip }, async () => {
  const { page, person } = await visitAsMember()
  const long = await publish(service, trainer, { title: 'Much talked about' })
  for (let i = 0; i < 45; ++i) await person.ask('POST', `/api/comments/${long}`, { message: `comment number ${i}` })
  await page.goto(`/trainings/${long}`)
  const comments = page.locator('.comments > .comment-list > .comment')
  await eventually(() => comments.count(), 20)
  await page.getByRole('button', { name: 'More comments' }).click()
  await eventually(() => comments.count(), 40)
  await page.getByRole('button', { name: 'More comments' }).click()
  await eventually(() => comments.count(), 45)
  assert.match(await comments.first().innerText(), /comment number 44/)
  assert.equal(await page.getByRole('button', { name: 'More comments' }).count(), 0)
  assert.deepEqual(page.problems, [])
})

test('one comment is written however often the button is clicked at once', { skip }, async () => {
  const { page } = await visitAsMember()
  const sent = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await page.goto(`/trainings/${training}`)
  await page.getByLabel('Write a comment').fill('only once')
  await page.locator('.comment-form button').evaluate((/** @type {HTMLButtonElement} */ button) => {
    for (let i = 0; i < 20; ++i) button.click()
  })
  await page.getByText('only once').waitFor()
  await eventually(() => page.locator('.comment').count(), 1)
  assert.equal(sent.filter((url) => url.includes('/api/comments/')).length, 1)
})

test('a comment is changed, answered, reported and removed', { skip }, async () => {
  const quiet = await publish(service, trainer, { title: 'Talked about' })
  const { page } = await visitAsMember()
  await page.goto(`/trainings/${quiet}`)
  await page.getByLabel('Write a comment').fill('frist')
  await page.getByRole('button', { name: 'Post' }).click()
  const act = async (name) => {
    await page.getByRole('button', { name: /^Actions/ }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await page.getByText('frist').waitFor()
  await act('Edit')
  await page.getByLabel('Edit your comment').fill('first')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('first', { exact: true }).waitFor()
  await page.getByText('edited').waitFor()

  const other = (await visitAsMember()).page
  await other.goto(`/trainings/${quiet}`)
  await other.getByRole('button', { name: /^Actions/ }).click()
  await other.getByRole('menuitem', { name: 'Reply' }).click()
  await other.getByLabel(/^Reply to/).fill('second')
  await other.locator('.comment').getByRole('button', { name: 'Post' }).click()
  await other.getByText('second', { exact: true }).waitFor()
  await other
    .getByRole('button', { name: /^Actions/ })
    .first()
    .click()
  await other.getByRole('menuitem', { name: 'Report' }).click()
  await other.getByLabel('Reason').selectOption('offensive')
  await other.getByRole('button', { name: 'Send report' }).click()
  await other.getByText('An admin will look at it').waitFor()

  await page.reload()
  await page.getByRole('button', { name: 'Show 1 reply' }).click()
  await page.getByText('second', { exact: true }).waitFor()
  await page
    .getByRole('button', { name: /^Actions/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Be the first to comment.').waitFor()
})

test('page and server agree on a like after quick clicks and slow answers', { skip }, async () => {
  const { page, person } = await visitAsMember()
  await page.context().route(/\/like$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, route.request().method() === 'POST' ? 700 : 50))
    await route.continue()
  })
  await page.goto(`/trainings/${training}`)
  const like = page.getByRole('button', { name: /like/i })
  await like.click()
  await like.click()
  await eventually(() => like.getAttribute('aria-pressed'), 'false')
  await page.waitForTimeout(1200)
  assert.equal((await person.ask('GET', `/api/trainings/${training}`)).like, false)
  await like.click()
  await eventually(async () => (await person.ask('GET', `/api/trainings/${training}`)).like, true)
  assert.equal(await like.getAttribute('aria-pressed'), 'true')
})

test('a refused like goes back and says why', { skip }, async () => {
  const { page } = await visitAsMember()
  await page.context().route(/\/like$/, (route) => route.fulfill({ status: 503, json: { error: '2008', message: 'Not now.' } }))
  await page.goto(`/trainings/${training}`)
  const like = page.getByRole('button', { name: /like/i })
  await like.click()
  await page.getByRole('alert').getByText('Not now.').waitFor()
  assert.equal(await like.getAttribute('aria-pressed'), 'false')
})

test('who subscribes finds what is for subscribers, and the trainer', { skip }, async () => {
  const hidden = await publish(service, trainer, { title: 'For my people', visibility: 'subscribers' })
  const { page } = await visitAsMember()
  await page.goto(`/trainings/${hidden}`)
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  await page.goto('/following')
  await page.getByText('Nothing from your trainers yet.').waitFor()

  await page.goto(`/trainings/${training}`)
  await page.getByRole('link', { name: trainer.member.nickName }).click()
  await page.getByRole('heading', { name: trainer.member.nickName }).waitFor()
  await page.getByRole('button', { name: /Subscribe$/ }).click()
  await page.getByRole('button', { name: /Subscribed$/ }).waitFor()
  await page.goto('/following')
  await page.getByRole('link', { name: 'For my people' }).click()
  await page.getByRole('heading', { name: 'For my people' }).waitFor()
})

test('past the end of a list there is a way back to its beginning', { skip }, async () => {
  const page = await visit()
  await page.goto('/?page=99')
  await page.getByText('The list ends before this page.').waitFor()
  assert.equal(await page.getByText('There are no trainings yet').count(), 0)
  await page.getByRole('link', { name: 'To the first page' }).click()
  await page.getByRole('link', { name: 'Slow squats' }).waitFor()
})

test('search, category and tag stand in the address and are taken away again', { skip }, async () => {
  const page = await visit()
  await page.goto(`/trainings/${training}`)
  await page.getByRole('link', { name: '#legs' }).click()
  await page.waitForURL(/tag=legs/)
  await page.getByRole('link', { name: 'Slow squats' }).waitFor()
  await page.getByRole('button', { name: 'Dance' }).click()
  await page.waitForURL(/category=dance/)
  await page.getByText('No training matches the filters.').waitFor()
  await page.reload()
  await page.getByText('No training matches the filters.').waitFor()
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await page.getByRole('link', { name: 'Slow squats' }).waitFor()
})

test('who has made nothing is asked to begin, in words of their own list', { skip }, async () => {
  const { page } = await visitAsMember()
  await page.goto('/mine')
  await page.getByText('You have not made a training yet.').waitFor()
  assert.equal(await page.getByText('Be the first').count(), 0)
})

test('a playlist is made on a training, put in order, and shows what is done', { skip }, async () => {
  const second = await publish(service, trainer, { title: 'Then stretch' })
  const { page, person } = await visitAsMember()
  await train(person, second, 0, 60)
  const add = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Add to a playlist' }).click()
  }
  await page.goto(`/trainings/${training}`)
  await add()
  await page.getByRole('button', { name: 'New playlist' }).click()
  await page.getByLabel('Title').fill('Mornings')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.goto(`/trainings/${second}`)
  await add()
  await page.getByRole('button', { name: 'Mornings' }).click()
  await page.getByText('Added to “Mornings”.').waitFor()
  await page.goto('/playlists')
  await page.getByRole('link', { name: 'Mornings' }).click()
  await page.getByText('1 of 2 done').first().waitFor()
  await page.getByRole('button', { name: 'Move Then stretch up' }).click()
  await eventually(() => page.locator('.row-title').allInnerTexts(), ['Then stretch', 'Slow squats'])
  await page.reload()
  await eventually(() => page.locator('.row-title').allInnerTexts(), ['Then stretch', 'Slow squats'])
})

test('what one has trained is remembered, looked at again and deleted', { skip }, async () => {
  const { page, person } = await visitAsMember()
  for (const [day, score] of [
    [2, 40],
    [1, 55],
    [0, 70],
  ]) {
    await train(person, training, day, score)
  }
  await page.goto(`/trainings/${training}`)
  await page.locator('.figures').getByText('70').first().waitFor()
  await page.goto('/')
  await page.getByText('Welcome back').waitFor()
  await page.getByRole('link', { name: 'Do it again' }).click()
  await page.waitForURL(new RegExp(`/trainings/${training}$`))
  await page.goto('/history')
  await page.getByText('3 days').waitFor()
  await page.getByRole('img', { name: 'First score 40, last 70, best 70.' }).locator('canvas').waitFor()
  await page.locator('.row-title').first().click()
  await page.getByRole('heading', { name: 'Limb by limb' }).waitFor()
  await page.getByRole('button', { name: 'Delete this session' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/\/history$/)
  await eventually(() => page.locator('.row-title').count(), 2)
  assert.deepEqual(page.problems, [])
})

test('a session that ends while one writes is taken up over the page, with what was written', { skip }, async () => {
  const { page, person } = await visitAsMember()
  await page.goto(`/trainings/${training}`)
  await page.getByLabel('Write a comment').fill('a long thought')
  const refuse = (route) => route.fulfill({ status: 401, json: { error: '0002', message: 'Please sign in.' } })
  await page.context().route(/\/api\/(auth\/refresh|comments\/)/, refuse)
  await page.getByRole('button', { name: 'Post' }).click()
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' })
  await dialog.waitFor()
  assert.equal(await page.getByLabel('Write a comment').inputValue(), 'a long thought')
  await page.context().unroute(/\/api\/(auth\/refresh|comments\/)/, refuse)
  await dialog.getByLabel('Id').fill(person.member.id)
  await dialog.getByLabel('Password', { exact: true }).fill(person.member.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Post' }).click()
  await page.locator('.comment').getByText('a long thought').waitFor()
})

test('a draft outlives a reload, and is gone once it is sent', { skip }, async () => {
  const { page } = await visitAsMember()
  await page.goto('/trainings/new')
  await page.getByLabel('Title').fill('A title to keep')
  await page.reload()
  await eventually(() => page.getByLabel('Title').inputValue(), 'A title to keep')
  await page.goto(`/trainings/${training}`)
  await page.getByLabel('Write a comment').fill('to be sent')
  await page.getByRole('button', { name: 'Post' }).click()
  await page.locator('.comment').getByText('to be sent').waitFor()
  await page.reload()
  await eventually(() => page.getByLabel('Write a comment').inputValue(), '')
})

test('who signs in after somebody else finds no draft of theirs', { skip }, async () => {
  const { page } = await visitAsMember()
  await page.goto(`/trainings/${training}`)
  const comment = page.getByLabel('Write a comment')
  await comment.fill('nobody else shall read this')
  await signOut(page)
  await signIn(page, trainer.member)
  await page.goto(`/trainings/${training}`)
  await comment.waitFor()
  assert.equal(await comment.inputValue(), '')
})

test('sign-up tells of all problems at once, names that others have among them', { skip }, async () => {
  const page = await visit()
  const { id, nickName } = trainer.member
  await page.goto('/sign-up')
  for (const [name, value] of Object.entries({ ...newMember(), id, nickName, email: 'nowhere', password: 'short' })) {
    await page.fill(`[name=${name}]`, value)
  }
  await page.click('main button[type=submit]')
  await eventually(() => page.locator('.field-problem').count(), 4)
  for (const [name, value] of Object.entries({ ...newMember(), id, nickName })) await page.fill(`[name=${name}]`, value)
  await page.click('main button[type=submit]')
  await eventually(() => page.locator('.field-problem').count(), 2, 'both names')
})

test('an owner changes what is said of a training, apart from what visitors see', { skip }, async () => {
  const mine = await publish(service, trainer, { title: 'Untitled' })
  const page = await visit()
  await signIn(page, trainer.member)
  await page.goto(`/trainings/${mine}`)
  await page.getByRole('heading', { name: 'Manage your training' }).waitFor()
  await page.getByRole('button', { name: 'Edit title and text' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('With a name')
  await dialog.getByLabel('Category').selectOption('yoga')
  await dialog.getByLabel('Tags').fill('calm, #slow')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'With a name' }).waitFor()
  await page.getByRole('link', { name: '#slow' }).waitFor()
  const visitor = await visit()
  await visitor.goto(`/trainings/${mine}`)
  await visitor.getByRole('heading', { name: 'With a name' }).waitFor()
  assert.equal(await visitor.getByRole('heading', { name: 'Manage your training' }).count(), 0)
})

test('the profile: another nickname, a picture, and not to be seen in leaderboards', { skip }, async () => {
  const { page, person } = await visitAsMember()
  await page.goto('/account')
  const name = `${person.member.nickName}2`
  await page.getByLabel('Nickname').fill(name)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: `Account of ${name}` }).waitFor()
  await page.getByLabel('Show my name in leaderboards').click()
  await eventually(async () => (await person.ask('GET', '/api/profile')).leaderboard, false)
  await page.getByLabel('Choose a picture').setInputFiles({
    name: 'dot.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await page.getByText('Your picture has been changed.').waitFor()
})

test('an admin answers a report, locks an account and reads a fault', { skip }, async () => {
  const reporter = await apiOf(service)
  const bad = await publish(service, trainer, { title: 'Not nice' })
  await reporter.ask('POST', '/api/reports', { trainingId: bad, reason: 'dangerous', text: 'The knees!' })
  const page = await visit()
  await page.request.post('/api/incidents', {
    data: { type: 'RangeError', message: 'planted', stack: 'RangeError: planted\n    at plant', page: '/' },
  })
  const password = readFileSync(join(service.data, 'secrets', 'first_admin_password'), 'utf8').trim()
  await signIn(page, { id: chief, nickName: chief, password })
  await page.goto('/admin')
  const row = page.locator('.row').filter({ hasText: 'The knees!' })
  await row.getByRole('button', { name: 'Hide the training' }).click()
  await row.getByRole('dialog').getByRole('button', { name: 'Hide the training' }).click()
  await row.getByText('It is hidden.').waitFor()
  const visitor = await visit()
  await visitor.goto(`/trainings/${bad}`)
  await visitor.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  await row.getByRole('button', { name: 'Mark as resolved' }).click()
  await row.waitFor({ state: 'detached' })

  await page.goto(`/admin/users?search=${reporter.member.id}`)
  await page.getByRole('button', { name: /^Lock/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lock' }).click()
  await page.getByText('Locked', { exact: true }).waitFor()

  await page.goto('/admin/incidents')
  await page.getByRole('link', { name: /planted/ }).click()
  await page.getByText('at plant').waitFor()
  await page.getByRole('button', { name: 'Mark as resolved' }).click()
  await page.locator('.badge').getByText('Resolved').waitFor()
  await page.goto('/admin/keys')
  await page.getByText('Current', { exact: true }).waitFor()
  assert.deepEqual(page.problems, [])
})

test('an upload that is refused is called that, and one that breaks off is not', { skip }, async () => {
  const { page } = await visitAsMember()
  const video = { name: 'letter.mp4', mimeType: 'video/mp4', buffer: Buffer.from('Dear trainer') }
  const upload = async (answer) => {
    await page.context().route(/\/api\/upload\/trainings\/\d+$/, answer)
    await page.goto('/trainings/new')
    await page.getByLabel('Title').fill('A letter')
    await page.setInputFiles('[name=video]', video)
    await page.getByRole('button', { name: 'Create and upload' }).click()
  }
  const json = { error: '1201', message: 'This is not a video.' }
  await upload((route) => route.fulfill({ status: 415, json }))
  await page.getByRole('heading', { name: 'This file cannot be used.' }).waitFor()
  await page.getByRole('alert').getByText('This is not a video.').waitFor()
  await page.context().unroute(/\/api\/upload\/trainings\/\d+$/)
  await upload((route) => route.abort())
  await page.getByRole('heading', { name: 'The upload did not finish.' }).waitFor()
})
