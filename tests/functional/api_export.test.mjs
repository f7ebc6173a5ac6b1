// Everything that is kept about a person, in one file: all of it, and nothing of anybody else.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture, withApiFixture } from './api_fixture.mjs'
import { draw } from './picture_files.mjs'

const session = (trainingId, startedAt) => ({
  trainingId,
  startedAt,
  durationSeconds: 61.5,
  score: 72.5,
  lagSeconds: 0.25,
  coverage: 0.98,
  series: [
    { time: 0.5, score: 60 },
    { time: 1, score: 74.5 },
  ],
  limbs: [
    { name: 'trunk', score: 81 },
    { name: 'left_shin', score: null },
  ],
})

/** Does everything that leaves a trace, with words that are this person's alone; gives the ids. */
async function leaveTraces(fixture, user, mark, other) {
  const { json } = await fixture.expect(201, null, 'POST', '/trainings', {
    user,
    json: { title: `${mark} title "</script>`, body: `${mark} body\n`, visibility: 'public', tags: [`${mark}tag`] },
  })
  const training = json.trainingId
  fixture.publish(training, mark.padEnd(32, '0'), [])
  fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${training}`)
  const picture = () => {
    const form = new FormData()
    form.append('image', new Blob([draw('png')]), 'a.png')
    return form
  }
  await fixture.ok('POST', `/thumbnail/${training}`, { user, body: picture() })
  await fixture.ok('POST', `/profile/${user.id}/image`, { user, body: picture() })
  const comment = await fixture.expect(201, null, 'POST', `/comments/${other}`, { user, json: { message: `${mark} comment` } })
  await fixture.call('POST', `/trainings/${other}/like`, { user })
  await fixture.ok('GET', `/trainings/${other}`, { user })
  const playlist = await fixture.expect(201, null, 'POST', '/playlists', {
    user,
    json: { title: `${mark} playlist`, body: '', visibility: 'private', trainings: [other, training] },
  })
  const practised = await fixture.expect(201, null, 'POST', '/me/sessions', {
    user,
    json: session(other, '2026-01-31T09:05:07.123Z'),
  })
  const report = await fixture.expect(201, null, 'POST', '/reports', {
    user,
    json: { trainingId: other, reason: 'other', text: `${mark} report` },
  })
  return {
    training,
    comment: comment.json.commentId,
    playlist: playlist.json.playlistId,
    session: practised.json.sessionId,
    report: report.json.reportId,
  }
}

describe('export of one person', () => {
  let fixture
  before(async () => {
    fixture = await new ApiFixture({ exports_per_hour: 1000 }).start()
  })
  after(() => fixture?.stop())

  test('has all of the person and nothing of another', async () => {
    const [mina, juno] = [await fixture.user('Mina'), await fixture.user('Juno')]
    const [first, second] = [await fixture.training(await fixture.user()), await fixture.training(await fixture.user())]
    const own = await leaveTraces(fixture, mina, 'minamark', first)
    const others = await leaveTraces(fixture, juno, 'junomark', second)
    await fixture.ok('POST', `/trainer/${juno.id}`, { user: mina })
    // What others write at one's own things is theirs.
    await fixture.expect(201, null, 'POST', `/comments/${own.training}`, { user: juno, json: { message: 'junomark at mina' } })

    const answer = await fixture.ok('POST', '/me/export', { user: mina })
    assert.match(answer.headers.get('content-type'), /^application\/json/)
    assert.match(answer.headers.get('content-disposition'), /^attachment; filename="training-zip-\d{4}-\d\d-\d\d\.json"$/)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    const file = JSON.parse(answer.bytes.toString())
    const base = fixture.server.url
    assert.equal(file.profile.userId, mina.id)
    assert.equal(file.profile.id, mina.loginId)
    assert.equal(file.profile.nickName, 'Mina')
    assert.equal(file.profile.email, `${mina.loginId}@example.org`)
    assert.equal(file.profile.emailConfirmedDate, null)
    assert.equal(file.profile.picture, `${base}/profile/${mina.id}/image`)
    assert.equal(file.signIns.length, 1)
    assert.equal(file.signIns[0].address, '127.0.0.1')
    assert.equal(file.knownNetworks.length, 1)

    const [training] = file.trainings
    assert.equal(file.trainings.length, 1)
    assert.equal(training.trainingId, own.training)
    assert.ok(training.title.startsWith('minamark title "</script>'))
    assert.deepEqual([training.visibility, training.state, training.hidden], ['public', 'READY', false])
    assert.deepEqual(training.tags, ['minamarktag'])
    assert.equal(training.page, `${base}/trainings/${own.training}`)
    assert.equal(training.video, `${base}/streaming/training/${own.training}/video`)
    assert.equal(training.thumbnail, `${base}/thumbnail/${own.training}`)
    assert.deepEqual([training.uploads.length, training.uploads[0].fileName, training.uploads[0].width], [1, 'v.mp4', null])

    assert.deepEqual(
      file.comments.map(({ commentId, trainingId, parentId, message }) => [commentId, trainingId, parentId, message]),
      [[own.comment, first, null, 'minamark comment']],
    )
    assert.deepEqual(
      file.likes.map(({ trainingId }) => trainingId),
      [first],
    )
    assert.deepEqual(
      file.subscriptions.map(({ trainerId, trainer }) => [trainerId, trainer]),
      [[juno.id, 'Juno']],
    )
    assert.deepEqual(
      file.playlists.map(({ playlistId, visibility, trainings }) => [playlistId, visibility, trainings]),
      [[own.playlist, 'private', [first, own.training]]],
    )
    const [practised] = file.trainingSessions
    const sent = session(first, '2026-01-31T09:05:07.123Z')
    assert.deepEqual([practised.sessionId, practised.score, practised.lagSeconds], [own.session, 72.5, 0.25])
    assert.deepEqual([practised.series, practised.limbs], [sent.series, sent.limbs])
    assert.equal(practised.startedAt, '2026-01-31T09:05:07.123Z')
    assert.deepEqual(
      file.reports.map(({ reportId, trainingId, commentId, text, resolvedDate }) => [
        reportId,
        trainingId,
        commentId,
        text,
        resolvedDate,
      ]),
      [[own.report, first, null, 'minamark report', null]],
    )
    assert.deepEqual(
      file.views.map(({ trainingId }) => trainingId),
      [first],
    )
    const text = answer.bytes.toString()
    assert.ok(!text.includes('junomark'), 'nothing that another wrote')
    assert.ok(!text.includes(juno.loginId))
    assert.ok(!/password|argon|token/i.test(text.replaceAll('"networkHash"', '')), 'no secret')

    const theirs = (await fixture.ok('POST', '/me/export', { user: juno })).bytes.toString()
    assert.ok(theirs.includes('junomark') && !theirs.includes('minamark'))
    assert.equal(JSON.parse(theirs).trainings[0].trainingId, others.training)
  })

  test('of somebody who did nothing has empty lists', async () => {
    const { json } = await fixture.ok('POST', '/me/export', { user: await fixture.user() })
    assert.equal(json.profile.picture, null)
    for (const name of ['trainings', 'comments', 'likes', 'subscriptions', 'playlists', 'trainingSessions', 'reports', 'views']) {
      assert.deepEqual(json[name], [], name)
    }
  })

  test('of somebody with very much has each once, in order', async () => {
    const user = await fixture.user()
    const training = await fixture.training(await fixture.user())
    const count = 1001
    const rows = Array.from({ length: count }, (_, i) => `(${user.id}, ${training}, ${i}, 1, 50, '[]', '[]', 0)`)
    fixture.sql(
      `INSERT INTO training_sessions (user_id, training_id, started_at, duration_seconds, score, series, limbs, created_at) VALUES ${rows}`,
    )
    const { json } = await fixture.ok('POST', '/me/export', { user })
    const ids = json.trainingSessions.map(({ sessionId }) => sessionId)
    assert.deepEqual([ids.length, new Set(ids).size], [count, count])
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => a - b),
    )
    assert.equal(json.trainingSessions[0].lagSeconds, null)
  })

  test('is for who is signed in', async () => {
    assert.equal((await fixture.call('POST', '/me/export')).status, 401)
    await fixture.refusesForgedTokens('POST', '/me/export', await fixture.user())
    const gone = await fixture.user()
    await fixture.ok('POST', '/auth/signout/all', { user: gone })
    assert.equal((await fixture.call('POST', '/me/export', { user: gone })).status, 401)
  })
})

test('each person may have some in an hour; who is not signed in is told that first', async () => {
  await withApiFixture({ exports_per_hour: 2 }, async (fixture) => {
    const [one, two] = [await fixture.user(), await fixture.user()]
    await fixture.ok('POST', '/me/export', { user: one })
    await fixture.ok('POST', '/me/export', { user: one })
    const refused = await fixture.expect(429, '0009', 'POST', '/me/export', { user: one })
    const seconds = Number(refused.headers.get('retry-after'))
    assert.ok(seconds > 3500 && seconds <= 3600, String(seconds))
    assert.equal((await fixture.call('POST', '/me/export')).status, 401)
    await fixture.ok('POST', '/me/export', { user: two })
  })
})
