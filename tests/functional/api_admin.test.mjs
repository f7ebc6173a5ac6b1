// What admins do with accounts and with the keys that sign tokens, by HTTP.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, password, tokenPart } from './api_fixture.mjs'
import { Server } from './harness.mjs'

describe('admins', () => {
  let fixture, admin
  before(async () => {
    fixture = await new ApiFixture({ first_admin_id: 'the-admin' }).start()
    admin = await fixture.admin()
  })
  after(() => fixture?.stop())

  const refresh = (refreshToken) => fixture.call('POST', '/auth/refresh', { json: { refreshToken } })
  const kidOf = (token) => tokenPart(token, 0).kid

  test('nobody else may', async () => {
    const user = await fixture.user()
    const routes = [
      ['GET', '/admin/users'],
      ['GET', `/admin/users/${user.id}`],
      ['POST', `/admin/users/${user.id}/lock`],
      ['POST', `/admin/users/${user.id}/unlock`],
      ['GET', '/admin/keys'],
      ['POST', '/admin/keys/rotate'],
      ['DELETE', '/admin/keys/x'],
    ]
    for (const [method, path] of routes) {
      await fixture.refusesForgedTokens(method, path, user)
      await fixture.expect(403, '1001', method, path, { user })
    }
  })

  test('accounts are listed, sorted and found by the beginning of id or nickname', async () => {
    const user = await fixture.user('Percent %_ 달리기')
    const list = async (query) => (await fixture.ok('GET', `/admin/users${query}`, { user: admin })).json
    const all = await list('?size=2&sort=userId,ASC')
    assert.deepEqual(all._embedded.userList[0].id, 'the-admin')
    assert.equal(all.page.size, 2)
    assert.ok(all._links.next)
    const item = (await list(`?search=${user.loginId.toUpperCase()}`))._embedded.userList[0]
    assert.deepEqual(Object.keys(item), [
      'userId',
      'id',
      'nickName',
      'email',
      'role',
      'state',
      'createdDate',
      'modifiedDate',
      '_links',
    ])
    assert.equal(item.userId, user.id)
    for (const [search, count] of /** @type {any[][]} */ ([
      ['percent', 1],
      ['Percent %25_', 1],
      ['%25', 0],
      ['_', 0],
      ["' OR 1=1", 0],
    ])) {
      assert.equal((await list(`?search=${search}`)).page.totalElements, count, search)
    }
    await fixture.expect(400, '2007', 'GET', '/admin/users?sort=password_hash', { user: admin })
    const one = await fixture.ok('GET', `/admin/users/${user.id}`, { user: admin })
    assert.deepEqual(one.json, item)
    assert.ok(!JSON.stringify(one.json).includes('argon2'))
    for (const id of ['99999', '0', 'x']) await fixture.expect(404, '1003', 'GET', `/admin/users/${id}`, { user: admin })
  })

  test('a locked account stops at once and comes back when unlocked', async () => {
    const user = await fixture.user()
    const path = `/admin/users/${user.id}`
    await fixture.expect(404, '1003', 'POST', '/admin/users/99999/lock', { user: admin })
    await fixture.expect(409, '0012', 'POST', `/admin/users/${admin.id}/lock`, { user: admin })
    for (let i = 0; i < 2; ++i) {
      assert.equal((await fixture.ok('POST', `${path}/lock`, { user: admin })).json.state, 'LOCKED')
    }
    await fixture.expect(401, '0008', 'GET', '/profile', { user })
    assert.equal((await refresh(user.refreshToken)).json.error, '0008')
    await fixture.expect(401, '0002', 'POST', '/auth/signin', { json: { id: user.loginId, password } })
    for (let i = 0; i < 2; ++i) {
      const { json } = await fixture.ok('POST', `${path}/unlock`, { user: admin })
      assert.equal(json.state, 'ACTIVE')
      assert.ok(json._links.lock && !json._links.unlock)
    }
    await fixture.expect(401, '0008', 'GET', '/profile', { user })
    const { json } = await fixture.ok('POST', '/auth/signin', { json: { id: user.loginId, password } })
    await fixture.ok('GET', '/profile', { user: json })
  })

  test('who is no admin any more is none at once', async () => {
    const { json } = await fixture.ok('POST', '/auth/signin', { json: { id: 'the-admin', password } })
    fixture.sql(`UPDATE users SET role = 'USER' WHERE id = ${admin.id}`)
    await fixture.expect(403, '1001', 'GET', '/admin/users', { user: json })
    fixture.sql(`UPDATE users SET role = 'ADMIN' WHERE id = ${admin.id}`)
    await fixture.ok('GET', '/admin/users', { user: json })
  })

  test('another server takes tokens of a new key without a restart', async () => {
    const upload = await new Server('upload', {
      data: fixture.data,
      settings: {
        database_url: fixture.database.url,
        storage_root: fixture.data.join('storage'),
        jwks: fixture.data.join('public', 'jwks.json'),
        service_token: fixture.data.join('secrets', 'service_token'),
      },
    }).start()
    try {
      const user = await fixture.user()
      const asked = async ({ accessToken }) => {
        const headers = { Authorization: `Bearer ${accessToken}` }
        return (await (await fetch(`${upload.url}/trainings/99999/progress`, { headers })).json()).error
      }
      assert.equal(await asked(user), '1101', 'it knows the user, and no such training')
      const renewed = [user]
      const rotate = async () => {
        await fixture.ok('POST', '/admin/keys/rotate', { user: admin })
        renewed.push((await refresh(renewed.at(-1).refreshToken)).json)
        assert.equal(new Set(renewed.map(({ accessToken }) => kidOf(accessToken))).size, renewed.length)
        for (const tokens of renewed) assert.equal(await asked(tokens), '1101')
      }
      // The first key was announced before, the others are known as soon as they sign.
      for (let i = 0; i < 3; ++i) await rotate()
    } finally {
      await upload.stop()
    }
  })

  test('the signing key changes while clients go on', async () => {
    const user = await fixture.user()
    const keys = async () => (await fixture.ok('GET', '/admin/keys', { user: admin })).json._embedded.keyList
    const published = async () => (await fixture.ok('GET', '/.well-known/jwks.json')).json.keys.map(({ kid }) => kid)
    const before = await keys()
    assert.deepEqual(before.map(({ state }) => state).slice(-2), ['current', 'next'])
    const current = before.at(-2)
    const next = before.at(-1)
    assert.equal(kidOf(user.accessToken), current.keyId)
    assert.deepEqual(
      await published(),
      before.map(({ keyId }) => keyId),
    )
    await fixture.expect(409, '0014', 'DELETE', `/admin/keys/${current.keyId}`, { user: admin })
    await fixture.expect(404, '0013', 'DELETE', '/admin/keys/nonsense', { user: admin })

    let going = true
    const client = (async () => {
      let calls = 0
      for (; going; ++calls) await fixture.ok('GET', '/profile', { user })
      return calls
    })()
    const rotated = await fixture.ok('POST', '/admin/keys/rotate', { user: admin })
    const after = rotated.json._embedded.keyList
    assert.deepEqual(after.map(({ state }) => state).slice(-3), ['previous', 'current', 'next'])
    assert.equal(after.at(-2).keyId, next.keyId, 'the key that was announced signs now')
    const refreshed = await refresh(user.refreshToken)
    assert.equal(kidOf(refreshed.json.accessToken), next.keyId)
    await fixture.ok('GET', '/profile', { user: refreshed.json })
    await fixture.ok('GET', '/profile', { user })
    going = false
    assert.ok((await client) > 0)
    assert.deepEqual(
      await published(),
      after.map(({ keyId }) => keyId),
    )
    assert.deepEqual(
      JSON.parse(readFileSync(fixture.data.join('public', 'jwks.json'))).keys.map(({ kid }) => kid),
      await published(),
    )
    assert.equal(statSync(fixture.data.join('secrets', 'signing_key.pem')).mode & 0o777, 0o600)
    await fixture.refusesForgedTokens('GET', '/profile', user)

    const renewed = (await refresh(admin.refreshToken)).json
    await fixture.ok('DELETE', `/admin/keys/${current.keyId}`, { user: renewed })
    await fixture.expect(401, '0003', 'GET', '/profile', { user })
    assert.equal((await refresh(user.refreshToken)).json.error, '0003')
    await fixture.ok('GET', '/profile', { user: refreshed.json })
    await fixture.server.stop()
    await fixture.start()
    await fixture.ok('GET', '/profile', { user: refreshed.json })
    assert.deepEqual(
      await published(),
      after.map(({ keyId }) => keyId).filter((id) => id !== current.keyId),
    )
  })
})

test('the first admin is made at the start, with a password of which only a file knows', async () => {
  const fixture = await new ApiFixture().start()
  try {
    // Who was there before keeps the nickname.
    const user = await fixture.user('chief', 'somebody')
    const folder = fixture.data.join('first')
    const file = join(folder, 'password')
    const restart = async (settings) => {
      await fixture.server.stop()
      fixture.settings = settings
      await fixture.start()
    }
    await restart({ first_admin_id: 'Chief', first_admin_password_file: file })
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const random = readFileSync(file, 'utf8').trim()
    assert.ok(random.length >= 20, random)
    assert.ok(!fixture.server.log.includes(random))
    const chief = {
      accessToken: (await fixture.ok('POST', '/auth/signin', { json: { id: 'chief', password: random } })).json.accessToken,
    }
    await fixture.ok('GET', '/admin/users', { user: chief })
    await fixture.expect(409, '0001', 'POST', '/auth/signup', {
      json: { id: 'chief', password, nickName: 'another', email: 'a@example.org' },
    })

    // Made once: a start neither makes a second nor goes back to the password of the file.
    await fixture.ok('PUT', '/auth/password', { user: chief, json: { password: random, newPassword: password } })
    await restart({ first_admin_id: 'chief', first_admin_password_file: file })
    await fixture.expect(401, '0002', 'POST', '/auth/signin', { json: { id: 'chief', password: random } })
    await fixture.ok('POST', '/auth/signin', { json: { id: 'chief', password } })
    assert.deepEqual(fixture.sql('SELECT COUNT(*) FROM users'), [[2]])

    // The operator counts on the account, and its id would never be given again.
    const own = { accessToken: (await fixture.ok('POST', '/auth/signin', { json: { id: 'chief', password } })).json.accessToken }
    await fixture.expect(409, '0012', 'DELETE', '/auth/account', { user: own, json: { password } })
    await fixture.ok('GET', '/admin/users', { user: own })

    // Somebody who is there becomes one, with the own password.
    await restart({ first_admin_id: 'somebody', first_admin_password_file: fixture.data.join('never') })
    const promoted = (await fixture.ok('POST', '/auth/signin', { json: { id: 'somebody', password } })).json
    await fixture.ok('GET', '/admin/users', { user: promoted })
    assert.ok(!existsSync(fixture.data.join('never')))
    assert.equal(user.nickName, 'chief')

    // Who is not counted on any more may leave, and is not counted on again.
    await fixture.ok('DELETE', '/auth/account', { user: own, json: { password } })
    await assert.rejects(
      restart({ first_admin_id: 'chief', first_admin_password_file: file }),
      /first_admin_id names somebody who has left/,
    )
    fixture.settings = {}
    await fixture.start()
  } finally {
    await fixture.stop()
  }
})
