// Entity tags of what the API server answers as JSON: what changes them, whom they belong to, who may keep an answer.
// That every such operation has one, and answers 304 to it, is tested by openapi.test.mjs.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'

describe('entity tags', () => {
  const fixture = new ApiFixture({ first_admin_id: 'chief' })
  let owner, other, admin, training

  before(async () => {
    await fixture.start()
    owner = await fixture.user()
    other = await fixture.user()
    admin = await fixture.admin()
    training = await fixture.training(owner)
  })
  after(() => fixture.stop())

  /** The tag of what `user` is answered; 304 to it, with the same headers. */
  async function tagOf(path, user) {
    const { headers } = await fixture.ok('GET', path, { user })
    const tag = headers.get('etag')
    assert.match(tag, /^"[0-9a-f]{32}"$/, path)
    const same = await fixture.expect(304, null, 'GET', path, { user, headers: { 'If-None-Match': `"other", W/${tag}` } })
    assert.equal(same.bytes.length, 0)
    for (const name of ['etag', 'cache-control', 'vary'])
      assert.equal(same.headers.get(name), headers.get(name), `${name} of ${path}`)
    for (const name of ['content-type', 'content-length']) assert.equal(same.headers.get(name), null, `${name} of ${path}`)
    return tag
  }

  const changes = /** @type {any} */ ({
    'a list of trainings': ['/trainings', () => owner, () => fixture.training(owner)],
    'the own trainings': ['/me/trainings', () => owner, () => fixture.training(owner, { ready: false })],
    'a training': [
      '/trainings/ID',
      () => other,
      (id) => fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { title: 'Deep squats', body: '' } }),
    ],
    'the likes of a training': [
      '/trainings/ID',
      () => other,
      (id) => fixture.ok('POST', `/trainings/${id}/like`, { user: owner }),
    ],
    comments: [
      '/trainings/ID/comments',
      () => undefined,
      (id) => fixture.expect(201, null, 'POST', `/comments/${id}`, { user: other, json: { message: 'good' } }),
    ],
    subscriptions: ['/subscribes', () => other, () => fixture.ok('POST', `/trainer/${owner.id}`, { user: other })],
    'a playlist': [
      '/me/playlists',
      () => owner,
      () => fixture.expect(201, null, 'POST', '/playlists', { user: owner, json: { title: 'Morning', body: '' } }),
    ],
    'the profile': ['/profile', () => owner, () => fixture.ok('PUT', '/profile', { user: owner, json: { nickName: 'another' } })],
    'the keys': ['/.well-known/jwks.json', () => undefined, () => fixture.ok('POST', '/admin/keys/rotate', { user: admin })],
  })
  for (const [what, [template, user, change]] of Object.entries(changes)) {
    test(`another one when there is a change of ${what}`, async () => {
      const path = template.replace('ID', training)
      const before = await tagOf(path, user())
      assert.equal(await tagOf(path, user()), before, 'the same while nothing changes')
      await change(training)
      const changed = await fixture.ok('GET', path, { user: user(), headers: { 'If-None-Match': before } })
      assert.notEqual(changed.headers.get('etag'), before)
    })
  }

  test('are of one caller, even where two are told the same', async () => {
    const users = [owner, other, admin, await fixture.user()]
    for (const path of ['/training/likes', '/me/feed', `/trainings/${training}/comments`, `/trainings/${training}/leaderboard`]) {
      const tags = await Promise.all(users.map((user) => tagOf(path, user)))
      assert.equal(new Set(tags).size, users.length, path)
      await fixture.ok('GET', path, { user: users[0], headers: { 'If-None-Match': tags.slice(1).join(', ') } })
    }
    assert.equal(await tagOf('/trainings', owner), await tagOf('/trainings', other), 'what everybody is told alike')
  })

  test('go by the address under which was asked', async () => {
    const tag = await tagOf('/trainings')
    await fixture.ok('GET', '/trainings', {
      headers: { 'If-None-Match': tag, 'X-Forwarded-Host': 'training.example', 'X-Forwarded-Proto': 'https' },
    })
  })

  test('do not stand for a credential', async () => {
    const tag = await tagOf('/me/trainings', owner)
    for (const value of [tag, '*']) {
      await fixture.expect(401, '0005', 'GET', '/me/trainings', { headers: { 'If-None-Match': value } })
      await fixture.expect(403, '1001', 'GET', '/admin/users', { user: other, headers: { 'If-None-Match': value } })
      await fixture.expect(404, '1101', 'GET', '/trainings/999999', { headers: { 'If-None-Match': value } })
    }
  })

  test('a view counts when nothing is sent', async () => {
    const id = await fixture.training(owner)
    const views = async () => (await fixture.ok('GET', `/trainings/${id}`, { user: owner })).json.views
    const before = await views()
    const visitor = await fixture.user()
    await fixture.expect(304, null, 'GET', `/trainings/${id}`, { user: visitor, headers: { 'If-None-Match': '*' } })
    assert.equal(await views(), before + 1)
  })

  test('a malformed list of tags matches nothing', async () => {
    const tag = await tagOf('/trainings')
    for (const value of [tag.slice(1, -1), `${tag} ${tag}`, `${tag}, x`, `w/${tag}`, `*, ${tag}`, `"x,${tag},y"`, '""']) {
      await fixture.ok('GET', '/trainings', { headers: { 'If-None-Match': value } })
    }
  })

  test('only the caller may keep an answer to a credential, and what is secret nobody', async () => {
    const closed = await fixture.expect(201, null, 'POST', '/trainings', {
      user: owner,
      json: { title: 'Mine', body: '', visibility: 'private' },
    })
    const kept = async (path, user) => {
      const { headers } = await fixture.ok('GET', path, { user })
      return [headers.get('cache-control'), headers.get('vary')]
    }
    assert.deepEqual(await kept('/trainings'), ['public, no-cache', null], 'anybody gets this')
    assert.deepEqual(await kept('/trainings', owner), ['private, no-cache', null])
    assert.deepEqual(await kept('/me/trainings', owner), ['private, no-cache', 'Authorization'])
    assert.deepEqual(await kept(`/trainings/${training}`), ['public, no-cache', 'Authorization'])
    assert.deepEqual(await kept(`/trainings/${training}`, owner), ['private, no-cache', 'Authorization'])
    assert.deepEqual(
      await kept(`/trainings/${closed.json.trainingId}`, owner),
      ['no-store', 'Authorization'],
      'links with a ticket',
    )
    assert.deepEqual(await kept('/admin/users', admin), ['no-store', 'Authorization'])
  })

  test('errors and answers to other methods have none', async () => {
    const signedIn = await fixture.ok('POST', '/auth/refresh', { json: { refreshToken: owner.refreshToken } })
    const missing = await fixture.expect(404, '1101', 'GET', '/trainings/999999')
    for (const { headers } of [signedIn, missing]) {
      assert.deepEqual([headers.get('etag'), headers.get('cache-control')], [null, 'no-store'])
    }
  })
})
