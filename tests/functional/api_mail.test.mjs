// Mails about accounts: a password reset, the confirmation of an address, another address, and what somebody is told of
// their account, through a real mail server.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { ApiFixture, claimsOf, password, withApiFixture } from './api_fixture.mjs'
import { DataFolder, until } from './harness.mjs'
import { MailServer, tokensIn } from './mail_server.mjs'

const next = 'another long password'
const many = { mail_requests_per_email: 100, mail_requests_per_address: 1000, mail_requests_per_network: 1000 }
const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const strangeToken = 'BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSY'

/** Runs a test with a mail server and an API server that sends by it. */
async function withMail(settings, run, options) {
  const folder = new DataFolder()
  const mail = await new MailServer(folder.path, options).start()
  try {
    await withApiFixture({ ...many, ...mail.settings(), ...settings }, (fixture) => run(fixture, mail))
  } finally {
    await mail.stop()
    folder.remove()
  }
}

const addressOf = (user) => `${user.loginId}@example.org`
const ask = (fixture, email, options = {}) =>
  fixture.expect(202, null, 'POST', '/auth/password/forgotten', { json: { email }, ...options })
const reset = (token, newPassword = next) => ({ json: { token, newPassword } })
const waiting = (fixture) => Number(fixture.sql('SELECT COUNT(*) FROM mails')[0][0])
const untilSent = (fixture) => until(() => waiting(fixture) === 0, 'no mail waits')
const logged = (fixture, event) => fixture.server.lines().filter((line) => line.event === event)
const signIn = (fixture, user, word) => fixture.call('POST', '/auth/signin', { json: { id: user.loginId, password: word } })

/** The token of the newest reset mail to the user. */
async function resetToken(fixture, mail, user) {
  const isReset = ({ text, envelope }) => text.includes('/reset-password#') && envelope.to.includes(addressOf(user))
  const before = mail.mails.filter(isReset).length
  await ask(fixture, addressOf(user))
  await until(() => mail.mails.filter(isReset).length > before, 'the mail')
  return tokensIn(mail.mails.findLast(isReset), '/reset-password')[0]
}

test('a forgotten password is replaced by the link of a mail, and every session ends', () =>
  withMail({ host_names: 'training.example other.example' }, async (fixture, mail) => {
    const user = await fixture.user()
    const other = (await signIn(fixture, user, password)).json
    await mail.mailsTo(addressOf(user))
    // Whatever name a request came for, links lead to the configured address.
    await ask(fixture, addressOf(user), {
      headers: { 'Accept-Language': 'en', 'X-Forwarded-Host': 'other.example', 'X-Forwarded-Proto': 'https' },
    })
    const [, received] = await mail.mailsTo(addressOf(user), 2)
    assert.deepEqual(received.envelope, {
      from: 'service@training.example',
      to: [addressOf(user)],
      isEncrypted: true,
      user: 'service',
    })
    assert.equal(received.subject, 'Reset your Training.zip password')
    assert.match(
      received.text,
      new RegExp(`the id ${user.loginId}, open this link:\nhttps://training\\.example/reset-password#[\\w-]{43}\n`),
    )
    assert.match(received.text, /within 30 minutes/)
    assert.doesNotMatch(received.text, /other/)
    const [token] = tokensIn(received, '/reset-password')
    assert.equal((await fixture.ok('GET', '/profile', { user })).json.emailConfirmed, false)

    const done = await fixture.ok('POST', '/auth/password/reset', reset(token))
    assert.equal(done.bytes.length, 0)
    for (const { accessToken } of [user, other]) {
      const answer = await fixture.call('GET', '/profile', { user: { accessToken } })
      assert.deepEqual([answer.status, answer.json.error], [401, '0008'])
    }
    for (const { refreshToken } of [user, other]) {
      await fixture.expect(401, '0008', 'POST', '/auth/refresh', { json: { refreshToken } })
    }
    assert.equal((await signIn(fixture, user, password)).status, 401)
    const again = await signIn(fixture, user, next)
    assert.equal(again.status, 200)
    assert.equal((await fixture.ok('GET', '/profile', { user: again.json })).json.emailConfirmed, true)
    await fixture.expect(404, '1121', 'POST', '/auth/password/reset', reset(token))
    assert.ok(!fixture.server.log.includes(token) && !fixture.server.log.includes(addressOf(user)))
  }))

test('a reset ends the other links of the account, and two at the same time are one', () =>
  withMail({}, async (fixture, mail) => {
    const user = await fixture.user()
    const first = await resetToken(fixture, mail, user)
    const second = await resetToken(fixture, mail, user)
    assert.notEqual(first, second)
    const answers = await Promise.all(
      [1, 2, 3].map((n) => fixture.call('POST', '/auth/password/reset', reset(second, `${next} ${n}`))),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404, 404])
    await fixture.expect(404, '1121', 'POST', '/auth/password/reset', reset(first))
  }))

test('what is wrong with a request is told in order, and a weak password leaves the link good', () =>
  withMail({}, async (fixture, mail) => {
    const path = '/auth/password/reset'
    const user = await fixture.user()
    const token = await resetToken(fixture, mail, user)
    await fixture.expect(400, '2001', 'POST', path, { json: { token } })
    await fixture.expect(400, '2001', 'POST', path, { json: { token, newPassword: next, more: 1 } })
    await fixture.expect(422, '2012', 'POST', path, reset('short'))
    await fixture.expect(404, '1121', 'POST', path, reset(strangeToken))
    for (const weak of ['short', 'password1', '12345678']) {
      const { json } = await fixture.expect(422, '2012', 'POST', path, { ...reset(token, weak), unspoken: true })
      assert.deepEqual(
        json.problems.map(({ field }) => field),
        ['newPassword'],
      )
    }
    // A link that confirms an address resets nothing, nor the other way round.
    const [confirmation] = tokensIn((await mail.mailsTo(addressOf(user)))[0], '/confirm-email')
    await fixture.expect(404, '1121', 'POST', path, reset(confirmation))
    await fixture.expect(404, '1121', 'POST', '/auth/email/confirm', { json: { token } })
    await fixture.ok('POST', path, reset(token))
  }))

test('addresses that could add a header, or another recipient, are refused', () =>
  withMail({}, async (fixture, mail) => {
    for (const email of [
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org\nb@example.org',
      'a@example.org,b@example.org',
      'a@example.org b@example.org',
      '<a@example.org>',
      'a@example.org>\r\nRCPT TO:<b@example.org',
      'a@b@example.org',
    ]) {
      await fixture.expect(422, '2012', 'POST', '/auth/password/forgotten', { json: { email } })
      const user = { id: 'somebody', password, nickName: 'Somebody', email }
      await fixture.expect(422, '2012', 'POST', '/auth/signup', { json: user })
    }
    await untilSent(fixture)
    assert.deepEqual(mail.recipients, [])
  }))

test('nobody learns who has an address', () =>
  withMail({ mail_requests_per_email: 2 }, async (fixture, mail) => {
    const user = await fixture.user()
    await mail.mailsTo(addressOf(user))
    fixture.sql('DELETE FROM recent_mail_requests')
    const shape = ({ status, bytes, headers }) => [status, bytes.toString(), [...headers.keys()].sort().join()]
    const unknown = 'nobody@example.org'
    for (let i = 0; i < 2; ++i) {
      assert.deepEqual(shape(await ask(fixture, unknown)), shape(await ask(fixture, addressOf(user))))
    }
    const refusals = []
    for (const email of [unknown, addressOf(user)]) {
      const answer = await fixture.expect(429, '0009', 'POST', '/auth/password/forgotten', { json: { email } })
      const wait = Number(answer.headers.get('retry-after'))
      assert.ok(wait > 3500 && wait <= 3600, String(wait))
      refusals.push([answer.status, answer.json.error, answer.json.message])
    }
    assert.deepEqual(refusals[0], refusals[1])
    await mail.mailsTo(addressOf(user), 3)
    await untilSent(fixture)
    assert.ok(!mail.recipients.includes(unknown))
    assert.deepEqual(
      fixture.sql("SELECT COUNT(*) FROM recent_mail_requests WHERE email LIKE '%@%' OR address LIKE '%.%'")[0],
      [0],
    )
  }))

test('one address and one network may ask for a number of mails, whomever they are for', () =>
  withMail({ mail_requests_per_address: 2, mail_requests_per_network: 3 }, async (fixture) => {
    let count = 0
    const from = (address) => {
      const json = { email: `n${++count}@example.org` }
      return fixture.call('POST', '/auth/password/forgotten', { json, headers: { 'X-Real-IP': address } })
    }
    const statuses = []
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3', '198.51.100.1']) {
      statuses.push((await from(address)).status)
    }
    assert.deepEqual(statuses, [202, 202, 429, 202, 429, 202])
  }))

test('links expire, and tell nothing of themselves in the database', () =>
  withMail({ reset_link_seconds: 2, confirmation_link_seconds: 2 }, async (fixture, mail) => {
    const user = await fixture.user()
    const token = await resetToken(fixture, mail, user)
    const stored = fixture.sql('SELECT token_hash FROM mail_links').flat()
    assert.ok(stored.includes(sha256(token)) && !stored.includes(token))
    const [confirmation] = tokensIn((await mail.mailsTo(addressOf(user)))[0], '/confirm-email')
    await new Promise((resolve) => setTimeout(resolve, 2100))
    await fixture.expect(404, '1121', 'POST', '/auth/password/reset', reset(token))
    await fixture.expect(404, '1121', 'POST', '/auth/email/confirm', { json: { token: confirmation } })
    assert.equal((await signIn(fixture, user, password)).status, 200)
  }))

test('accounts that share an address each get their link, those that are locked get none', () =>
  withMail({ first_admin_id: 'chief' }, async (fixture, mail) => {
    const email = 'Family@example.org'
    const ids = {}
    for (const id of ['mother', 'father', 'uncle']) {
      const json = { id, password, nickName: `nick ${id}`, email }
      ids[id] = claimsOf((await fixture.ok('POST', '/auth/signup', { json })).json.accessToken).sub
    }
    await mail.mailsTo(email, 3)
    const admin = await fixture.admin()
    await fixture.ok('POST', `/admin/users/${ids.uncle}/lock`, { user: admin })
    await ask(fixture, 'family@example.ORG')
    const received = (await mail.mailsTo(email, 4))[3]
    const tokens = tokensIn(received, '/reset-password')
    assert.equal(tokens.length, 2)
    assert.ok(received.text.indexOf('mother') < received.text.indexOf('father') && !received.text.includes('uncle'))
    await fixture.ok('POST', '/auth/password/reset', reset(tokens[1]))
    assert.equal((await signIn(fixture, { loginId: 'father' }, next)).status, 200)
    assert.equal((await signIn(fixture, { loginId: 'mother' }, password)).status, 200)

    // Locked after the mail was sent.
    await fixture.ok('POST', `/admin/users/${ids.mother}/lock`, { user: admin })
    await fixture.expect(404, '1121', 'POST', '/auth/password/reset', reset(tokens[0]))
  }))

test('an address is confirmed by the link of a mail, which may be asked for again', () =>
  withMail({ first_admin_id: 'chief' }, async (fixture, mail) => {
    const user = await fixture.user()
    const { json: before } = await fixture.ok('GET', '/profile', { user })
    assert.deepEqual([before.email, before.emailConfirmed], [addressOf(user), false])
    assert.ok(before._links.sendConfirmation.href.endsWith('/auth/email/confirmation'))
    const [first] = await mail.mailsTo(addressOf(user))
    assert.equal(first.subject, '트집 이메일 주소 확인')
    assert.equal(first.headers.get('content-language'), 'ko')
    assert.match(first.raw, /^Subject: =\?UTF-8\?B\?/m)

    const path = '/auth/email/confirmation'
    await fixture.refusesForgedTokens('POST', path, user)
    await fixture.expect(202, null, 'POST', path, { user, headers: { 'Accept-Language': 'en' } })
    const [, second] = await mail.mailsTo(addressOf(user), 2)
    assert.equal(second.subject, 'Confirm your e-mail address for Training.zip')

    await fixture.expect(400, '2001', 'POST', '/auth/email/confirm', { json: {} })
    await fixture.expect(422, '2012', 'POST', '/auth/email/confirm', { json: { token: 'x' } })
    await fixture.expect(404, '1121', 'POST', '/auth/email/confirm', { json: { token: strangeToken } })
    const [token] = tokensIn(first, '/confirm-email')
    // A program that looks into mails may have been there before.
    for (let i = 0; i < 2; ++i) await fixture.ok('POST', '/auth/email/confirm', { json: { token } })
    const { json: after } = await fixture.ok('GET', '/profile', { user })
    assert.deepEqual([after.emailConfirmed, after._links.sendConfirmation], [true, undefined])
    await fixture.expect(409, '1122', 'POST', path, { user, unspoken: true })
    await fixture.expect(409, '1123', 'POST', path, { user: await fixture.admin(), unspoken: true })
  }))

const change = (fixture, user, email, options = {}) =>
  fixture.ok('PUT', '/auth/email', { user, json: { password, email }, ...options })
const english = { headers: { 'Accept-Language': 'en' } }
const subjects = (mails) => mails.map(({ subject }) => subject)
const told = {
  password: 'Your Training.zip password was changed',
  email: 'The e-mail address of your Training.zip account was changed',
  confirm: 'Confirm your e-mail address for Training.zip',
}
/** Whether the moment that a mail names, to the minute, is one of the last two. */
const isOfNow = (text) =>
  [0, 60_000].some((ago) => text.includes(new Date(Date.now() - ago).toISOString().slice(0, 16).replace('T', ' ')))

test('another address replaces the one before, which is told, and is to be confirmed', () =>
  withMail({}, async (fixture, mail) => {
    const user = await fixture.user()
    const [before, after] = [addressOf(user), `new-${addressOf(user)}`]
    const [confirmation] = tokensIn((await mail.mailsTo(before))[0], '/confirm-email')
    await fixture.ok('POST', '/auth/email/confirm', { json: { token: confirmation } })
    const oldReset = await resetToken(fixture, mail, user)

    const { bytes } = await change(fixture, user, after, english)
    assert.equal(bytes.length, 0)
    const { json } = await fixture.ok('GET', '/profile', { user })
    assert.deepEqual([json.email, json.emailConfirmed], [after, false])
    assert.ok(json._links.sendConfirmation)

    const notice = (await mail.mailsTo(before, 3))[2]
    assert.equal(notice.subject, told.email)
    assert.ok(notice.text.includes(`the Training.zip id ${user.loginId} was changed on `))
    assert.ok(isOfNow(notice.text) && notice.text.includes('\nhttps://training.example/account\n'), notice.text)
    assert.ok(!notice.raw.includes(after) && !notice.text.includes(after))
    const [received] = await mail.mailsTo(after)
    assert.equal(received.subject, told.confirm)

    // Links to the old address are void, also once the account has it again.
    await fixture.expect(404, '1121', 'POST', '/auth/password/reset', reset(oldReset))
    await change(fixture, user, before)
    await untilSent(fixture)
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM mail_links WHERE user_id = ${user.id} AND email = '${after}'`), [[0]])
    await fixture.expect(404, '1121', 'POST', '/auth/password/reset', reset(oldReset))
    await fixture.expect(404, '1121', 'POST', '/auth/email/confirm', { json: { token: confirmation } })
    await change(fixture, user, after)
    const [stale] = tokensIn(received, '/confirm-email')
    await fixture.expect(404, '1121', 'POST', '/auth/email/confirm', { json: { token: stale } })

    // What is sent now is for the new address.
    const [fresh] = tokensIn((await mail.mailsTo(after, 3))[2], '/confirm-email')
    await fixture.ok('POST', '/auth/email/confirm', { json: { token: fresh } })
    assert.equal((await fixture.ok('GET', '/profile', { user })).json.emailConfirmed, true)
    await untilSent(fixture)
    const count = mail.mails.length
    await ask(fixture, before)
    await untilSent(fixture)
    assert.equal(mail.mails.length, count)
    await ask(fixture, after)
    await mail.mailsTo(after, 4)
    assert.equal(logged(fixture, 'email_changed').length, 3)
    assert.ok(!fixture.server.log.includes(before) && !fixture.server.log.includes(after))
  }))

test('who would change the address needs the password, and is told in order what is wrong', () =>
  withMail({}, async (fixture, mail) => {
    const user = await fixture.user()
    await mail.mailsTo(addressOf(user))
    const email = 'another@example.org'
    const refused = (status, error, json, options = {}) =>
      fixture.expect(status, error, 'PUT', '/auth/email', { user, json, ...options })
    await refused(400, '2001', { email })
    await refused(400, '2001', { password })
    await refused(400, '2001', { password, email: 7 })
    await refused(400, '2001', { password, email, more: 1 })
    await fixture.refusesForgedTokens('PUT', '/auth/email', user, { json: { password, email } })
    await refused(403, '0011', { password: 'not this one', email })
    await refused(403, '0011', { password: 'not this one', email: addressOf(user) })
    for (const bad of ['nobody', 'a b@example.org', 'a@example.org\r\nBcc: b@example.org', `${'a'.repeat(65)}@example.org`]) {
      const { json } = await refused(422, '2012', { password, email: bad })
      assert.deepEqual(
        json.problems.map(({ field }) => field),
        ['email'],
      )
    }
    const { json } = await refused(422, '2012', { password, email: addressOf(user) }, { unspoken: true })
    assert.deepEqual(
      json.problems.map(({ field, message }) => [field, message]),
      [['email', '지금과 같습니다.']],
    )
    await untilSent(fixture)
    assert.deepEqual([mail.mails.length, (await fixture.ok('GET', '/profile', { user })).json.email], [1, addressOf(user)])

    // Others may have the address, as at sign-up.
    const other = await fixture.user()
    await change(fixture, user, addressOf(other))
  }))

test('guessing the password for another address is slowed down like sign-in', () =>
  withMail({}, async (fixture) => {
    const user = await fixture.user()
    const guess = (word) => fixture.call('PUT', '/auth/email', { user, json: { password: word, email: 'thief@example.org' } })
    for (let i = 0; i < 5; ++i) assert.equal((await guess(`guess ${i}`)).status, 403)
    const refused = await guess(password)
    assert.deepEqual([refused.status, refused.json.error], [429, '0009'])
    assert.ok(Number(refused.headers.get('retry-after')) >= 1)
  }))

test('an account without an address gets one, and nobody else a mail', () =>
  withMail({ first_admin_id: 'chief' }, async (fixture, mail) => {
    const user = await fixture.admin()
    assert.equal((await fixture.ok('GET', '/profile', { user })).json.email, undefined)
    await change(fixture, user, 'chief@example.org')
    const [token] = tokensIn((await mail.mailsTo('chief@example.org'))[0], '/confirm-email')
    await fixture.ok('POST', '/auth/email/confirm', { json: { token } })
    await untilSent(fixture)
    assert.deepEqual(mail.recipients, ['chief@example.org'])
  }))

test('of an address and a password that change at once neither gets by the other', () =>
  withMail({}, async (fixture) => {
    const user = await fixture.user()
    const [byEmail, byPassword] = await Promise.all([
      fixture.call('PUT', '/auth/email', { user, json: { password, email: 'another@example.org' } }),
      fixture.call('PUT', '/auth/password', { user, json: { password, newPassword: next } }),
    ])
    assert.equal(byPassword.status, 200)
    assert.ok([200, 401, 403].includes(byEmail.status), String(byEmail.status))
    const { json } = await fixture.ok('GET', '/profile', { user: byPassword.json })
    assert.equal(json.email, byEmail.status === 200 ? 'another@example.org' : addressOf(user))
  }))

test('a new password is told to the address that the account had then, in the language of who set it', () =>
  withMail({}, async (fixture, mail) => {
    const user = await fixture.user()
    const before = addressOf(user)
    const token = await resetToken(fixture, mail, user)
    await fixture.ok('POST', '/auth/password/reset', { ...reset(token), ...english })
    const byReset = (await mail.mailsTo(before, 3))[2]
    assert.deepEqual([byReset.subject, byReset.headers.get('content-language')], [told.password, 'en'])
    assert.ok(byReset.text.includes(`the Training.zip id ${user.loginId} was changed on `))
    assert.ok(isOfNow(byReset.text) && byReset.text.includes('\nhttps://training.example/forgotten-password\n'), byReset.text)

    // A thief who changes the password, and then where mails go, hides neither.
    await mail.stop()
    const thief = (await signIn(fixture, user, next)).json
    const json = { password: next, newPassword: password }
    const { json: changed } = await fixture.ok('PUT', '/auth/password', { user: thief, json })
    await change(fixture, changed, 'thief@example.org')
    await mail.start()
    const [, , , first, second] = await mail.mailsTo(before, 5)
    assert.deepEqual(subjects([first, second]).sort(), ['트집 비밀번호가 바뀌었습니다', '트집 이메일 주소가 바뀌었습니다'])
    assert.deepEqual(subjects(await mail.mailsTo('thief@example.org')), ['트집 이메일 주소 확인'])
    await untilSent(fixture)
    assert.equal(mail.mails.length, 6)

    // Who has left is told nothing more.
    await mail.stop()
    const { json: last } = await fixture.ok('PUT', '/auth/password', { user: changed, json: { password, newPassword: next } })
    assert.equal(waiting(fixture), 1)
    await fixture.ok('DELETE', '/auth/account', { user: last, json: { password: next } })
    await mail.start()
    await untilSent(fixture)
    assert.equal(mail.mails.length, 6)
  }))

test('asking for mails keeps nobody from being told, and no address gets any number of notices', () =>
  withMail({ mail_requests_per_email: 2, mail_requests_per_address: 3 }, async (fixture, mail) => {
    const user = await fixture.user()
    const other = await fixture.user()
    await ask(fixture, 'nobody@example.org')
    await fixture.expect(429, '0009', 'POST', '/auth/password/forgotten', { json: { email: addressOf(user) } })
    await untilSent(fixture)

    // Accounts whose address is not confirmed may have that of a stranger.
    const stranger = 'stranger@example.org'
    await change(fixture, user, stranger, english)
    await change(fixture, other, stranger, english)
    let word = password
    const setPassword = async (one) => {
      const newPassword = word === password ? next : password
      const { json } = await fixture.ok('PUT', '/auth/password', { user: one, json: { password: word, newPassword }, ...english })
      word = newPassword
      return { ...one, ...json }
    }
    let changed = user
    for (let i = 0; i < 3; ++i) changed = await setPassword(changed)
    word = password
    await setPassword(other)
    await untilSent(fixture)
    assert.deepEqual(subjects(await mail.mailsTo(stranger, 2)), [told.password, told.password])
    // To each of the addresses before one went, although no more mails could be asked for.
    for (const one of [user, other]) assert.equal((await mail.mailsTo(addressOf(one), 2))[1].subject, told.email)

    // Once it is confirmed only what the account does itself counts.
    fixture.sql(`UPDATE users SET email_confirmed_at = 1 WHERE id = ${user.id}`)
    word = next
    for (let i = 0; i < 3; ++i) changed = await setPassword(changed)
    await untilSent(fixture)
    assert.equal((await mail.mailsTo(stranger, 4)).length, 4)
  }))

test('a change that finds too many mails waiting is made, and nobody is told', () =>
  withMail({ mails_waiting_limit: 1 }, async (fixture, mail) => {
    const user = await fixture.user()
    await mail.mailsTo(addressOf(user))
    await untilSent(fixture)
    await mail.stop()
    await ask(fixture, addressOf(user))
    const json = { password, newPassword: next }
    const { json: changed } = await fixture.ok('PUT', '/auth/password', { user, json })
    assert.equal(waiting(fixture), 1)
    await fixture.ok('PUT', '/auth/email', { user: changed, json: { password: next, email: 'another@example.org' } })
    await mail.start()
    await untilSent(fixture)
    assert.equal(mail.mails.length, 1)
  }))

test('mails wait while the mail server is down, over a restart of ours, and are sent when it is up', () =>
  withMail({}, async (fixture, mail) => {
    const user = await fixture.user()
    await mail.mailsTo(addressOf(user))
    await mail.stop()
    await ask(fixture, addressOf(user))
    await until(() => logged(fixture, 'mail_postponed').length > 0, 'a failed attempt')
    assert.equal(waiting(fixture), 1)
    await fixture.server.stop()
    await fixture.start()
    await mail.start()
    const received = await mail.mailsTo(addressOf(user), 2)
    await fixture.ok('POST', '/auth/password/reset', reset(tokensIn(received[1], '/reset-password')[0]))
    await untilSent(fixture)
  }))

test('a mail server may be encrypted from the start', () =>
  withMail(
    {},
    async (fixture, mail) => {
      const user = await fixture.user()
      const [received] = await mail.mailsTo(addressOf(user))
      assert.equal(received.envelope.isEncrypted, true)
    },
    { isSecure: true },
  ))

test('a recipient whom the mail server refuses is no incident, and is named nowhere', () =>
  withMail({}, async (fixture, mail) => {
    mail.refused.add('refused@example.org')
    const json = { id: 'refused', password, nickName: 'Refused', email: 'refused@example.org' }
    await fixture.ok('POST', '/auth/signup', { json })
    await until(() => logged(fixture, 'mail_refused').length > 0, 'the refusal')
    await untilSent(fixture)
    assert.equal(mail.recipients.length, 1)
    assert.deepEqual(fixture.sql('SELECT * FROM incidents'), [])
    assert.ok(!fixture.server.log.includes('refused@example.org'))
    const user = await fixture.user()
    await mail.mailsTo(addressOf(user))
  }))

for (const [name, settings, options] of /** @type {const} */ ([
  ['is down', { mail_server: 'smtp://127.0.0.1:1' }, {}],
  ['offers no encryption', {}, { startTls: false }],
  ['has the certificate of another', {}, { name: 'DNS:mail.example' }],
  ['is of an unknown authority', { mail_ca_file: '' }, {}],
])) {
  test(`a mail server that ${name} gets nothing, and an incident without an address tells so`, async () => {
    const folder = new DataFolder()
    const mail = await new MailServer(folder.path, options).start()
    const fixture = await new ApiFixture({ ...many, ...mail.settings(), mail_attempts: 2, ...settings }).start()
    try {
      fixture.server.faultsExpected = true
      const user = await fixture.user()
      await until(() => fixture.sql('SELECT * FROM incidents').length > 0, 'the incident')
      await until(() => logged(fixture, 'mail_given_up').length === 1, 'its line in the log')
      const [[report]] = fixture.sql('SELECT report FROM incidents')
      assert.match(report, /a mail was given up/)
      assert.ok(!report.includes(addressOf(user)) && !fixture.server.log.includes(addressOf(user)))
      await untilSent(fixture)
      assert.deepEqual([mail.mails, mail.recipients], [[], []])
    } finally {
      await fixture.stop()
      await mail.stop()
      folder.remove()
    }
  })
}

test('a wrong password at the mail server is told, but not the password', async () => {
  const folder = new DataFolder()
  const mail = await new MailServer(folder.path).start()
  mail.password = 'another one'
  const fixture = await new ApiFixture({ ...many, ...mail.settings() }).start()
  try {
    await fixture.user()
    const [line] = await until(
      () => logged(fixture, 'mail_postponed').slice(0, 1)[0] && logged(fixture, 'mail_postponed'),
      'the refusal',
    )
    assert.match(line.reason, /AUTH, reply 535/)
    assert.ok(!fixture.server.log.includes('the password of the mail server'))
  } finally {
    await fixture.stop()
    await mail.stop()
    folder.remove()
  }
})

test('without a mail server everything else works, and what needs one says so', () =>
  withApiFixture({}, async (fixture) => {
    assert.deepEqual((await fixture.ok('GET', '/auth/mail')).json, { offered: false })
    const user = await fixture.user()
    const { json } = await fixture.ok('GET', '/profile', { user })
    assert.deepEqual([json.emailConfirmed, json._links.sendConfirmation], [false, undefined])
    await fixture.expect(404, '1120', 'POST', '/auth/password/forgotten', { json: { email: addressOf(user) }, unspoken: true })
    await fixture.expect(404, '1120', 'POST', '/auth/email/confirmation', { user, unspoken: true })
    await change(fixture, user, 'another@example.org')
    const { json: changed } = await fixture.ok('GET', '/profile', { user })
    assert.deepEqual([changed.email, changed.emailConfirmed], ['another@example.org', false])
    await fixture.ok('PUT', '/auth/password', { user, json: { password, newPassword: next } })
    assert.equal(waiting(fixture), 0)
  }))

test('settings that cannot be meant stop the server', async () => {
  const folder = new DataFolder()
  const mail = await new MailServer(folder.path).start()
  try {
    for (const [settings, reason] of /** @type {const} */ ([
      [{ public_address: '' }, /mail_server needs public_address/],
      [{ public_address: 'training.example' }, /public_address must be like/],
      [{ public_address: 'https://training.example/' }, /public_address must be like/],
      [{ mail_starttls: 'optional' }, /mail_user needs encryption/],
      [{ mail_password_file: '/nowhere' }, /mail_password_file has no password/],
      [{ mail_from: 'nobody' }, /mail_from must be an address/],
    ])) {
      const fixture = new ApiFixture({ ...mail.settings(), ...settings })
      await assert.rejects(fixture.start(), reason)
      fixture.remove()
    }
  } finally {
    await mail.stop()
    folder.remove()
  }
})
