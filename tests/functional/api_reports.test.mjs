// Replies to comments, reports, and what admins do with them, by HTTP.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'

describe('replies and reports', () => {
  let fixture, owner, reader, admin, id
  before(async () => {
    fixture = await new ApiFixture({ first_admin_id: 'admin' }).start()
    owner = await fixture.user('owner')
    reader = await fixture.user('reader')
    admin = await fixture.admin()
    id = await fixture.training(owner)
  })
  after(() => fixture?.stop())

  const comment = async (message, parentId, user = reader) =>
    (await fixture.expect(201, null, 'POST', `/comments/${id}`, { user, json: { message, parentId } })).json.commentId
  const comments = async (query = '') => (await fixture.ok('GET', `/trainings/${id}/comments${query}`)).json._embedded.commentList

  test('replies', async () => {
    const first = await comment('first')
    const second = await comment('second')
    const reply = await comment('reply', first, owner)
    await comment('another reply', first)
    const elsewhere = await fixture.training(owner)
    const message = 'm'
    for (const parentId of ['1', null, 1.5])
      await fixture.expect(400, '2001', 'POST', `/comments/${id}`, { user: reader, json: { message, parentId } })
    for (const parentId of [0, -1, 99999, reply])
      await fixture.expect(422, '2012', 'POST', `/comments/${id}`, { user: reader, json: { message, parentId }, unspoken: true })
    await fixture.expect(422, '2012', 'POST', `/comments/${elsewhere}`, {
      user: reader,
      json: { message, parentId: first },
      unspoken: true,
    })

    assert.deepEqual(
      (await comments()).map((row) => [row.message, row.parentId, row.replies]),
      [
        ['first', null, 2],
        ['second', null, 0],
        ['reply', first, 0],
        ['another reply', first, 0],
      ],
    )
    assert.deepEqual(
      (await comments('?parent=none')).map((row) => row.message),
      ['first', 'second'],
    )
    assert.deepEqual(
      (await comments(`?parent=${first}`)).map((row) => row.message),
      ['reply', 'another reply'],
    )
    assert.deepEqual(
      (await comments(`?parent=${first}&cursor=&size=1&sort=commentId,DESC`)).map((row) => row.message),
      ['another reply'],
    )
    for (const query of ['?parent=x', '?parent=0', '?parent='])
      await fixture.expect(400, '2007', 'GET', `/trainings/${id}/comments${query}`)
    await fixture.ok('DELETE', `/comments/${first}`, { user: reader })
    assert.deepEqual(
      (await comments()).map((row) => row.message),
      ['second'],
      'replies go with what they answer',
    )
    await fixture.expect(404, '1001', 'GET', `/comments/${reply}`)
    await fixture.ok('DELETE', `/comments/${second}`, { user: reader })
  })

  test('comments in pages by cursor', async () => {
    for (let i = 0; i < 5; ++i) await comment(`number ${i}`)
    fixture.sql(`UPDATE comments SET created_at = 5 WHERE training_id = ${id}`)
    const seen = []
    let next = `/trainings/${id}/comments?cursor=&size=2`
    while (next) {
      const { json } = await fixture.ok('GET', next)
      seen.push(...json._embedded.commentList.map((row) => row.message))
      next = json._links.next?.href.slice(fixture.server.url.length)
    }
    assert.deepEqual(
      seen,
      [0, 1, 2, 3, 4].map((i) => `number ${i}`),
    )
    fixture.sql(`DELETE FROM comments WHERE training_id = ${id}`)
  })

  test('reports', async () => {
    const commentId = await comment('bad words', undefined, owner)
    const report = { trainingId: id, reason: 'spam', text: 'buy this' }
    const post = (status, error, user, json) => fixture.expect(status, error, 'POST', '/reports', { user, json })
    for (const json of [
      {},
      { reason: 'spam' },
      { trainingId: id },
      { ...report, commentId },
      { ...report, trainingId: 'x' },
      { ...report, reason: 1 },
      { ...report, text: 1 },
      { ...report, admin: true },
    ]) {
      await post(400, '2001', reader, json)
    }
    for (const json of [
      { ...report, reason: 'boring' },
      { ...report, trainingId: 0 },
      { ...report, text: 't'.repeat(2001) },
    ])
      await post(422, '2012', reader, json)
    await fixture.refusesForgedTokens('POST', '/reports', reader, { json: report })
    await post(404, '1101', reader, { ...report, trainingId: 99999 })
    await post(404, '1001', reader, { commentId: 99999, reason: 'spam' })
    const hidden = await fixture.training(owner, { ready: false })
    await post(404, '1101', reader, { ...report, trainingId: hidden })
    const { json } = await post(201, null, reader, report)
    await post(409, '1004', reader, { ...report, reason: 'other' })
    await post(201, null, reader, { commentId, reason: 'offensive' })
    await post(409, '1004', reader, { commentId, reason: 'offensive' })
    const all = await Promise.all(
      Array.from({ length: 5 }, () => fixture.call('POST', '/reports', { user: admin, json: report })),
    )
    assert.deepEqual(all.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409])

    const list = async (query = '') => (await fixture.ok('GET', `/admin/reports${query}`, { user: admin })).json
    for (const [method, path] of [
      ['GET', '/admin/reports'],
      ['POST', `/admin/reports/${json.reportId}/resolve`],
      ['GET', '/admin/trainings/hidden'],
      ['POST', `/admin/trainings/${id}/hide`],
      ['DELETE', `/admin/trainings/${id}/hide`],
    ]) {
      await fixture.refusesForgedTokens(method, path, admin)
      await fixture.expect(403, '1001', method, path, { user: reader })
    }
    for (const query of ['?open=x', '?size=0', '?sort=text'])
      await fixture.expect(400, '2007', 'GET', `/admin/reports${query}`, { user: admin })
    const rows = (await list())._embedded.reportList
    assert.deepEqual(
      rows.map((row) => [row.trainingId, row.commentId, row.comment, row.reporter, row.reason]),
      [
        [id, null, null, 'admin', 'spam'],
        [id, commentId, 'bad words', 'reader', 'offensive'],
        [id, null, null, 'reader', 'spam'],
      ],
    )
    await fixture.expect(404, '1005', 'POST', '/admin/reports/99999/resolve', { user: admin })
    for (let i = 0; i < 2; ++i) {
      const resolved = (await fixture.ok('POST', `/admin/reports/${json.reportId}/resolve`, { user: admin })).json
      assert.deepEqual([resolved.reportId, resolved.resolvedBy], [json.reportId, admin.id])
    }
    assert.equal((await list('?open=true')).page.totalElements, 2)
    assert.equal((await list('?open=true&cursor=&size=1'))._embedded.reportList.length, 1)
    assert.equal((await list()).page.totalElements, 3)
    await fixture.ok('DELETE', `/comments/${commentId}`, { user: owner })
    assert.equal((await list()).page.totalElements, 2, 'a report goes with its comment')
  })

  test('what an admin hides only its owner and admins see', async () => {
    const other = await fixture.training(owner, { title: 'to be hidden' })
    const unready = await fixture.training(owner, { title: 'hidden before it is ready', ready: false })
    const hiddenOnes = async (query = '') => {
      const { json } = await fixture.ok('GET', `/admin/trainings/hidden${query}`, { user: admin })
      return json._embedded.trainingList.map(({ trainingId, hidden }) => [trainingId, hidden])
    }
    assert.deepEqual(await hiddenOnes(), [])
    for (const query of ['?size=0', '?sort=owner', '?category=x'])
      await fixture.expect(400, '2007', 'GET', `/admin/trainings/hidden${query}`, { user: admin })
    await fixture.expect(404, '1101', 'POST', '/admin/trainings/99999/hide', { user: admin })
    for (let i = 0; i < 2; ++i) await fixture.ok('POST', `/admin/trainings/${other}/hide`, { user: admin })
    await fixture.ok('POST', `/admin/trainings/${unready}/hide`, { user: admin })
    assert.deepEqual(await hiddenOnes('?sort=trainingId,ASC'), [
      [other, true],
      [unready, true],
    ])
    assert.deepEqual(await hiddenOnes('?search=ready'), [[unready, true]])
    assert.deepEqual(await hiddenOnes('?size=1&cursor=&sort=trainingId,DESC'), [[unready, true]])
    await fixture.ok('DELETE', `/admin/trainings/${unready}/hide`, { user: admin })
    await fixture.expect(404, '1101', 'GET', `/trainings/${other}`, { user: reader })
    await fixture.expect(404, '1101', 'GET', `/trainings/${other}`)
    assert.equal((await fixture.ok('GET', '/trainings?search=hidden')).json.page.totalElements, 0)
    const own = await fixture.ok('GET', `/trainings/${other}`, { user: owner })
    assert.equal(own.json.hidden, true)
    assert.match(own.json._links.video.href, /\?ticket=/)
    await fixture.ok('PUT', `/trainings/${other}`, {
      user: owner,
      json: { title: 'still hidden', body: '', visibility: 'public' },
    })
    await fixture.expect(404, '1101', 'GET', `/trainings/${other}`)
    for (let i = 0; i < 2; ++i) await fixture.ok('DELETE', `/admin/trainings/${other}/hide`, { user: admin })
    const shown = (await fixture.ok('GET', `/trainings/${other}`)).json
    assert.equal(shown.hidden, undefined)
    assert.ok(!shown._links.video.href.includes('ticket'))
    assert.deepEqual(await hiddenOnes(), [])
  })
})
