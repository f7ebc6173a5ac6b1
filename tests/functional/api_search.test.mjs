// Search, categories, tags, the feed, and pages by cursor, by HTTP.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'

describe('finding trainings', () => {
  let fixture, owner, other
  before(async () => {
    fixture = await new ApiFixture().start()
    owner = await fixture.user('김코치')
    other = await fixture.user('Coach Lee')
  })
  after(() => fixture?.stop())

  const list = async (query, user, path = '/trainings') =>
    (await fixture.ok('GET', path + query, { user })).json._embedded.trainingList
  const titles = async (query, user, path) => (await list(query, user, path)).map((item) => item.title)
  const search = (text) => titles(`?size=200&search=${encodeURIComponent(text)}`)

  async function make(user, json) {
    const created = await fixture.expect(201, null, 'POST', '/trainings', { user, json: { body: '', ...json } })
    fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${created.json.trainingId}`)
    return created.json.trainingId
  }

  test('in title, text and trainer, in Korean and English, words of any length', async () => {
    const first = await make(owner, { title: '헬스 기초', body: '전신을 쓰는 운동' })
    await make(owner, { title: '스쿼트를 백 개', body: 'Squats for the LEGS' })
    await make(other, { title: 'Push-ups 100%', body: '팔 운동입니다' })
    await make(other, { title: 'a"b OR c_d', body: 'NEAR(x, y) -z * \\' })
    const found = async (text, ...expected) => assert.deepEqual((await search(text)).sort(), expected.sort(), `search ${text}`)
    await found('헬스', '헬스 기초')
    await found('기초', '헬스 기초')
    await found('초', '헬스 기초')
    await found('운동', '헬스 기초', 'Push-ups 100%')
    await found('스쿼트', '스쿼트를 백 개')
    await found('squats legs', '스쿼트를 백 개')
    await found('SQ', '스쿼트를 백 개')
    await found('스쿼트 운동')
    await found('운동 push', 'Push-ups 100%')
    await found('코치', '헬스 기초', '스쿼트를 백 개')
    await found('coach lee', 'Push-ups 100%', 'a"b OR c_d')
    await found('김', '헬스 기초', '스쿼트를 백 개')
    // Of one trainer, by the whole nickname.
    assert.deepEqual((await titles(`?trainer=${encodeURIComponent(owner.nickName)}`)).sort(), ['스쿼트를 백 개', '헬스 기초'])
    assert.deepEqual(await titles(`?trainer=${encodeURIComponent(owner.nickName)}&search=squats`), ['스쿼트를 백 개'])
    for (const name of [owner.nickName.slice(0, -1), `${owner.nickName}%`, '%', "' OR 1=1 --", 'nobody'])
      assert.deepEqual(await titles(`?trainer=${encodeURIComponent(name)}`), [], name)
    await fixture.expect(400, '2007', 'GET', '/trainings?trainer=')
    // What a language of queries would read as something else.
    for (const text of ['a"b', '"', 'c_d', 'near(', '-z', '*', '\\', 'x, y']) await found(text, 'a"b OR c_d')
    await found('%', 'Push-ups 100%')
    await found('100%', 'Push-ups 100%')
    for (const text of ['a OR zzz', 'NOT', 'squ*', 'a_b', '__', '%%', "'; DROP TABLE users", 'title:헬스', '^헬스', '\u{1F600}'])
      await found(text)
    await found('   \t', ...(await titles('?size=200')))
    for (const text of ['a'.repeat(101), 'a b c d e f g h i', '\u001b[0m']) {
      await fixture.expect(400, '2007', 'GET', `/trainings?search=${encodeURIComponent(text)}`, { unspoken: true })
    }

    // Korean as some systems write it, letter by letter, on either side.
    const decomposed = await make(other, {
      title: '데드리프트'.normalize('NFD'),
      body: 'cafe\u0301',
      tags: ['바벨'.normalize('NFD')],
    })
    for (const text of ['데드리프트', '드리', 'café']) {
      for (const form of ['NFC', 'NFD']) await found(text.normalize(form), '데드리프트')
    }
    for (const form of ['NFC', 'NFD'])
      assert.deepEqual(await titles(`?tag=${encodeURIComponent('바벨'.normalize(form))}`), ['데드리프트'])
    await fixture.ok('DELETE', `/trainings/${decomposed}`, { user: other })

    // Case and spaces beyond ASCII, in words of any length.
    const letters = await make(other, { title: 'École', body: 'ЖУК и жуки' })
    for (const text of ['É', 'é', 'éc', 'ÉC', 'école', 'ÉCOLE', 'ж', 'Ж', 'ЖУ', 'жу', 'жук', 'É\u3000Ж', 'жук\u00a0école'])
      await found(text, 'École')
    await fixture.ok('DELETE', `/trainings/${letters}`, { user: other })

    // The index follows what changes.
    await fixture.ok('PUT', `/trainings/${first}`, { user: owner, json: { title: '요가 기초', body: '' } })
    await found('헬스')
    await found('전신')
    await found('요가', '요가 기초')
    await fixture.ok('PUT', '/profile', { user: owner, json: { nickName: '박선생' } })
    await found('코치')
    await found('선생', '요가 기초', '스쿼트를 백 개')
    await fixture.ok('DELETE', `/trainings/${first}`, { user: owner })
    await found('요가')
  })

  test('what is named so comes first, and newer before older', async () => {
    await make(owner, { title: 'About', body: 'a plank at the end' })
    const old = await make(owner, { title: 'Plank one', body: '' })
    await make(owner, { title: 'Plank two', body: '' })
    fixture.sql(`UPDATE trainings SET modified_at = 5 WHERE id = ${old}`)
    await make(await fixture.user('plank master'), { title: 'By name', body: '' })
    assert.deepEqual(await search('plank'), ['Plank two', 'Plank one', 'By name', 'About'])
    assert.deepEqual(await titles('?search=plank&sort=title'), ['About', 'By name', 'Plank one', 'Plank two'])
    assert.deepEqual(await titles('?search=plank&page=1&size=3'), ['About'])
  })

  test('category and tags', async () => {
    for (const json of [
      { category: 'nonsense' },
      { tags: ['a b c!'] },
      { tags: [''] },
      { tags: ['#'] },
      { tags: ['\u200b'] },
      { tags: ['#\u3164-'] },
      { tags: ['\u3000'] },
      { tags: ['t'.repeat(31)] },
      { tags: Array.from({ length: 11 }, (_, i) => `t${i}`) },
    ]) {
      await fixture.expect(422, '2012', 'POST', '/trainings', {
        user: owner,
        json: { title: 't', body: '', ...json },
        unspoken: true,
      })
    }
    const tooLong = await fixture.expect(422, '2012', 'POST', '/trainings', {
      user: owner,
      json: { title: 't', body: '', tags: ['t'.repeat(31)] },
      unspoken: true,
    })
    assert.deepEqual(tooLong.json.problems, [{ field: 'tags', message: '30자를 넘을 수 없습니다.' }])
    for (const json of [{ category: 1 }, { category: null }, { tags: 'a' }, { tags: [1] }, { tags: null }]) {
      await fixture.expect(400, '2001', 'POST', '/trainings', { user: owner, json: { title: 't', body: '', ...json } })
    }
    const id = await make(owner, { title: 'tagged', category: 'dance', tags: ['#Hip Hop', '케이팝', 'hip-hop', ' K-POP\u3000'] })
    await make(owner, { title: 'tagged too', category: 'health', tags: ['케이팝'] })
    const hidden = await make(owner, { title: 'mine', tags: ['케이팝'], visibility: 'private' })
    const { json } = await fixture.ok('GET', `/trainings/${id}`)
    assert.deepEqual([json.category, json.tags.sort()], ['dance', ['hip-hop', 'k-pop', '케이팝'].sort()])
    assert.deepEqual(await titles('?category=dance'), ['tagged'])
    for (const tag of ['#HIP hop', '\u00a0hip\u3000hop'])
      assert.deepEqual(await titles(`?tag=${encodeURIComponent(tag)}`), ['tagged'])
    assert.deepEqual((await titles(`?tag=${encodeURIComponent('케이팝')}`)).sort(), ['tagged', 'tagged too'])
    assert.deepEqual(await titles(`?tag=${encodeURIComponent('케이팝')}&category=health&search=too`), ['tagged too'])
    for (const query of ['?category=nonsense', '?category=', '?tag=', '?tag=!!'])
      await fixture.expect(400, '2007', 'GET', `/trainings${query}`, { unspoken: true })
    const tags = (await fixture.ok('GET', '/tags')).json
    assert.deepEqual(tags[0], { tag: '케이팝', trainings: 2 })
    assert.equal(tags.length, 3)

    await fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { title: 'tagged', body: '' } })
    assert.equal((await fixture.ok('GET', `/trainings/${id}`)).json.tags.length, 3, 'nothing said, nothing changed')
    await fixture.ok('PUT', `/trainings/${id}`, { user: owner, json: { title: 'tagged', body: '', tags: [], category: 'other' } })
    assert.deepEqual((await fixture.ok('GET', '/tags')).json, [{ tag: '케이팝', trainings: 1 }])
    await fixture.ok('DELETE', `/trainings/${hidden}`, { user: owner })
    assert.deepEqual(fixture.sql(`SELECT COUNT(*) FROM training_tags WHERE training_id = ${hidden}`), [[0]])
  })

  test('pages by cursor show each training once, whatever comes in between', async () => {
    const trainer = await fixture.user()
    const ids = []
    for (let i = 0; i < 7; ++i) ids.push(await make(trainer, { title: `cursor ${i}` }))
    // Ties.
    fixture.sql(`UPDATE trainings SET modified_at = 7000, views = id % 2 WHERE owner_id = ${trainer.id}`)
    await fixture.refusesForgedTokens('GET', '/me/trainings?cursor=', trainer)
    for (const sort of ['', '&sort=views', '&sort=views,DESC', '&sort=trainingId', '&sort=modifiedDate']) {
      const seen = []
      let next = `/me/trainings?cursor=&size=2&search=cursor${sort}`
      while (next) {
        const { json } = await fixture.ok('GET', next, { user: trainer })
        assert.deepEqual(json.page, { size: 2 })
        seen.push(...json._embedded.trainingList.map((item) => item.trainingId))
        next = json._links.next?.href.slice(fixture.server.url.length)
        if (seen.length === 2) {
          fixture.sql(
            `UPDATE trainings SET modified_at = 7000 WHERE id = ${await make(trainer, { title: 'another in between' })}`,
          )
          ids.length = 7
        }
      }
      assert.deepEqual(
        [...seen].sort((a, b) => a - b),
        ids,
        `each once by ${sort}`,
      )
    }
    for (const query of ['?cursor=x', '?cursor=&page=0', '?cursor=&sort=title', '?cursor=&sort=views&sort=title']) {
      await fixture.expect(400, '2007', 'GET', `/trainings${query}`, { unspoken: true })
    }
    const views = (await fixture.ok('GET', '/trainings?cursor=&size=1&sort=views')).json._links.next.href
    const cursor = new URL(views).searchParams.get('cursor')
    await fixture.expect(400, '2007', 'GET', `/trainings?cursor=${cursor}&sort=trainingId`, { unspoken: true })
  })

  test('the feed has what the trainers of a subscriber show', async () => {
    const [trainer, reader] = [await fixture.user(), await fixture.user()]
    await fixture.refusesForgedTokens('GET', '/me/feed', reader)
    await make(trainer, { title: 'for all' })
    await make(trainer, { title: 'for subscribers', visibility: 'subscribers' })
    await make(trainer, { title: 'by link', visibility: 'unlisted' })
    await make(trainer, { title: 'for nobody', visibility: 'private' })
    await fixture.training(trainer, { title: 'not ready', ready: false })
    const feed = (query = '') => titles(query, reader, '/me/feed')
    assert.deepEqual(await feed(), [])
    await fixture.ok('POST', `/trainer/${trainer.id}`, { user: reader })
    assert.deepEqual(await feed(), ['for subscribers', 'for all'])
    assert.deepEqual(await feed('?cursor=&size=1'), ['for subscribers'])
    assert.deepEqual(await feed('?search=ALL'), ['for all'])
    assert.deepEqual(await feed('?sort=title'), ['for all', 'for subscribers'])
    await fixture.expect(400, '2007', 'GET', '/me/feed?size=0', { user: reader })
    await fixture.ok('DELETE', `/trainer/${trainer.id}`, { user: reader })
    assert.deepEqual(await feed(), [])
  })
})
