// Sessions, passwords and the end of an account, by HTTP.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiFixture, claimsOf, password, withApiFixture } from './api_fixture.mjs'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

describe('sessions', () => {
  let fixture
  before(async () => {
    fixture = await new ApiFixture().start()
  })
  after(() => fixture?.stop())

  const refresh = (refreshToken) => fixture.call('POST', '/auth/refresh', { json: { refreshToken } })
  const signIn = async (user, /** @type {any} */ { word = password, headers } = {}) => {
    const { json } = await fixture.ok('POST', '/auth/signin', { json: { id: user.loginId, password: word }, headers })
    return { ...user, ...json }
  }
  const sessionsOf = async (user) => (await fixture.ok('GET', '/auth/sessions', { user })).json._embedded.sessionList
  const hasEnded = async (user) => {
    await fixture.expect(401, '0008', 'GET', '/profile', { user })
    assert.equal((await refresh(user.refreshToken)).json.error, '0008')
  }

  test('a user sees the own sign-ins, the one used last first', async () => {
    const user = await fixture.user()
    await fixture.refusesForgedTokens('GET', '/auth/sessions', user)
    const other = await signIn(user, { headers: { 'User-Agent': firefox, 'X-Real-IP': '203.0.113.7' } })
    const list = await sessionsOf(other)
    assert.equal(list.length, 2)
    const [newer, older] = list
    assert.deepEqual([newer.current, older.current], [true, false])
    assert.deepEqual(Object.keys(newer), [
      'sessionId',
      'createdDate',
      'lastUsedDate',
      'expiresDate',
      'endsDate',
      'address',
      'userAgent',
      'current',
      '_links',
    ])
    assert.equal(newer.address, '203.0.113.7')
    assert.deepEqual(newer.userAgent, { deviceType: 'Computer', os: 'Linux', browser: 'Firefox', browserVersion: '128.0' })
    const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
    assert.equal(days(newer.createdDate, newer.expiresDate), 7)
    assert.equal(days(newer.createdDate, newer.endsDate), 30)
    assert.equal(claimsOf(other.accessToken).sid, newer.sessionId)

    await refresh(user.refreshToken)
    assert.equal((await sessionsOf(other))[0].sessionId, older.sessionId, 'a refresh is a use')
    const stored = JSON.stringify(fixture.sql('SELECT * FROM sign_ins'))
    assert.ok(!stored.includes(other.refreshToken))
  })

  test('a session ends by its id, and only by its owner', async () => {
    const user = await fixture.user()
    const stranger = await fixture.user()
    const other = await signIn(user)
    const [{ sessionId }] = await sessionsOf(other)
    await fixture.refusesForgedTokens('DELETE', `/auth/sessions/${sessionId}`, user)
    await fixture.expect(404, '0010', 'DELETE', `/auth/sessions/${sessionId}`, { user: stranger })
    await fixture.expect(404, '0010', 'DELETE', '/auth/sessions/nonsense', { user })
    await fixture.ok('GET', '/profile', { user: other })
    await fixture.ok('DELETE', `/auth/sessions/${sessionId}`, { user })
    await fixture.expect(404, '0010', 'DELETE', `/auth/sessions/${sessionId}`, { user })
    await hasEnded(other)
    assert.equal((await sessionsOf(user)).length, 1)
    const own = await fixture.ok('DELETE', `/auth/sessions/${claimsOf(user.accessToken).sid}`, { user })
    assert.match(own.headers.get('set-cookie'), /^__Host-refresh=;.*Max-Age=0$/)
    await hasEnded(user)
  })

  test('sign-out of one ends its access token too, sign-out everywhere ends all', async () => {
    const user = await fixture.user()
    const [second, third] = [await signIn(user), await signIn(user)]
    await fixture.ok('POST', '/auth/signout', { json: { refreshToken: second.refreshToken } })
    await hasEnded(second)
    await fixture.refusesForgedTokens('POST', '/auth/signout/all', user)
    const bystander = await fixture.user()
    const answer = await fixture.ok('POST', '/auth/signout/all', { user: third })
    assert.match(answer.headers.get('set-cookie'), /Max-Age=0$/)
    await hasEnded(user)
    await hasEnded(third)
    await fixture.ok('GET', '/profile', { user: bystander })
  })

  test('the password changes with the old one, and ends the other sessions', async () => {
    const user = await fixture.user()
    const other = await signIn(user)
    const change = (status, error, json, options = {}) =>
      fixture.expect(status, error, 'PUT', '/auth/password', { user, json, ...options })
    const next = ' 다음 비밀번호\u0000👍 '
    await change(400, '2001', { password })
    await change(400, '2001', { password, newPassword: 7 })
    await change(400, '2001', { password, newPassword: next, role: 'ADMIN' })
    await fixture.refusesForgedTokens('PUT', '/auth/password', user, { json: { password, newPassword: next } })
    await change(403, '0011', { password: 'not this one', newPassword: next })
    const short = await change(422, '2012', { password, newPassword: '1234567' })
    assert.deepEqual(
      short.json.problems.map(({ field }) => field),
      ['newPassword'],
    )
    await change(422, '2012', { password, newPassword: password }, { unspoken: true })
    const { json, headers } = await change(200, null, { password, newPassword: next })
    assert.match(headers.get('set-cookie'), /^__Host-refresh=/)
    await hasEnded(user)
    await hasEnded(other)
    await fixture.ok('GET', '/profile', { user: json })
    assert.equal((await sessionsOf(json)).length, 1)
    for (const word of [password, next.trim(), next.normalize('NFD')]) {
      await fixture.expect(401, '0002', 'POST', '/auth/signin', { json: { id: user.loginId, password: word } })
    }
    await signIn(user, { word: next })
  })

  test('guessing the old password is slowed down like sign-in', async () => {
    const user = await fixture.user()
    const guess = (word) =>
      fixture.call('PUT', '/auth/password', { user, json: { password: word, newPassword: 'another long one' } })
    for (let i = 0; i < 5; ++i) assert.equal((await guess(`guess ${i}`)).status, 403)
    const refused = await guess(password)
    assert.equal(refused.json.error, '0009')
    assert.ok(Number(refused.headers.get('retry-after')) >= 1)
  })

  test('an account goes with everything that is its own', async () => {
    const user = await fixture.user('free again')
    const other = await fixture.user()
    const training = await fixture.training(user)
    const foreign = await fixture.training(other)
    const folder = fixture.data.join('storage', 'trainings', String(training))
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/current`, 'x')
    await fixture.expect(201, null, 'POST', `/comments/${foreign}`, { user, json: { message: 'mine' } })
    await fixture.expect(201, null, 'POST', `/comments/${training}`, { user: other, json: { message: 'not mine' } })
    await fixture.ok('POST', `/trainings/${foreign}/like`, { user })
    await fixture.ok('GET', `/trainings/${foreign}`, { user })
    await fixture.ok('POST', `/trainer/${user.id}`, { user: other })
    const bytes = fixture.database.bytes(Buffer.from([0]))
    fixture.sql(`INSERT INTO pictures (kind, owner_id, content_type, bytes, modified_at)
               VALUES ('profile', ${user.id}, 'image/png', ${bytes}, 0), ('thumbnail', ${training}, 'image/png', ${bytes}, 0)`)
    fixture.sql(`INSERT INTO picture_sizes (kind, owner_id, size, bytes)
               VALUES ('profile', ${user.id}, 'small', ${bytes}), ('thumbnail', ${training}, 'medium', ${bytes})`)

    const remove = (status, error, json) => fixture.expect(status, error, 'DELETE', '/auth/account', { user, json })
    await remove(400, '2001', {})
    await fixture.refusesForgedTokens('DELETE', '/auth/account', user, { json: { password } })
    await remove(403, '0011', { password: 'not this one' })
    await remove(200, null, { password })

    await hasEnded(user)
    await fixture.expect(401, '0002', 'POST', '/auth/signin', { json: { id: user.loginId, password } })
    await fixture.expect(404, '1101', 'GET', `/trainings/${training}`)
    assert.ok(!existsSync(folder))
    const left = fixture.sql(`
      SELECT (SELECT COUNT(*) FROM users WHERE id = ${user.id}), (SELECT COUNT(*) FROM sign_ins WHERE user_id = ${user.id}),
             (SELECT COUNT(*) FROM comments WHERE author_id = ${user.id}), (SELECT COUNT(*) FROM likes WHERE user_id = ${user.id}),
             (SELECT COUNT(*) FROM subscriptions WHERE trainer_id = ${user.id}), (SELECT COUNT(*) FROM comments WHERE training_id = ${training}),
             (SELECT COUNT(*) FROM training_views WHERE viewer = 'user ${user.id}'), (SELECT COUNT(*) FROM pictures WHERE owner_id IN (${user.id}, ${training})),
             (SELECT COUNT(*) FROM picture_sizes WHERE owner_id IN (${user.id}, ${training}))`)
    assert.deepEqual(left, [[0, 0, 0, 0, 0, 0, 0, 0, 0]])
    const [row] = fixture.sql(`SELECT state, password_hash, nick_name, email FROM users WHERE login_id = '${user.loginId}'`)
    assert.deepEqual(row, ['WITHDRAWAL', '', '', ''])
    await fixture.expect(409, '0001', 'GET', `/auth/checkid/${user.loginId}`)
    await fixture.ok('GET', `/auth/checkNickName/${encodeURIComponent(user.nickName)}`)
    await fixture.ok('GET', `/trainings/${foreign}`)
  })

  test('an account that several sessions delete at once goes once', async () => {
    const user = await fixture.user()
    const all = [user, await signIn(user), await signIn(user), await signIn(user)]
    const answers = await Promise.all(
      all.map((one) => fixture.call('DELETE', '/auth/account', { user: one, json: { password } })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401])
    for (const { status, json } of answers) if (status === 401) assert.equal(json.error, '0008')
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM users WHERE login_id IN ('', '${user.loginId}')`), [[1]])
  })

  test('what an account still does while it goes is refused, and no fault', async () => {
    const bystander = await fixture.user()
    const training = await fixture.training(bystander)
    const user = await fixture.user()
    const practice = {
      trainingId: training,
      startedAt: '2026-01-31T09:05:07Z',
      durationSeconds: 1,
      score: 50,
      lagSeconds: null,
      series: [],
      limbs: [],
    }
    const deeds = [
      ['POST', '/trainings', { title: 't', body: '' }],
      ['POST', `/comments/${training}`, { message: 'm' }],
      ['POST', `/trainings/${training}/like`],
      ['POST', `/trainer/${bystander.id}`],
      ['POST', '/playlists', { title: 't', body: '' }],
      ['POST', '/reports', { trainingId: training, reason: 'spam' }],
      ['POST', '/me/sessions', practice],
      ['PUT', '/profile', { nickName: 'soon gone' }],
    ]
    const all = [...deeds, ...deeds, ['DELETE', '/auth/account', { password }], ...deeds, ...deeds]
    const answers = await Promise.all(all.map(([method, path, json]) => fixture.call(method, path, { user, json })))
    assert.deepEqual(
      answers.map(({ status, json }) => `${status} ${json?.error}`).filter((text) => text.startsWith('500')),
      [],
    )
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM comments WHERE training_id = ${training}`), [[0]])
  })

  test('no sign-in with the old password outlives the change, however close they come', async () => {
    const user = await fixture.user()
    const next = 'another long password'
    const [changed, ...signedIn] = await Promise.all([
      fixture.ok('PUT', '/auth/password', { user, json: { password, newPassword: next } }),
      // Not more: the fifth failure would make all of them wait.
      ...Array.from({ length: 3 }, (_, i) =>
        fixture.call('POST', '/auth/signin', {
          json: { id: user.loginId, password },
          headers: { 'X-Real-IP': `198.51.100.${i}` },
        }),
      ),
    ])
    for (const { status, json } of signedIn) {
      if (status === 200) await hasEnded(json)
      else assert.equal(status, 401)
    }
    assert.equal((await sessionsOf(changed.json)).length, 1)
  })

  test('of two who change the password at once, one does', async () => {
    const user = await fixture.user()
    const other = await signIn(user)
    const words = ['the first new password', 'the second new password']
    const answers = await Promise.all(
      [user, other].map((one, i) =>
        fixture.call('PUT', '/auth/password', { user: one, json: { password, newPassword: words[i] } }),
      ),
    )
    assert.deepEqual(
      answers
        .map(({ status }) => status)
        .sort((a, b) => a - b)
        .map((status) => (status === 200 ? 200 : 'refused')),
      [200, 'refused'],
    )
    const winner = answers.findIndex(({ status }) => status === 200)
    await signIn(user, { word: words[winner] })
    await fixture.expect(401, '0002', 'POST', '/auth/signin', { json: { id: user.loginId, password: words[1 - winner] } })
  })

  test('one user has a bounded number of sessions, and the oldest gives way', async () => {
    const user = await fixture.user()
    const [[hash]] = fixture.sql(`SELECT password_hash FROM users WHERE id = ${user.id}`)
    assert.ok(hash)
    fixture.sql(`WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 60)
               INSERT INTO sign_ins SELECT 'made' || n, ${user.id}, '', '', n, n, 9999999999999, 9999999999999 FROM numbers`)
    const last = await signIn(user)
    const list = await sessionsOf(last)
    assert.equal(list.length, 50)
    assert.ok(list.some(({ current }) => current) && list.some(({ sessionId }) => sessionId === 'made60'))
    assert.ok(!list.some(({ sessionId }) => sessionId === 'made1'))
  })

  test('whatever 16 clients do, each sign-in has one live token, and theft ends one sign-in alone', async () => {
    const user = await fixture.user()
    const seed = Math.floor(Math.random() * 2 ** 31)
    let state = seed
    const random = (below) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      return (state >> 8) % below
    }
    const clients = []
    for (let i = 0; i < 16; ++i) clients.push(await signIn(user))
    const first = clients.map(({ refreshToken }) => refreshToken)
    const use = async (client) => {
      for (let round = 0; round < 5; ++round) {
        const held = client.refreshToken
        const answers = await Promise.all(Array.from({ length: 1 + random(3) }, () => refresh(held)))
        if (random(3) === 0) answers.push(await refresh(held))
        const next = new Set(answers.map(({ json }) => json.refreshToken))
        assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200], `seed ${seed}`)
        assert.equal(next.size, 1, `seed ${seed}`)
        client.refreshToken = [...next][0]
      }
    }
    await Promise.all(clients.map(use))
    const live = () =>
      fixture.sql(`
      SELECT COUNT(*), COUNT(DISTINCT s.id) FROM sign_ins s JOIN sign_in_tokens t ON t.sign_in_id = s.id
      WHERE s.user_id = ${user.id} AND t.used_at IS NULL`)[0]
    assert.deepEqual(live(), [17, 17], `seed ${seed}: the sixteen, and that of the sign-up`)

    const stolen = clients.filter(() => random(3) === 0)
    for (const client of stolen) {
      const token = first[clients.indexOf(client)]
      assert.equal((await refresh(token)).json.error, '0008')
    }
    const answers = await Promise.all(clients.map(({ refreshToken }) => refresh(refreshToken)))
    const expected = clients.map((client) => (stolen.includes(client) ? 401 : 200))
    assert.deepEqual(
      answers.map(({ status }) => status),
      expected,
      `seed ${seed}`,
    )
    assert.deepEqual(live(), [17 - stolen.length, 17 - stolen.length], `seed ${seed}`)
  })

  test('an unknown id takes as long as a wrong password', async () => {
    const user = await fixture.user()
    const time = async (id, i) => {
      const start = performance.now()
      const json = { id, password: 'a wrong password' }
      await fixture.expect(401, '0002', 'POST', '/auth/signin', { json, headers: { 'X-Real-IP': `192.0.2.${i}` } })
      return performance.now() - start
    }
    const known = []
    const unknown = []
    const free = 4
    for (let i = 0; i < free; ++i) {
      known.push(await time(user.loginId, i))
      unknown.push(await time(`nobody-${i}`, i))
    }
    const least = (times) => Math.min(...times)
    assert.ok(least(unknown) > least(known) / 3 && least(known) > least(unknown) / 3, `${known} against ${unknown}`)
  })
})

test('sessions have an end that no refresh moves, and are removed after it', () =>
  withApiFixture({ session_seconds: 5 }, async (fixture) => {
    const user = await fixture.user()
    const { iat, exp } = claimsOf(user.refreshToken)
    assert.ok(exp - iat <= 5)
    const { json } = await fixture.ok('POST', '/auth/refresh', { json: { refreshToken: user.refreshToken } })
    assert.ok(claimsOf(json.refreshToken).exp <= exp)
    await sleep(Math.max(0, exp * 1000 - Date.now()) + 1100)
    await fixture.expect(401, '0006', 'POST', '/auth/refresh', { json: { refreshToken: json.refreshToken } })
    await fixture.expect(401, '0008', 'GET', '/profile', { user: { ...user, ...json } })
    await fixture.server.stop()
    await fixture.start()
    assert.deepEqual(fixture.sql('SELECT (SELECT COUNT(*) FROM sign_ins), (SELECT COUNT(*) FROM sign_in_tokens)'), [[0, 0]])
  }))

test('sign-ins do not keep viewers waiting, and wait for each other no longer than they may', () =>
  withApiFixture(
    {
      worker_threads: 1,
      passwords_at_once: 1,
      password_wait_seconds: 0.1,
      password_memory_kibibytes: 65_536,
      password_passes: 4,
    },
    async (fixture) => {
      const order = []
      const signIn = async (i) => {
        const json = { id: `nobody-${i}`, password }
        const answer = await fixture.call('POST', '/auth/signin', { json, headers: { 'X-Real-IP': `198.51.100.${i}` } })
        order.push(answer.status)
        if (answer.status === 503) assert.ok(Number(answer.headers.get('retry-after')) > 0)
      }
      const signIns = Promise.all([1, 2, 3, 4].map(signIn))
      await fixture.ok('GET', '/trainings')
      order.push('viewer')
      await signIns
      assert.ok(order.indexOf('viewer') < 4, `the viewer did not wait for all of them: ${order}`)
      assert.deepEqual([...new Set(order.filter((entry) => entry !== 'viewer'))].sort(), [401, 503], String(order))
    },
  ))
