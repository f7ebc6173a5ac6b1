// Pictures in several sizes: what is kept of them, what links say, and who may keep an answer for how long.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'
import { draw, formOf, sizeOf } from './picture_files.mjs'

const sizes = ['small', 'medium', 'large']
const mustAsk = 'private, no-cache'
const forEver = (who) => `${who}, max-age=31536000, immutable`

describe('sizes of pictures', () => {
  let fixture, owner, other
  before(async () => {
    fixture = await new ApiFixture().start()
    owner = await fixture.user()
    other = await fixture.user()
  })
  after(() => fixture?.stop())

  const send = (path, bytes, user = owner) => fixture.ok('POST', path, { user, body: formOf(bytes) })
  const pathOf = (link) => link.href.slice(fixture.server.url.length)
  /** The three links of a document to one picture, by size, as paths. */
  function linksOf({ _links }, relation = 'thumbnail') {
    const found = { small: _links[`${relation}Small`], medium: _links[`${relation}Medium`], large: _links[relation] }
    return Object.fromEntries(sizes.map((size) => [size, pathOf(found[size])]))
  }
  /** Width and height of every size. */
  async function pixelsOf(path) {
    const read = async (size) => sizeOf((await fixture.ok('GET', `${path}?size=${size}`)).bytes)
    return Object.fromEntries(await Promise.all(sizes.map(async (size) => [size, await read(size)])))
  }
  const kept = (kind, id) =>
    fixture.sql(`SELECT size FROM picture_sizes WHERE kind = '${kind}' AND owner_id = ${id} ORDER BY size`).flat()

  test('whoever is shown comes with links to their picture, once they have one', async () => {
    const trainer = await fixture.user()
    const training = await fixture.training(trainer)
    await fixture.ok('POST', `/trainer/${trainer.id}`, { user: other })
    await fixture.expect(201, null, 'POST', `/comments/${training}`, { user: trainer, json: { message: 'me' } })
    const shown = async () => {
      const read = async (path, user) => (await fixture.ok('GET', path, { user })).json
      const [subscription] = await read('/subscribes', other)
      const [comment] = (await read(`/trainings/${training}/comments`))._embedded.commentList
      const named = (list) => list._embedded.trainingList.find(({ trainingId }) => trainingId === training)
      return {
        trainerImage: [
          subscription,
          await read(`/trainings/${training}`),
          named(await read('/trainings')),
          named(await read('/me/feed', other)),
          named(await read('/me/trainings', trainer)),
        ],
        commenterImage: [comment, await read(`/comments/${comment.commentId}`)],
      }
    }
    for (const [relation, documents] of Object.entries(await shown())) {
      for (const { _links } of documents) assert.equal(_links?.[relation], undefined)
    }
    const sent = linksOf((await send(`/profile/${trainer.id}/image`, draw('png', '1000x500'), trainer)).json, 'image')
    for (const [relation, documents] of Object.entries(await shown())) {
      for (const document of documents) assert.deepEqual(linksOf(document, relation), sent)
    }
    const answer = await fixture.ok('GET', sent.small)
    assert.equal(answer.headers.get('cache-control'), forEver('public'))
  })

  for (const kind of ['thumbnail', 'profile']) {
    test(`${kind}: sizes come with the picture and go with it`, async () => {
      const id = kind === 'thumbnail' ? await fixture.training(owner) : owner.id
      const path = kind === 'thumbnail' ? `/thumbnail/${id}` : `/profile/${id}/image`
      for (const size of ['huge', '', 'Small']) await fixture.expect(400, '2007', 'GET', `${path}?size=${size}`)
      for (const size of sizes) await fixture.expect(404, '3002', 'GET', `${path}?size=${size}`)

      await send(path, draw('mjpeg', '2000x1000'))
      assert.deepEqual(await pixelsOf(path), { small: [320, 160], medium: [640, 320], large: [1280, 640] })
      await send(path, draw('png', '720x1280'))
      assert.deepEqual(await pixelsOf(path), { small: [320, 568], medium: [640, 1137], large: [720, 1280] })
      assert.deepEqual(kept(kind, id), ['medium', 'small'])
      await send(path, draw('png', '640x400'))
      assert.deepEqual(await pixelsOf(path), { small: [320, 200], medium: [640, 400], large: [640, 400] })
      assert.deepEqual(kept(kind, id), ['small'])
      await send(path, draw('png', '320x48'))
      assert.deepEqual(await pixelsOf(path), { small: [320, 48], medium: [320, 48], large: [320, 48] })
      assert.deepEqual(kept(kind, id), [])

      await send(path, draw('png', '2000x1000'))
      fixture.sql(`DELETE FROM picture_sizes WHERE kind = '${kind}' AND owner_id = ${id} AND size = 'small'`)
      assert.deepEqual((await pixelsOf(path)).small, [640, 320], 'the next larger')
      fixture.sql(`DELETE FROM picture_sizes WHERE kind = '${kind}' AND owner_id = ${id}`)
      assert.deepEqual(await pixelsOf(path), { small: [1280, 640], medium: [1280, 640], large: [1280, 640] })
    })

    test(`${kind}: who names the version may keep the answer, and each size has its own tag`, async () => {
      const id = kind === 'thumbnail' ? await fixture.training(owner) : other.id
      const path = kind === 'thumbnail' ? `/thumbnail/${id}` : `/profile/${id}/image`
      const user = kind === 'thumbnail' ? owner : other
      const links = linksOf((await send(path, draw('png', '1000x500'), user)).json, kind === 'thumbnail' ? kind : 'image')
      const tags = new Map()
      for (const size of sizes) {
        const answer = await fixture.ok('GET', links[size])
        assert.equal(answer.headers.get('cache-control'), forEver('public'), size)
        assert.equal(answer.headers.get('vary'), null)
        assert.deepEqual(answer.bytes, (await fixture.ok('GET', `${path}?size=${size}`)).bytes, size)
        tags.set(size, answer.headers.get('etag'))
        const same = await fixture.expect(304, null, 'GET', links[size], { headers: { 'If-None-Match': tags.get(size) } })
        assert.equal(same.headers.get('cache-control'), forEver('public'))
        assert.equal(same.headers.get('etag'), tags.get(size))
      }
      assert.equal(new Set(tags.values()).size, 3)
      await fixture.ok('GET', links.small, { headers: { 'If-None-Match': tags.get('large') } })
      const large = await fixture.ok('GET', path)
      assert.deepEqual([large.headers.get('cache-control'), large.headers.get('etag')], [mustAsk, tags.get('large')])

      // A clock that has gone back gives no version a second time.
      const [[version]] = fixture.sql(
        `UPDATE pictures SET modified_at = modified_at + 100000000 WHERE kind = '${kind}' AND owner_id = ${id} RETURNING modified_at`,
      )
      const { json } = await send(path, draw('png', '500x500'), user)
      const next = linksOf(json, kind === 'thumbnail' ? kind : 'image')
      assert.equal(next.large, `${path}?v=${Number(version) + 1}`)
      for (const stale of [links.small, `${path}?size=small&v=`, `${path}?size=small&v=1`, `${next.large}0&size=small`]) {
        const answer = await fixture.ok('GET', stale)
        assert.equal(answer.headers.get('cache-control'), mustAsk, stale)
        assert.deepEqual(sizeOf(answer.bytes), [320, 320], 'the present picture')
      }
    })
  }

  test('what not everybody may see is kept for the one who asked', async () => {
    const id = await fixture.training(owner)
    const path = `/thumbnail/${id}`
    const { small } = linksOf((await send(path, draw('png', '1000x500'))).json)
    const cacheOf = async (user) => {
      const { headers } = await fixture.ok('GET', small, { user })
      return [headers.get('cache-control'), headers.get('vary')]
    }
    const kept = [forEver('private'), 'Authorization']
    await fixture.ok('POST', `/trainer/${owner.id}`, { user: other })
    for (const [column, value, readers] of /** @type {any[][]} */ ([
      ['visibility', 'subscribers', [owner, other]],
      ['visibility', 'private', [owner]],
      ['hidden', 1, [owner]],
      ['state', 'QUEUED', [owner]],
    ])) {
      const [[before]] = fixture.sql(`SELECT ${column} FROM trainings WHERE id = ${id}`)
      fixture.sql(`UPDATE trainings SET ${column} = '${value}' WHERE id = ${id}`)
      for (const user of readers) assert.deepEqual(await cacheOf(user), kept, value)
      for (const user of /** @type {any[]} */ ([undefined, ...(readers.includes(other) ? [] : [other])])) {
        const refused = await fixture.expect(404, '3002', 'GET', small, { user })
        assert.equal(refused.headers.get('cache-control'), 'no-store')
      }
      fixture.sql(`UPDATE trainings SET ${column} = '${before}' WHERE id = ${id}`)
    }
    assert.deepEqual(await cacheOf(undefined), [forEver('public'), null])
    assert.deepEqual(await cacheOf(owner), [forEver('public'), null])
    fixture.sql(`UPDATE trainings SET visibility = 'unlisted' WHERE id = ${id}`)
    assert.deepEqual(await cacheOf(undefined), [forEver('public'), null])
  })

  test('whatever lists trainings links to the pictures that there are', async () => {
    const trainer = await fixture.user()
    const bare = await fixture.training(trainer)
    const id = await fixture.training(trainer)
    const { json: sent } = await send(`/thumbnail/${id}`, draw('png', '1000x500'), trainer)
    await fixture.ok('POST', `/trainer/${trainer.id}`, { user: other })
    for (const training of [bare, id]) await fixture.ok('POST', `/trainings/${training}/like`, { user: other })
    const { json: playlist } = await fixture.expect(201, null, 'POST', '/playlists', {
      user: other,
      json: { title: 'All', body: '', visibility: 'private', trainings: [bare, id] },
    })
    for (const [path, user] of [
      ['/trainings?size=200'],
      ['/trainings?cursor=&size=200'],
      ['/me/trainings', trainer],
      ['/me/feed', other],
      ['/training/likes', other],
      [pathOf(playlist._links.self), other],
    ]) {
      const { json } = await fixture.ok('GET', path, { user })
      const rows = json._embedded?.trainingList ?? json
      const links = (training) => rows.find((row) => row.trainingId === training)._links
      assert.deepEqual(Object.keys(links(bare)), ['self'], path)
      assert.deepEqual(linksOf({ _links: links(id) }), linksOf(sent), path)
    }
    assert.deepEqual(linksOf((await fixture.ok('GET', `/trainings/${id}`)).json), linksOf(sent))
    assert.ok(
      !Object.keys((await fixture.ok('GET', `/trainings/${bare}`)).json._links).some((name) => name.startsWith('thumbnail')),
    )

    const profile = async () => (await fixture.ok('GET', '/profile', { user: trainer })).json
    const { image, imageSmall } = (await profile())._links
    assert.deepEqual([pathOf(image), imageSmall], [`/profile/${trainer.id}/image`, undefined])
    const { json: face } = await send(pathOf(image), draw('png', '1000x500'), trainer)
    assert.deepEqual(linksOf(await profile(), 'image'), linksOf(face, 'image'))
  })

  test('the sizes go with the training', async () => {
    const id = await fixture.training(owner)
    await send(`/thumbnail/${id}`, draw('png', '1000x500'))
    assert.deepEqual(kept('thumbnail', id), ['medium', 'small'])
    await fixture.ok('DELETE', `/trainings/${id}`, { user: owner })
    assert.deepEqual(kept('thumbnail', id), [])
    for (const size of sizes) await fixture.expect(404, '3002', 'GET', `/thumbnail/${id}?size=${size}`)
  })
})
