// Playlists, by HTTP.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiHousehold } from './api_household.mjs'

describe('playlists', () => {
  let house, owner, other, trainer, trainings
  before(async () => {
    house = await new ApiHousehold().start()
    owner = await house.user('owner')
    other = await house.user('other')
    trainer = await house.user('trainer')
    trainings = []
    for (const title of ['one', 'two', 'three']) trainings.push(await house.training(trainer, { title }))
  })
  after(() => house?.stop())

  const text = { title: 'Morning', body: 'each day' }
  const make = async (json = {}, user = owner) => (await house.expect(201, null, 'POST', '/playlists', { user, json: { ...text, ...json } })).json.playlistId
  const titles = async (id, user) => (await house.ok('GET', `/playlists/${id}`, { user })).json._embedded.trainingList.map((item) => item.title)

  test('what is refused', async () => {
    const id = await make()
    const unspoken = true
    for (const [method, path] of [['POST', '/playlists'], ['PUT', `/playlists/${id}`]]) {
      for (const json of [{}, { title: 't' }, { ...text, owner: 1 }, { ...text, trainings: 'x' }, { ...text, trainings: ['1'] }, { ...text, trainings: null }, { ...text, visibility: 5 }]) {
        await house.expect(400, '2001', method, path, { user: owner, json })
      }
      for (const json of [{ ...text, title: ' ' }, { ...text, title: 't'.repeat(101) }, { ...text, body: 'b'.repeat(2001) }, { ...text, visibility: 'secret' }, { ...text, trainings: [trainings[0], trainings[0]] }, { ...text, trainings: Array.from({ length: 201 }, (_, i) => i + 1) }, { ...text, trainings: [0] }]) {
        await house.expect(422, '2012', method, path, { user: owner, json })
      }
      await house.refusesForgedTokens(method, path, owner, { json: text })
      const hidden = await house.training(trainer, { ready: false })
      for (const missing of [99999, hidden]) await house.expect(422, '2012', method, path, { user: owner, json: { ...text, trainings: [missing] }, unspoken })
    }
    for (const method of ['PUT', 'DELETE']) {
      const json = method === 'PUT' ? text : undefined
      await house.refusesForgedTokens(method, `/playlists/${id}`, owner, { json })
      await house.expect(404, '1006', method, `/playlists/${id}`, { user: other, json })
      await house.expect(404, '1006', method, '/playlists/99999', { user: owner, json })
      const open = await make({ visibility: 'public' })
      await house.expect(403, '1001', method, `/playlists/${open}`, { user: other, json })
    }
    await house.refusesForgedTokens('GET', '/me/playlists', owner)
    for (const query of ['?size=0', '?sort=body', '?cursor=!']) await house.expect(400, '2007', 'GET', `/me/playlists${query}`, { user: owner })
  })

  test('make, read, change, list, remove', async () => {
    const id = await make({ trainings: [trainings[2], trainings[0]] })
    assert.deepEqual(await titles(id, owner), ['three', 'one'])
    const { json } = await house.ok('GET', `/playlists/${id}`, { user: owner })
    assert.deepEqual([json.title, json.body, json.owner, json.visibility], ['Morning', 'each day', 'owner', 'private'])
    assert.ok(json._links.updatePlaylist && json._links.deletePlaylist)
    await house.ok('PUT', `/playlists/${id}`, { user: owner, json: { title: 'Evening', body: '' } })
    assert.deepEqual(await titles(id, owner), ['three', 'one'], 'nothing said, nothing changed')
    await house.ok('PUT', `/playlists/${id}`, { user: owner, json: { ...text, trainings: [trainings[0], trainings[1], trainings[2]] } })
    assert.deepEqual(await titles(id, owner), ['one', 'two', 'three'])
    const list = (await house.ok('GET', '/me/playlists?size=1', { user: owner })).json
    assert.equal(list._embedded.playlistList[0].playlistId, id, 'the newest first')
    const behind = (await house.ok('GET', list._links.next ? '/me/playlists?cursor=&size=1' : '', { user: owner })).json
    assert.equal(behind._embedded.playlistList[0].playlistId, id)
    assert.deepEqual((await house.ok('GET', '/me/playlists', { user: other })).json._embedded.playlistList, [])
    await house.ok('DELETE', `/playlists/${id}`, { user: owner })
    await house.expect(404, '1006', 'GET', `/playlists/${id}`, { user: owner })
    assert.deepEqual(house.sql(`SELECT COUNT(*) FROM playlist_items WHERE playlist_id = ${id}`), [[0]])
    await house.ok('GET', `/trainings/${trainings[0]}`)
  })

  test('who sees it, and what in it', async () => {
    await house.ok('POST', `/trainer/${owner.id}`, { user: other })
    const seers = { public: [undefined, trainer, other, owner], unlisted: [undefined, trainer, other, owner], subscribers: [other, owner], private: [owner] }
    for (const [visibility, users] of Object.entries(seers)) {
      const id = await make({ visibility, trainings })
      for (const user of [undefined, trainer, other, owner]) {
        if (users.includes(user)) assert.deepEqual(await titles(id, user), ['one', 'two', 'three'])
        else await house.expect(404, '1006', 'GET', `/playlists/${id}`, { user })
      }
    }
    const id = await make({ visibility: 'public', trainings })
    house.sql(`UPDATE trainings SET visibility = 'private' WHERE id = ${trainings[1]}`)
    assert.deepEqual(await titles(id), ['one', 'three'])
    assert.deepEqual(await titles(id, trainer), ['one', 'two', 'three'], 'its trainer sees it')
    house.sql(`UPDATE trainings SET visibility = 'public' WHERE id = ${trainings[1]}`)
    await house.ok('DELETE', `/trainings/${trainings[1]}`, { user: trainer })
    assert.deepEqual(await titles(id, trainer), ['one', 'three'])
  })
})
