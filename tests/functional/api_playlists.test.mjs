// Playlists, by HTTP.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'

describe('playlists', () => {
  let fixture, owner, other, trainer, trainings
  before(async () => {
    fixture = await new ApiFixture().start()
    owner = await fixture.user('owner')
    other = await fixture.user('other')
    trainer = await fixture.user('trainer')
    trainings = []
    for (const title of ['one', 'two', 'three']) trainings.push(await fixture.training(trainer, { title }))
  })
  after(() => fixture?.stop())

  const text = { title: 'Morning', body: 'each day' }
  const make = async (json = {}, user = owner) =>
    (await fixture.expect(201, null, 'POST', '/playlists', { user, json: { ...text, ...json } })).json.playlistId
  const titles = async (id, user) =>
    (await fixture.ok('GET', `/playlists/${id}`, { user })).json._embedded.trainingList.map((item) => item.title)

  test('what is refused', async () => {
    const id = await make()
    const unspoken = true
    for (const [method, path] of [
      ['POST', '/playlists'],
      ['PUT', `/playlists/${id}`],
    ]) {
      for (const json of [
        {},
        { title: 't' },
        { ...text, owner: 1 },
        { ...text, trainings: 'x' },
        { ...text, trainings: ['1'] },
        { ...text, trainings: null },
        { ...text, visibility: 5 },
      ]) {
        await fixture.expect(400, '2001', method, path, { user: owner, json })
      }
      for (const json of [
        { ...text, title: ' ' },
        { ...text, title: 't'.repeat(101) },
        { ...text, body: 'b'.repeat(2001) },
        { ...text, visibility: 'secret' },
        { ...text, trainings: [trainings[0], trainings[0]] },
        { ...text, trainings: Array.from({ length: 201 }, (_, i) => i + 1) },
        { ...text, trainings: [0] },
      ]) {
        await fixture.expect(422, '2012', method, path, { user: owner, json })
      }
      await fixture.refusesForgedTokens(method, path, owner, { json: text })
      const hidden = await fixture.training(trainer, { ready: false })
      for (const missing of [99999, hidden])
        await fixture.expect(422, '2012', method, path, { user: owner, json: { ...text, trainings: [missing] }, unspoken })
    }
    for (const method of ['PUT', 'DELETE']) {
      const json = method === 'PUT' ? text : undefined
      await fixture.refusesForgedTokens(method, `/playlists/${id}`, owner, { json })
      await fixture.expect(404, '1006', method, `/playlists/${id}`, { user: other, json })
      await fixture.expect(404, '1006', method, '/playlists/99999', { user: owner, json })
      const open = await make({ visibility: 'public' })
      await fixture.expect(403, '1001', method, `/playlists/${open}`, { user: other, json })
    }
    await fixture.refusesForgedTokens('GET', '/me/playlists', owner)
    for (const query of ['?size=0', '?sort=body', '?cursor=!'])
      await fixture.expect(400, '2007', 'GET', `/me/playlists${query}`, { user: owner })
  })

  test('make, read, change, list, remove', async () => {
    const id = await make({ trainings: [trainings[2], trainings[0]] })
    assert.deepEqual(await titles(id, owner), ['three', 'one'])
    const { json } = await fixture.ok('GET', `/playlists/${id}`, { user: owner })
    assert.deepEqual([json.title, json.body, json.owner, json.visibility], ['Morning', 'each day', 'owner', 'private'])
    assert.ok(json._links.updatePlaylist && json._links.deletePlaylist)
    await fixture.ok('PUT', `/playlists/${id}`, { user: owner, json: { title: 'Evening', body: '' } })
    assert.deepEqual(await titles(id, owner), ['three', 'one'], 'nothing said, nothing changed')
    await fixture.ok('PUT', `/playlists/${id}`, {
      user: owner,
      json: { ...text, trainings: [trainings[0], trainings[1], trainings[2]] },
    })
    assert.deepEqual(await titles(id, owner), ['one', 'two', 'three'])
    const list = (await fixture.ok('GET', '/me/playlists?size=1', { user: owner })).json
    assert.equal(list._embedded.playlistList[0].playlistId, id, 'the newest first')
    const behind = (await fixture.ok('GET', list._links.next ? '/me/playlists?cursor=&size=1' : '', { user: owner })).json
    assert.equal(behind._embedded.playlistList[0].playlistId, id)
    assert.deepEqual((await fixture.ok('GET', '/me/playlists', { user: other })).json._embedded.playlistList, [])
    await fixture.ok('DELETE', `/playlists/${id}`, { user: owner })
    await fixture.expect(404, '1006', 'GET', `/playlists/${id}`, { user: owner })
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM playlist_items WHERE playlist_id = ${id}`), [[0]])
    await fixture.ok('GET', `/trainings/${trainings[0]}`)
  })

  test('who sees it, and what in it', async () => {
    await fixture.ok('POST', `/trainer/${owner.id}`, { user: other })
    const seers = {
      public: [undefined, trainer, other, owner],
      unlisted: [undefined, trainer, other, owner],
      subscribers: [other, owner],
      private: [owner],
    }
    for (const [visibility, users] of Object.entries(seers)) {
      const id = await make({ visibility, trainings })
      for (const user of [undefined, trainer, other, owner]) {
        if (users.includes(user)) assert.deepEqual(await titles(id, user), ['one', 'two', 'three'])
        else await fixture.expect(404, '1006', 'GET', `/playlists/${id}`, { user })
      }
    }
    const id = await make({ visibility: 'public', trainings })
    fixture.sql(`UPDATE trainings SET visibility = 'private' WHERE id = ${trainings[1]}`)
    assert.deepEqual(await titles(id), ['one', 'three'])
    assert.deepEqual(await titles(id, trainer), ['one', 'two', 'three'], 'its trainer sees it')
    fixture.sql(`UPDATE trainings SET visibility = 'public' WHERE id = ${trainings[1]}`)
    await fixture.ok('DELETE', `/trainings/${trainings[1]}`, { user: trainer })
    assert.deepEqual(await titles(id, trainer), ['one', 'three'])
  })
})
