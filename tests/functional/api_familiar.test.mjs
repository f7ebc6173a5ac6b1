// Devices and networks that an account knows: others who guess its password do not keep its owner out there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { password, withApiFixture } from './api_fixture.mjs'

let strangers = 0
/** An address in a network that nobody was in before. */
const elsewhere = () => `10.${++strangers >> 8}.${strangers & 255}.1`

const signIn = (fixture, loginId, /** @type {any} */ { word = password, address = elsewhere(), cookie } = {}) =>
  fixture.call('POST', '/auth/signin', {
    json: { id: loginId, password: word },
    headers: { 'X-Real-IP': address, ...(cookie && { Cookie: cookie }) },
  })

const deviceOf = (answer) =>
  answer.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('__Host-device='))
    .split(';')[0]

/** Wrong passwords from changing networks, until strangers have to wait for some seconds. */
async function attack(fixture, loginId) {
  for (;;) {
    const answer = await signIn(fixture, loginId, { word: 'a wrong guess' })
    const wait = Number(answer.headers.get('retry-after') ?? 0)
    if (wait >= 4) return
    await sleep(1000 * wait)
  }
}

const refusal = ({ status, json, headers }) => {
  const { requestId, timestamp, ...rest } = json
  return { status, rest, names: [...headers.keys()].filter((name) => name !== 'retry-after').sort() }
}

test('an owner signs in where they did before, whatever others guess', () =>
  withApiFixture({}, async (fixture) => {
    const user = await fixture.user()
    const home = await signIn(fixture, user.loginId, { address: '203.0.113.20' })
    assert.match(
      home.headers.getSetCookie()[1],
      /^__Host-device=[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=15552000$/,
    )
    const cookie = deviceOf(home)
    assert.ok(!cookie.includes(user.loginId) && !cookie.includes(Buffer.from(user.loginId).toString('base64url')))
    assert.equal((await signIn(fixture, user.loginId, { address: '2001:db8:1:1::1' })).status, 200)

    const other = await fixture.user()
    const othersCookie = deviceOf(await signIn(fixture, other.loginId))
    await Promise.all([user.loginId, 'nobody-here'].map((loginId) => attack(fixture, loginId)))
    const [known, unknown] = await Promise.all(
      [user.loginId, 'nobody-here'].map((loginId) => signIn(fixture, loginId, { cookie: othersCookie })),
    )
    assert.equal(known.status, 429, "another account's cookie")
    assert.deepEqual(refusal(known), refusal(unknown))
    assert.equal((await signIn(fixture, user.loginId)).status, 429)
    const answers = await Promise.all(
      [{ cookie }, { address: '203.0.113.99' }, { address: '2001:db8:1:2::9' }, { cookie: `a=1; ${cookie}` }].map((where) =>
        signIn(fixture, user.loginId, where),
      ),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    )
    assert.equal(
      (await signIn(fixture, user.loginId, { cookie: `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}` })).status,
      429,
    )

    const rows = fixture.sql('SELECT user_id, network FROM familiar_networks')
    assert.doesNotMatch(JSON.stringify(rows), /203\.0|2001:db8/)
    assert.equal(
      new Set(rows.map(([, network]) => network)).size,
      rows.length,
      'of two accounts in one network the rows are not alike',
    )
  }))

test('a device and a network have failures of their own', () =>
  withApiFixture({}, async (fixture) => {
    const user = await fixture.user()
    const cookie = deviceOf(await signIn(fixture, user.loginId, { address: '203.0.113.20' }))
    const guess = (where) => signIn(fixture, user.loginId, { word: 'a wrong guess', ...where })
    const answers = await Promise.all(Array.from({ length: 8 }, () => guess({ cookie })))
    const statuses = answers.map(({ status }) => status)
    assert.deepEqual(statuses.sort(), [401, 401, 401, 401, 401, 429, 429, 429], 'a stolen cookie guesses no faster')
    assert.ok(answers.every(({ headers }) => headers.getSetCookie().length === 0))
    assert.equal((await signIn(fixture, user.loginId, { address: '203.0.113.21' })).status, 200)
    const networked = await Promise.all(Array.from({ length: 8 }, (_, i) => guess({ address: `203.0.113.${i}` })))
    assert.equal(networked.filter(({ status }) => status === 401).length, 5)
    assert.equal((await signIn(fixture, user.loginId)).status, 200, 'a stranger is not slowed by them')
  }))

test('devices and networks are known after a restart, and forgotten with a new password', () =>
  withApiFixture({}, async (fixture) => {
    const user = await fixture.user()
    const home = await signIn(fixture, user.loginId, { address: '203.0.113.20' })
    await fixture.server.stop()
    await fixture.start()
    await attack(fixture, user.loginId)
    assert.equal((await signIn(fixture, user.loginId, { address: '203.0.113.7' })).status, 200)
    assert.equal((await signIn(fixture, user.loginId, { cookie: deviceOf(home) })).status, 200)

    const next = 'another long password'
    const changed = await fixture.ok('PUT', '/auth/password', {
      user: home.json,
      json: { password, newPassword: next },
      headers: { 'X-Real-IP': '198.51.100.1' },
    })
    assert.equal(changed.status, 200, 'who is signed in is not slowed either')
    await attack(fixture, user.loginId)
    const where = [
      { cookie: deviceOf(home) },
      { address: '203.0.113.7' },
      { cookie: deviceOf(changed) },
      { address: '198.51.100.2' },
    ]
    const answers = await Promise.all(where.map((place) => signIn(fixture, user.loginId, { word: next, ...place })))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [429, 429, 200, 200],
    )

    fixture.sql(`UPDATE familiar_networks SET seen_at = seen_at - ${180 * 86_400_000}`)
    await fixture.server.stop()
    await fixture.start()
    assert.deepEqual(fixture.sql('SELECT COUNT(*) FROM familiar_networks'), [[0]])
  }))
