// Sign-up, sign-in, sessions and profile, by HTTP.
import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiFixture, claimsOf, password, tokenPart, withApiFixture } from './api_fixture.mjs'

describe('accounts', () => {
  let fixture
  before(async () => {
    fixture = await new ApiFixture().start()
  })
  after(() => fixture?.stop())

  const good = { id: 'trainer-1', password, nickName: '달리는 사람', email: 'runner@example.org' }
  const refresh = (refreshToken) => fixture.call('POST', '/auth/refresh', { json: { refreshToken } })
  const cookieOf = (answer) => answer.headers.getSetCookie()[0]

  test('sign-up refuses what is not valid', async () => {
    const bad = {
      id: { unacceptable: ['ab', 'x'.repeat(33), 'with space', 'ümlaut', '../etc'], misshapen: [7, null] },
      password: {
        unacceptable: ['1234567', 'p'.repeat(129), '비'.repeat(7), 'password', 'QwertyUiop', '88888888', '87654321', 'abcabcabc'],
        misshapen: [12345678, ['p']],
      },
      nickName: {
        unacceptable: [
          '',
          ' front',
          'back ',
          'n'.repeat(21),
          'tab\there',
          'zero\u200bwidth',
          'turn\u202earound',
          'a\u0301\u0302\u0303\u0304\u0305',
        ],
        misshapen: [{}],
      },
      email: {
        unacceptable: [
          '',
          'nobody',
          '@example.org',
          'a@b',
          'a b@example.org',
          'a@-example.org',
          'a@example..org',
          `${'a'.repeat(65)}@example.org`,
        ],
        misshapen: [true],
      },
    }
    const beyondSchemas = ['password', 'QwertyUiop', '88888888', '87654321', 'abcabcabc']
    for (const [field, { unacceptable, misshapen }] of Object.entries(bad)) {
      for (const value of unacceptable) {
        const json = { ...good, [field]: value }
        const answer = await fixture.expect(422, '2012', 'POST', '/auth/signup', {
          json,
          unspoken: beyondSchemas.includes(value),
        })
        assert.deepEqual(
          answer.json.problems.map((problem) => problem.field),
          [field],
          JSON.stringify(json),
        )
        assert.match(answer.json.problems[0].message, /[가-힣]/)
      }
      for (const value of misshapen) {
        const answer = await fixture.expect(400, '2001', 'POST', '/auth/signup', { json: { ...good, [field]: value } })
        assert.deepEqual(answer.json.fields, [{ field: `/${field}`, problem: 'type' }])
      }
      const missing = Object.fromEntries(Object.entries(good).filter(([name]) => name !== field))
      const answer = await fixture.expect(400, '2001', 'POST', '/auth/signup', { json: missing })
      assert.deepEqual(answer.json.fields, [{ field: `/${field}`, problem: 'required' }])
    }
    const all = { id: 'ab', password: 'short', nickName: ' ', email: 'nobody' }
    const english = await fixture.expect(422, '2012', 'POST', '/auth/signup', { json: all, headers: { 'Accept-Language': 'en' } })
    assert.deepEqual(english.json.problems, [
      { field: 'id', message: 'It needs at least 3 characters.' },
      { field: 'password', message: 'It needs at least 8 characters.' },
      { field: 'nickName', message: 'It has a character that cannot be used.' },
      { field: 'email', message: 'It does not have the right form.' },
    ])
    await fixture.expect(400, '2001', 'POST', '/auth/signup', { json: { ...all, email: 7 } })
    const json = { ...good, role: 'ADMIN' }
    const unknown = await fixture.expect(400, '2001', 'POST', '/auth/signup', { json })
    assert.deepEqual(unknown.json.fields, [{ field: '/role', problem: 'unknown' }])
    const headers = { 'Content-Type': 'application/json' }
    for (const body of ['', '{', '[]', '{"id":"a","id":"b"}', '\xff']) {
      await fixture.expect(400, '2001', 'POST', '/auth/signup', { body, headers })
    }
    await fixture.expect(415, '2006', 'POST', '/auth/signup', { body: 'id=x', headers: { 'Content-Type': 'text/plain' } })
    await fixture.expect(413, '2005', 'POST', '/auth/signup', { json: { ...good, id: 'x'.repeat(70_000) } })
  })

  test('sign-up takes a name once', async () => {
    await fixture.ok('GET', `/auth/checkid/${good.id}`)
    await fixture.ok('GET', `/auth/checkNickName/${encodeURIComponent(good.nickName)}`)
    const answer = await fixture.ok('POST', '/auth/signup', { json: good })
    assert.deepEqual(Object.keys(answer.json).sort(), ['accessToken', 'refreshToken'])
    assert.match(answer.headers.get('content-type'), /^application\/hal\+json/)
    assert.equal(answer.headers.get('cache-control'), 'no-store')

    await fixture.expect(409, '0001', 'GET', `/auth/checkid/${good.id.toUpperCase()}`)
    await fixture.expect(409, '0007', 'GET', `/auth/checkNickName/${encodeURIComponent(good.nickName)}`)
    await fixture.expect(400, '2007', 'GET', '/auth/checkid/x')
    await fixture.expect(400, '2007', 'GET', `/auth/checkNickName/${'n'.repeat(21)}`)
    await fixture.expect(409, '0001', 'POST', '/auth/signup', { json: { ...good, id: 'TRAINER-1', nickName: 'free' } })
    await fixture.expect(409, '0007', 'POST', '/auth/signup', { json: { ...good, id: 'trainer-2' } })
    assert.doesNotMatch(fixture.server.log, new RegExp(password), 'no password in the log')
    const [[hash]] = fixture.sql(`SELECT password_hash FROM users WHERE login_id = 'trainer-1'`)
    assert.match(hash, /^\$argon2id\$v=19\$m=7168,t=1,p=1\$/)
  })

  test('names that look alike are one name', async () => {
    const { nickName } = await fixture.user('paypal 한글')
    const alike = ['раураl 한글', 'ＰａｙＰａＩ 한글', 'paypal \u1112\u1161\u11ab\u1100\u1173\u11af']
    const user = await fixture.user()
    for (const name of alike) {
      await fixture.expect(409, '0007', 'GET', `/auth/checkNickName/${encodeURIComponent(name)}`)
      await fixture.expect(409, '0007', 'POST', '/auth/signup', { json: { ...good, id: 'look-alike', nickName: name } })
      await fixture.expect(409, '0007', 'PUT', '/profile', { user, json: { nickName: name } })
    }
    const decomposed = '\u1103\u1161\u11af' + 'e\u0301'
    await fixture.ok('PUT', '/profile', { user, json: { nickName: decomposed } })
    assert.equal((await fixture.ok('GET', '/profile', { user })).json.name, decomposed.normalize('NFC'))
    assert.ok(nickName)
  })

  test('of two who sign up at once with the same id, one gets it', async () => {
    const attempts = [1, 2, 3, 4].map((number) =>
      fixture.call('POST', '/auth/signup', { json: { ...good, id: 'racer', nickName: `racer ${number}` } }),
    )
    const statuses = (await Promise.all(attempts)).map((answer) => answer.status)
    assert.deepEqual(statuses.sort(), [200, 409, 409, 409])
  })

  test('tokens carry what clients read, and verify with the published keys', async () => {
    const user = await fixture.user()
    const { accessToken, refreshToken } = user
    assert.equal(tokenPart(accessToken, 0).typ, 'at+jwt')
    assert.equal(tokenPart(refreshToken, 0).typ, 'rt+jwt')
    const claims = claimsOf(accessToken)
    assert.deepEqual(claims.roles, ['ROLE_USER'])
    assert.equal(claims.nickName, user.nickName)
    assert.equal(claims.exp - claims.iat, 600)
    assert.equal(claimsOf(refreshToken).exp - claimsOf(refreshToken).iat, 7 * 24 * 3600)

    const { json, headers } = await fixture.ok('GET', '/.well-known/jwks.json')
    assert.match(headers.get('content-type'), /^application\/jwk-set\+json/)
    assert.deepEqual(JSON.parse(readFileSync(fixture.data.join('public', 'jwks.json'))), json)
    const jwk = json.keys.find((key) => key.kid === tokenPart(accessToken, 0).kid)
    assert.equal(jwk.d, undefined, 'the private half stays at home')
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
    const [header, body, signature] = accessToken.split('.')
    const text = new TextEncoder().encode(`${header}.${body}`)
    assert.ok(await crypto.subtle.verify(algorithm, key, Buffer.from(signature, 'base64url'), text))
    assert.equal(statSync(fixture.data.join('secrets', 'signing_key.pem')).mode & 0o777, 0o600)
  })

  test('sign-in has one answer for every failure', async () => {
    const user = await fixture.user()
    const locked = await fixture.user()
    fixture.sql(`UPDATE users SET state = 'LOCKED' WHERE id = ${locked.id}`)
    const signIn = (id, word) => ({ json: { id, password: word } })
    await fixture.expect(400, '2001', 'POST', '/auth/signin', { json: { id: user.loginId } })
    const answers = []
    for (const [id, word] of [
      [user.loginId, 'wrong password'],
      ['nobody-here', password],
      [locked.loginId, password],
      [user.loginId, 'p'.repeat(200)],
      ["' OR 1=1 --", password],
      [`${user.loginId}\u0000`, password],
      [user.loginId, `${password}\u0000`],
    ]) {
      answers.push(await fixture.expect(401, '0002', 'POST', '/auth/signin', signIn(id, word)))
    }
    assert.equal(new Set(answers.map((answer) => answer.json.message)).size, 1)
    const answer = await fixture.ok('POST', '/auth/signin', signIn(user.loginId.toUpperCase(), password))
    assert.equal(claimsOf(answer.json.accessToken).sub, user.id)
    assert.notEqual(answer.json.refreshToken, user.refreshToken)
  })

  test('guessing is slowed down, and the right password still works after the wait', async () => {
    const user = await fixture.user()
    const guess = (word) => fixture.call('POST', '/auth/signin', { json: { id: user.loginId, password: word } })
    for (let i = 0; i < 5; ++i) assert.equal((await guess('a wrong guess')).status, 401)
    const refused = await guess(password)
    assert.equal(refused.status, 429)
    assert.equal(refused.json.error, '0009')
    assert.ok(Number(refused.headers.get('retry-after')) >= 1)
    await sleep(1100)
    assert.equal((await guess(password)).status, 200)
  })

  test('refresh rotates, the parent gives the active token again, and what is older ends a stolen session', async () => {
    const user = await fixture.user()
    const first = await refresh(user.refreshToken)
    assert.equal(first.status, 200)
    assert.notEqual(first.json.refreshToken, user.refreshToken)
    assert.equal(claimsOf(first.json.accessToken).sub, user.id)

    fixture.sql(`UPDATE sign_in_tokens SET used_at = 1, created_at = 0 WHERE used_at IS NOT NULL`)
    const repeated = await refresh(user.refreshToken)
    assert.equal(repeated.json.refreshToken, first.json.refreshToken, 'the active token, however late')
    const second = await refresh(first.json.refreshToken)
    assert.equal(second.status, 200)

    const stored = JSON.stringify(fixture.sql('SELECT token_hash, successor FROM sign_in_tokens'))
    for (const token of [user.refreshToken, second.json.refreshToken]) {
      assert.ok(!stored.includes(token) && !stored.includes(claimsOf(token).jti), 'tokens are not kept in the clear')
    }

    const again = await refresh(first.json.refreshToken)
    assert.equal(again.json.refreshToken, second.json.refreshToken)
    const stolen = await refresh(user.refreshToken)
    assert.equal(stolen.status, 401)
    assert.equal(stolen.json.error, '0008')
    assert.equal((await refresh(second.json.refreshToken)).json.error, '0008', 'the whole family has ended')
  })

  test('two tabs that refresh at once stay signed in', async () => {
    const user = await fixture.user()
    let token = user.refreshToken
    for (let round = 0; round < 3; ++round) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(token)))
      assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200])
      assert.equal(new Set(answers.map((answer) => answer.json.refreshToken)).size, 1)
      token = answers[0].json.refreshToken
    }
    // Each parent with its successor, and the active one.
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM sign_in_tokens WHERE sign_in_id = '${claimsOf(user.accessToken).sid}'`), [
      [4],
    ])
  })

  test('who keeps the token of the sign-in for ever stays signed in as long as it lives, in one session', async () => {
    const user = await fixture.user()
    const sid = claimsOf(user.accessToken).sid
    let answer
    for (let i = 0; i < 5; ++i) {
      answer = await refresh(user.refreshToken)
      assert.equal(answer.status, 200)
      assert.equal(claimsOf(answer.json.accessToken).sid, sid)
      // As if each were a day after the other.
      fixture.sql(`UPDATE sign_in_tokens SET used_at = used_at - 86400000 WHERE sign_in_id = '${sid}' AND used_at IS NOT NULL`)
      fixture.sql(`UPDATE sign_ins SET last_used_at = 1 WHERE id = '${sid}'`)
    }
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM sign_in_tokens WHERE sign_in_id = '${sid}'`), [[2]])
    await refresh(user.refreshToken)
    assert.ok(fixture.sql(`SELECT last_used_at FROM sign_ins WHERE id = '${sid}'`)[0][0] > 1, 'each counts as a use')
    await fixture.ok('GET', '/profile', { user: answer.json })
    fixture.sql(`UPDATE users SET state = 'LOCKED' WHERE id = ${user.id}`)
    assert.equal((await refresh(user.refreshToken)).json.error, '0008')
  })

  test('a thief and an owner who both go on are found out, whoever steps ahead', async () => {
    for (const ahead of ['thief', 'owner']) {
      const user = await fixture.user()
      const held = { thief: user.refreshToken, owner: user.refreshToken }
      const other = ahead === 'thief' ? 'owner' : 'thief'
      for (const who of [ahead, other, ahead]) {
        const answer = await refresh(held[who])
        assert.equal(answer.status, 200)
        held[who] = answer.json.refreshToken
      }
      // One answer behind is a lost answer; another step and the one behind holds a token of the past.
      held[ahead] = (await refresh(held[ahead])).json.refreshToken
      assert.equal((await refresh(held[other])).json.error, '0008')
      assert.equal((await refresh(held[ahead])).json.error, '0008', 'for both')
    }
  })

  test('refresh refuses other tokens and ended accounts', async () => {
    const user = await fixture.user()
    await fixture.expect(400, '2001', 'POST', '/auth/refresh', { json: {} })
    await fixture.expect(400, '2001', 'POST', '/auth/refresh', { json: { refreshToken: 7 } })
    await fixture.expect(401, '0004', 'POST', '/auth/refresh', { json: { refreshToken: 'nonsense' } })
    await fixture.expect(401, '0005', 'POST', '/auth/refresh', { json: { refreshToken: user.accessToken } })
    const [header, claims, signature] = user.refreshToken.split('.')
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(user.refreshToken), sub: '424242' })).toString('base64url')
    await fixture.expect(401, '0003', 'POST', '/auth/refresh', { json: { refreshToken: `${header}.${forged}.${signature}` } })
    assert.ok(claims)
    fixture.sql(`UPDATE users SET state = 'WITHDRAWAL' WHERE id = ${user.id}`)
    assert.equal((await refresh(user.refreshToken)).json.error, '0008')
  })

  test('our page keeps the refresh token in a cookie that scripts cannot read', async () => {
    const signedIn = await fixture.ok('POST', '/auth/signin', { json: { id: good.id, password } })
    const cookie = cookieOf(signedIn)
    assert.match(cookie, /^__Host-refresh=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=604800$/)
    const headers = { Cookie: `other=1; ${cookie.split(';')[0]}` }
    const refreshed = await fixture.ok('POST', '/auth/refresh', { headers })
    assert.deepEqual(Object.keys(refreshed.json), ['accessToken'])
    assert.notEqual(cookieOf(refreshed).split(';')[0], cookie.split(';')[0])

    const next = { Cookie: cookieOf(refreshed).split(';')[0] }
    for (const site of ['same-site', 'cross-site']) {
      await fixture.expect(400, '2001', 'POST', '/auth/refresh', { headers: { ...next, 'Sec-Fetch-Site': site } })
      await fixture.ok('POST', '/auth/signout', { headers: { ...next, 'Sec-Fetch-Site': site } })
    }
    await fixture.ok('POST', '/auth/refresh', { headers: { ...next, 'Sec-Fetch-Site': 'same-origin' } })
    const out = await fixture.ok('POST', '/auth/signout', { headers: next })
    assert.match(cookieOf(out), /^__Host-refresh=;.*Max-Age=0$/)
    const ended = await fixture.expect(401, '0008', 'POST', '/auth/refresh', { headers: next })
    assert.match(cookieOf(ended), /Max-Age=0$/, 'a useless cookie is dropped')
  })

  test('sign-out ends the session, and twice is the same as once', async () => {
    const user = await fixture.user()
    for (let i = 0; i < 2; ++i) {
      const answer = await fixture.ok('POST', '/auth/signout', { json: { refreshToken: user.refreshToken } })
      assert.equal(answer.bytes.length, 0)
    }
    await fixture.ok('POST', '/auth/signout', { json: { refreshToken: 'nonsense' } })
    await fixture.ok('POST', '/auth/signout')
    assert.equal((await refresh(user.refreshToken)).json.error, '0008')
  })

  test('profile: read and rename', async () => {
    const user = await fixture.user()
    const other = await fixture.user()
    await fixture.refusesForgedTokens('GET', '/profile', user)
    await fixture.refusesForgedTokens('PUT', '/profile', user, { json: { nickName: 'x' } })
    await fixture.expect(422, '2012', 'PUT', '/profile', { user, json: { nickName: '' } })
    await fixture.expect(400, '2001', 'PUT', '/profile', { user, json: { nickName: 'x', role: 'ADMIN' } })
    await fixture.expect(409, '0007', 'PUT', '/profile', { user, json: { nickName: other.nickName } })
    assert.equal((await fixture.ok('GET', '/profile', { user })).json.name, user.nickName)
    await fixture.ok('PUT', '/profile', { user, json: { nickName: 'new name 🏃' } })
    await fixture.ok('PUT', '/profile', { user, json: { nickName: 'New Name 🏃' } })
    assert.equal((await fixture.ok('GET', '/profile', { user })).json.name, 'New Name 🏃')
    const refreshed = await refresh(user.refreshToken)
    assert.equal(claimsOf(refreshed.json.accessToken).nickName, 'New Name 🏃')
  })

  test('errors speak the language of the asker', async () => {
    const english = await fixture.expect(401, '0005', 'GET', '/profile', { headers: { 'Accept-Language': 'en' } })
    const korean = await fixture.expect(401, '0005', 'GET', '/profile')
    assert.match(english.json.message, /^[\x20-\x7e]+$/)
    assert.match(korean.json.message, /[가-힣]/)
  })
})

test('an access token ends', () =>
  withApiFixture({ access_token_seconds: 1 }, async (fixture) => {
    const user = await fixture.user()
    await sleep(1100)
    await fixture.expect(401, '0006', 'GET', '/profile', { user })
  }))

test('a password hash of another cost is renewed at sign-in', () =>
  withApiFixture({}, async (fixture) => {
    const user = await fixture.user()
    await fixture.server.stop()
    fixture.settings.password_memory_kibibytes = 8192
    await fixture.start()
    const hash = () => fixture.sql(`SELECT password_hash FROM users WHERE id = ${user.id}`)[0][0]
    assert.match(hash(), /m=7168,/)
    for (let i = 0; i < 2; ++i) {
      await fixture.ok('POST', '/auth/signin', { json: { id: user.loginId, password } })
      assert.match(hash(), /m=8192,/)
    }
    await fixture.ok('GET', '/profile', { user })
  }))

test('keys of names from before are made again at start', () =>
  withApiFixture({}, async (fixture) => {
    const [first, second] = [await fixture.user('look alike'), await fixture.user('another name')]
    await fixture.server.stop()
    fixture.sql(`UPDATE users SET nick_name_key = 'old ' || id, key_version = 0`)
    fixture.sql(`UPDATE users SET nick_name = 'lооk alike' WHERE id = ${second.id}`)
    await fixture.start()
    await fixture.expect(409, '0007', 'GET', '/auth/checkNickName/LOOK%20ALIKE')
    assert.equal((await fixture.ok('GET', '/profile', { user: first })).json.name, 'look alike')
    await fixture.expect(409, '0007', 'PUT', '/profile', { user: second, json: { nickName: 'lооk alike' } })
    await fixture.ok('PUT', '/profile', { user: first, json: { nickName: 'Look Alike' } })
  }))
