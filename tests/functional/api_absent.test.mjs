// What somebody may not see is as absent as what never was: every operation of the OpenAPI document that names a
// training, a comment, a playlist or a session, byte for byte.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, password } from './api_fixture.mjs'
import { operations } from './openapi/document.mjs'
import { poseBlock } from './pose_block.mjs'

const absent = 987654
const uploadOf = (training) => String(training).padStart(32, '0')

describe('absent', () => {
  let fixture, owner, author, stranger, leaver, picture
  before(async () => {
    fixture = await new ApiFixture({ first_admin_id: 'admin' }).start()
    ;[owner, author, stranger, leaver] = await Promise.all(
      ['owner', 'author', 'stranger', 'leaver'].map((name) => fixture.user(name)),
    )
    picture = execFileSync('ffmpeg', [
      '-loglevel',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=64x48',
      '-frames:v',
      '1',
      '-f',
      'image2pipe',
      '-c:v',
      'png',
      'pipe:1',
    ])
  })
  after(() => fixture?.stop())

  const form = () => {
    const made = new FormData()
    made.append('image', new Blob([picture], { type: 'image/png' }), 'picture.png')
    return made
  }
  const made = async (path, user, json) => (await fixture.expect(201, null, 'POST', path, { user, json })).json
  const practice = (trainingId) => ({
    trainingId,
    startedAt: '2026-01-31T09:05:07Z',
    durationSeconds: 1,
    score: 50,
    lagSeconds: null,
    series: [],
    limbs: [],
  })

  /** A training with all that can hang on one: picture, poses, a comment with a reply, a like, a session, a place in a playlist. */
  async function furnished(user) {
    const training = await fixture.training(user, { title: 'Hidden things', body: 'inside' })
    fixture.publish(training, uploadOf(training), [
      { firstFrame: 0, frameCount: 1, bytes: Buffer.from(poseBlock(0, 1), 'base64url') },
    ])
    await fixture.ok('POST', `/thumbnail/${training}`, { user, body: form() })
    await fixture.ok('PUT', `/trainings/${training}`, {
      user,
      json: { title: 'Hidden things', body: 'inside', tags: ['unheard-of'] },
    })
    const { commentId } = await made(`/comments/${training}`, author, { message: 'mine' })
    await made(`/comments/${training}`, user, { message: 'a reply', parentId: commentId })
    await fixture.ok('POST', `/trainings/${training}/like`, { user: author })
    await made('/me/sessions', author, practice(training))
    await made('/reports', author, { trainingId: training, reason: 'spam' })
    return { training, comment: commentId }
  }

  const parameterKinds = {
    TrainingId: 'training',
    CommentedTrainingId: 'training',
    CommentId: 'comment',
    PlaylistId: 'playlist',
    TrainingSessionId: 'session',
  }

  /** All ways to ask for one thing of this kind, as [method, path of an id, options of an id]. */
  function requestsFor(kind) {
    const requests = []
    for (const entry of operations) {
      if (entry.needsAdmin || /^\/(upload|streaming)\//.test(entry.template)) continue
      const parameter = entry.parameters.find(({ component }) => parameterKinds[component] === kind)
      if (!parameter) continue
      const path = (id) => entry.template.replace(`{${parameter.name}}`, id)
      const add = (method, options = {}, query = '') => requests.push([entry, method, (id) => path(id) + query, () => options])
      const [type, content] = Object.entries(entry.body?.content ?? {})[0] ?? []
      if (type === 'application/json') {
        for (const { value } of Object.values(content.examples)) add(entry.method, { json: value })
        for (const json of [{}, { unheardOf: 1 }, { message: '', title: '', body: '' }]) add(entry.method, { json })
        add(entry.method, { body: 'x', headers: { 'Content-Type': 'text/plain' } })
      } else if (type) {
        requests.push([entry, entry.method, path, () => ({ body: form() })])
        add(entry.method, { json: {} })
      } else {
        add(entry.method)
      }
      if (entry.method !== 'GET') continue
      add('HEAD')
      add('PATCH')
      for (const headers of [
        { 'If-None-Match': '*' },
        { 'If-Match': '"x"' },
        { Range: 'bytes=0-0' },
        { Accept: 'application/vnd.trainingzip.poses' },
      ])
        add('GET', { headers })
      for (const { in: place, name } of entry.parameters) if (place === 'query') add('GET', {}, `?${name}=1`)
    }
    const inBodies = {
      training: [
        ['/reports', (id) => ({ trainingId: id, reason: 'spam' })],
        ['/me/sessions', practice],
        ['/playlists', (id) => ({ title: 't', body: '', trainings: [id] })],
      ],
      comment: [['/reports', (id) => ({ commentId: id, reason: 'spam' })]],
    }
    for (const [path, json] of inBodies[kind] ?? [])
      requests.push([{ needsUser: true }, 'POST', () => path, (id) => ({ json: json(id) })])
    assert.ok(requests.length > 5)
    return requests
  }

  /** All of the answer but what is another with each request. */
  async function answer(method, path, user, options) {
    const { status, headers, json, bytes } = await fixture.call(method, path, { ...options, user, unspoken: true })
    const { requestId, timestamp, ...rest } = json ?? {}
    const kept = Object.fromEntries([...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)))
    assert.equal(headers.get('set-cookie'), null)
    return { status, headers: kept, body: json ? rest : bytes.toString() }
  }

  const nothing = new Map()

  /** The answer about what never was, which is the same each time. */
  async function answerToAbsent(what, method, path, user, options) {
    if (!nothing.has(what)) nothing.set(what, await answer(method, path, user, options))
    return nothing.get(what)
  }

  async function isAbsent(kind, id, users) {
    for (const [entry, method, path, options] of requestsFor(kind)) {
      for (const [name, user] of Object.entries(users)) {
        if (entry.needsUser && !user) continue
        const what = `${method} ${path(absent)} ${JSON.stringify(options(absent))} by ${name}`
        const seen = await answer(method, path(id), user, options(id))
        assert.deepEqual(seen, await answerToAbsent(what, method, path(absent), user, options(absent)), what)
        assert.ok(seen.status >= 400 && seen.status < 500, `${what}: ${seen.status}`)
      }
    }
  }

  const states = {
    'not uploaded yet': "state = 'CREATED'",
    'being worked on': "state = 'PROCESSING'",
    failed: "state = 'FAILED'",
    private: "visibility = 'private'",
    'for subscribers': "visibility = 'subscribers'",
    'hidden by an admin': 'hidden = 1',
  }
  for (const [name, change] of Object.entries(states)) {
    test(`a training that is ${name}, and what hangs on it`, async () => {
      const { training, comment } = await furnished(owner)
      fixture.sql(`UPDATE trainings SET ${change} WHERE id = ${training}`)
      await isAbsent('training', training, { nobody: undefined, stranger, author })
      await isAbsent('comment', comment, { nobody: undefined, stranger, author })
      const kept = fixture.sql(`
        SELECT (SELECT COUNT(*) FROM likes WHERE training_id = ${training}), (SELECT COUNT(*) FROM comments WHERE training_id = ${training}),
               (SELECT COUNT(*) FROM reports WHERE training_id = ${training}), (SELECT COUNT(*) FROM training_sessions WHERE training_id = ${training})`)
      assert.deepEqual(kept, [[1, 2, 1, 1]], 'nothing was changed through what cannot be seen')
      assert.ok(!(await fixture.ok('GET', '/tags')).json.some(({ tag }) => tag === 'unheard-of'))
      // A reply to a comment on another training is no way to ask for it either.
      const open = await fixture.training(owner)
      const reply = (parentId) => answer('POST', `/comments/${open}`, stranger, { json: { message: 'm', parentId } })
      assert.deepEqual(await reply(comment), await reply(absent))
      fixture.sql(`DELETE FROM trainings WHERE id = ${training}`)
    })
  }

  test('what belonged to somebody who left', async () => {
    const { training, comment } = await furnished(leaver)
    const playlist = (await made('/playlists', leaver, { title: 'Mine', body: '', visibility: 'public' })).playlistId
    await fixture.ok('DELETE', '/auth/account', { user: leaver, json: { password } })
    const users = { nobody: undefined, stranger, author }
    await isAbsent('training', training, users)
    await isAbsent('comment', comment, users)
    await isAbsent('playlist', playlist, users)
  })

  test('a playlist of another, and what cannot be seen in one that can', async () => {
    const { training } = await furnished(owner)
    for (const visibility of ['private', 'subscribers']) {
      const { playlistId } = await made('/playlists', owner, { title: 'Mine', body: '', visibility, trainings: [training] })
      await isAbsent('playlist', playlistId, { nobody: undefined, stranger })
    }
    const { playlistId } = await made('/playlists', owner, {
      title: 'Mine',
      body: '',
      visibility: 'public',
      trainings: [training],
    })
    fixture.sql(`UPDATE trainings SET visibility = 'private' WHERE id = ${training}`)
    const seen = await fixture.ok('GET', `/playlists/${playlistId}`, { user: stranger })
    assert.deepEqual(seen.json._embedded.trainingList, [])
  })

  test('a session of another', async () => {
    const training = await fixture.training(owner)
    const { sessionId } = await made('/me/sessions', author, practice(training))
    await isAbsent('session', sessionId, { stranger, owner })
  })
})
