// Pictures that are suggested for a training from its video, by HTTP.
import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'
import { draw, formOf, sizeOf } from './picture_files.mjs'

const upload = 'a'.repeat(32)

describe('suggested pictures', () => {
  let fixture, owner, other, id
  before(async () => {
    fixture = await new ApiFixture().start()
    owner = await fixture.user()
    other = await fixture.user()
    id = await fixture.training(owner)
  })
  after(() => fixture?.stop())

  /** As the shape server leaves them. */
  function suggest(...pictures) {
    const folder = fixture.data.join('storage', 'trainings', String(id))
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(`${folder}/${upload}`, { recursive: true })
    pictures.forEach((bytes, index) => writeFileSync(`${folder}/${upload}/picture-${index + 1}.jpg`, bytes))
    writeFileSync(`${folder}/current`, upload)
  }

  test('who may not see or choose them', async () => {
    suggest(draw('mjpeg', '640x360'))
    for (const [method, path] of [
      ['GET', 'suggestions'],
      ['GET', 'suggestions/1'],
      ['POST', 'suggestions/1'],
    ]) {
      await fixture.expect(401, '0005', method, `/thumbnail/${id}/${path}`)
      await fixture.refusesForgedTokens(method, `/thumbnail/${id}/${path}`, owner)
      await fixture.expect(403, '1001', method, `/thumbnail/${id}/${path}`, { user: other })
      await fixture.expect(404, '1101', method, `/thumbnail/99999/${path}`, { user: owner })
    }
    for (const number of ['0', '2', '7', '-1', 'one', '1.5', '99999999999999999999']) {
      await fixture.expect(404, '3002', 'GET', `/thumbnail/${id}/suggestions/${number}`, { user: owner })
      await fixture.expect(404, '3002', 'POST', `/thumbnail/${id}/suggestions/${number}`, { user: owner })
    }
  })

  test('none of a training without a video, or of one made before there were any', async () => {
    const empty = await fixture.training(owner)
    assert.deepEqual((await fixture.ok('GET', `/thumbnail/${empty}/suggestions`, { user: owner })).json.suggestions, [])
    suggest()
    assert.deepEqual((await fixture.ok('GET', `/thumbnail/${id}/suggestions`, { user: owner })).json.suggestions, [])
  })

  test('one is looked at, and chosen', async () => {
    const pictures = [draw('mjpeg', '1280x720'), draw('mjpeg', '720x1280')]
    suggest(...pictures)
    const listed = await fixture.ok('GET', `/thumbnail/${id}/suggestions`, { user: owner })
    assert.deepEqual(
      listed.json.suggestions.map(({ number }) => number),
      [1, 2],
    )
    assert.equal(listed.headers.get('cache-control'), 'no-store')
    for (const [index, { _links }] of listed.json.suggestions.entries()) {
      const picture = await fixture.ok('GET', _links.self.href.slice(fixture.server.url.length), { user: owner })
      assert.equal(picture.headers.get('content-type'), 'image/jpeg')
      assert.deepEqual(picture.bytes, pictures[index])
    }

    const chosen = await fixture.ok('POST', `/thumbnail/${id}/suggestions/2`, { user: owner })
    assert.ok(chosen.json._links.thumbnailSmall)
    assert.deepEqual(sizeOf((await fixture.ok('GET', `/thumbnail/${id}`)).bytes), [720, 1280])
    assert.deepEqual(sizeOf((await fixture.ok('GET', `/thumbnail/${id}?size=small`)).bytes), [320, 568])
  })

  test('one that a person chose or sent is no suggestion any more', async () => {
    const isSuggested = () =>
      Number(fixture.sql(`SELECT is_suggested FROM pictures WHERE kind = 'thumbnail' AND owner_id = ${id}`)[0][0])
    const suggested = () => fixture.sql(`UPDATE pictures SET is_suggested = 1 WHERE kind = 'thumbnail' AND owner_id = ${id}`)
    suggest(draw('mjpeg', '640x360'))
    suggested()
    await fixture.ok('POST', `/thumbnail/${id}/suggestions/1`, { user: owner })
    assert.equal(isSuggested(), 0)
    suggested()
    await fixture.ok('POST', `/thumbnail/${id}`, { user: owner, body: formOf(draw('png')) })
    assert.equal(isSuggested(), 0)
  })
})
