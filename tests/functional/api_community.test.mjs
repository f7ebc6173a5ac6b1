// Likes, comments and subscriptions, by HTTP.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, password } from './api_fixture.mjs'

describe('community', () => {
  let fixture, owner, other, id
  before(async () => {
    fixture = await new ApiFixture().start()
    owner = await fixture.user('the owner')
    other = await fixture.user('another')
    id = await fixture.training(owner)
  })
  after(() => fixture?.stop())

  test('like', async () => {
    const path = `/trainings/${id}/like`
    for (const method of ['POST', 'DELETE']) {
      await fixture.refusesForgedTokens(method, path, other)
      await fixture.expect(404, '1101', method, '/trainings/99999/like', { user: other })
    }
    await fixture.refusesForgedTokens('GET', '/training/likes', other)
    const seen = async (user) => (await fixture.ok('GET', `/trainings/${id}`, { user })).json
    for (let i = 0; i < 2; ++i) {
      assert.equal((await fixture.ok('POST', path, { user: other })).bytes.length, 0)
      const { likes, like } = await seen(other)
      assert.deepEqual([likes, like], [1, true])
    }
    assert.equal((await seen(owner)).like, false)
    const { json } = await fixture.ok('GET', '/training/likes', { user: other })
    assert.equal(json.length, 1)
    assert.deepEqual(Object.keys(json[0]), [
      'trainingId',
      'title',
      'body',
      'trainerId',
      'trainer',
      'views',
      'modifiedDate',
      'category',
      '_links',
    ])
    assert.equal(json[0].trainingId, id)
    fixture.sql(`UPDATE trainings SET state = 'QUEUED' WHERE id = ${id}`)
    assert.deepEqual((await fixture.ok('GET', '/training/likes', { user: other })).json, [])
    fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${id}`)
    for (let i = 0; i < 2; ++i) {
      await fixture.ok('DELETE', path, { user: other })
      assert.equal((await seen(other)).likes, 0)
    }
  })

  test('likes at the same time count once', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => fixture.ok('POST', `/trainings/${id}/like`, { user: other })))
    assert.equal((await fixture.ok('GET', `/trainings/${id}`)).json.likes, 1)
  })

  test('subscribe', async () => {
    for (const method of ['POST', 'DELETE']) {
      await fixture.refusesForgedTokens(method, `/trainer/${owner.id}`, other)
      for (const user of ['99999', 'x', '0']) {
        await fixture.expect(404, '1003', method, `/trainer/${user}`, { user: other })
      }
    }
    const left = await fixture.user('leaver')
    await fixture.ok('DELETE', '/auth/account', { user: left, json: { password } })
    const [[place]] = fixture.sql(`SELECT id FROM users WHERE login_id = '${left.loginId}'`)
    for (const user of [left.id, place]) await fixture.expect(404, '1003', 'POST', `/trainer/${user}`, { user: other })
    await fixture.refusesForgedTokens('GET', '/subscribes', other)
    for (let i = 0; i < 2; ++i) {
      await fixture.ok('POST', `/trainer/${owner.id}`, { user: other })
      const { json } = await fixture.ok('GET', '/subscribes', { user: other })
      assert.deepEqual(json, [{ trainerId: owner.id, trainerName: 'the owner' }])
    }
    assert.equal((await fixture.ok('GET', `/trainings/${id}`, { user: other })).json.subscribe, true)
    assert.deepEqual((await fixture.ok('GET', '/subscribes', { user: owner })).json, [])
    for (let i = 0; i < 2; ++i) {
      await fixture.ok('DELETE', `/trainer/${owner.id}`, { user: other })
      assert.deepEqual((await fixture.ok('GET', '/subscribes', { user: other })).json, [])
    }
  })

  test('comments', async () => {
    const message = '<script>alert(1)</script> 좋아요'
    for (const json of [{}, { message: 7 }, { message, authorId: 1 }]) {
      await fixture.expect(400, '2001', 'POST', `/comments/${id}`, { user: other, json })
    }
    for (const unacceptable of ['', ' \n', 'm'.repeat(1001)]) {
      await fixture.expect(422, '2012', 'POST', `/comments/${id}`, { user: other, json: { message: unacceptable } })
    }
    await fixture.refusesForgedTokens('POST', `/comments/${id}`, other, { json: { message } })
    await fixture.expect(404, '1101', 'POST', '/comments/99999', { user: other, json: { message } })
    await fixture.expect(415, '2006', 'POST', `/comments/${id}`, { user: other, body: message })
    const created = await fixture.expect(201, null, 'POST', `/comments/${id}`, { user: other, json: { message } })
    const path = new URL(created.headers.get('location')).pathname
    assert.equal(created.json._links.self.href, fixture.server.url + path)

    const list = async (query = '', user) => (await fixture.ok('GET', `/trainings/${id}/comments${query}`, { user })).json
    const comment = (await list('', other))._embedded.commentList[0]
    assert.equal(comment.message, message, 'as it was sent: the page shows it as text')
    assert.equal(comment.commenterId, other.id)
    assert.deepEqual(Object.keys(comment), [
      'commentId',
      'message',
      'parentId',
      'replies',
      'commenterId',
      'commenter',
      'createdDate',
      'modifiedDate',
      '_links',
    ])
    assert.ok(comment._links.updateComment && comment._links.deleteComment)
    assert.equal((await list())._embedded.commentList[0]._links.updateComment, undefined)
    assert.equal((await fixture.ok('GET', path)).json.message, message)
    await fixture.expect(400, '2007', 'GET', `/trainings/${id}/comments?sort=title`)
    await fixture.expect(404, '1101', 'GET', '/trainings/99999/comments')

    const json = { message: 'changed' }
    await fixture.expect(400, '2001', 'PUT', path, { user: other, json: {} })
    await fixture.refusesForgedTokens('PUT', path, other, { json })
    await fixture.expect(403, '1001', 'PUT', path, { user: owner, json })
    await fixture.expect(404, '1001', 'PUT', '/comments/99999', { user: other, json })
    const changed = await fixture.ok('PUT', path, { user: other, json })
    assert.equal(changed.json._links.self.href, fixture.server.url + path)
    const after = (await list())._embedded.commentList[0]
    assert.equal(after.message, 'changed')
    assert.ok(after.modifiedDate > after.createdDate)

    await fixture.refusesForgedTokens('DELETE', path, other)
    await fixture.expect(403, '1001', 'DELETE', path, { user: owner })
    await fixture.expect(404, '1001', 'DELETE', '/comments/99999', { user: other })
    const removed = await fixture.ok('DELETE', path, { user: other })
    assert.equal(removed.json._links.training.href, `${fixture.server.url}/trainings/${id}`)
    await fixture.expect(404, '1001', 'GET', path)
    assert.deepEqual((await list())._embedded.commentList, [])
  })

  test('a comment that is sent again with its key is written once', async () => {
    const send = (key, message, user = other) =>
      fixture.call('POST', `/comments/${id}`, { user, json: { message }, headers: { 'Idempotency-Key': key } })
    for (const key of ['', 'a key', 'k'.repeat(65), 'ä']) {
      await fixture.expect(400, '2007', 'POST', `/comments/${id}`, {
        user: other,
        json: { message: 'once' },
        headers: { 'Idempotency-Key': key },
      })
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('k1', 'once')))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
    const [{ commentId }, ...more] = answers.map(({ json }) => json)
    assert.ok(more.every((json) => json.commentId === commentId))
    assert.equal((await send('k1', 'once', owner)).status, 201, 'keys are of a user')
    const refused = await send('k1', 'something else')
    assert.deepEqual([refused.status, refused.json.error], [422, '2021'])
    await fixture.ok('PUT', `/comments/${commentId}`, { user: other, json: { message: 'edited' } })
    assert.equal((await send('k1', 'once')).json.commentId, commentId, 'edited since')

    const { json } = await fixture.ok('GET', `/trainings/${id}/comments`)
    assert.deepEqual(
      json._embedded.commentList.map(({ message }) => message),
      ['edited', 'once'],
    )
    for (const { commentId: each, commenterId } of json._embedded.commentList) {
      await fixture.ok('DELETE', `/comments/${each}`, { user: commenterId === other.id ? other : owner })
    }
  })

  test('comments come in pages, oldest first', async () => {
    for (const message of ['one', 'two', 'three']) {
      await fixture.expect(201, null, 'POST', `/comments/${id}`, { user: owner, json: { message } })
    }
    const messages = async (query) =>
      (await fixture.ok('GET', `/trainings/${id}/comments${query}`)).json._embedded.commentList.map((entry) => entry.message)
    assert.deepEqual(await messages('?size=2'), ['one', 'two'])
    assert.deepEqual(await messages('?size=2&page=1'), ['three'])
    assert.deepEqual(await messages('?sort=commentId,DESC&size=1'), ['three'])
  })
})
