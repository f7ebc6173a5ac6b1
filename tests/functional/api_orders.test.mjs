// Every list in every order that it can be asked for, and that the columns beside trainings by which they are ordered
// follow the names and texts that they are made of.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, withApiFixture } from './api_fixture.mjs'

const lists = {
  trainingList: ['trainingId', 'title', 'body', 'trainer', 'views', 'modifiedDate'],
  commentList: ['commentId', 'message', 'commenterId', 'createdDate', 'modifiedDate'],
  playlistList: ['playlistId', 'title', 'modifiedDate'],
  sessionList: ['sessionId', 'startedAt', 'score'],
  reportList: ['reportId', 'createdDate'],
  userList: ['userId', 'id', 'nickName', 'role', 'state', 'createdDate'],
  incidentList: ['incidentId', 'server', 'count', 'firstDate', 'lastDate'],
}
/** What texts are ordered by. */
const beginning = (value) => (typeof value === 'string' ? value.slice(0, 64) : value)
const pageError = { type: 'Error', message: '', stack: '', page: '/' }
const compare = (a, b) => (a < b ? -1 : Number(a > b))

/** Some of everything, with much that is alike. */
async function fill(fixture) {
  const admin = await fixture.admin()
  const users = [await fixture.user('Anna'), await fixture.user('bert')]
  const [anna, bert] = users
  const ids = []
  for (let i = 0; i < 9; ++i)
    ids.push(await fixture.training(users[i % 2], { title: `title ${i % 3}`, body: `${i % 4} ${'b'.repeat(120)} ${i}` }))
  fixture.sql(`UPDATE trainings SET views = id % 3, modified_at = 1000 * (id % 5)`)
  for (const id of ids)
    await fixture.ok('PUT', `/trainings/${id}`, {
      user: users[(id - ids[0]) % 2],
      json: { title: `title ${id % 3}`, body: `${id % 4} ${'b'.repeat(120)}`, tags: ['legs'] },
    })
  await fixture.ok('POST', `/trainer/${anna.id}`, { user: bert })
  await fixture.expect(204, null, 'POST', '/incidents', { json: pageError })
  const parent = (await fixture.expect(201, null, 'POST', `/comments/${ids[0]}`, { user: anna, json: { message: 'first' } })).json
    .commentId
  for (let i = 0; i < 6; ++i) {
    await fixture.expect(201, null, 'POST', `/comments/${ids[0]}`, {
      user: users[i % 2],
      json: { message: `message ${i % 3}`, ...(i % 2 === 0 && { parentId: parent }) },
    })
    await fixture.expect(201, null, 'POST', '/playlists', {
      user: anna,
      json: { title: `list ${i % 2}`, body: '', trainings: [] },
    })
    await fixture.expect(201, null, 'POST', '/me/sessions', {
      user: bert,
      json: {
        trainingId: ids[0],
        startedAt: new Date(Date.now() - 60_000 * (1 + ((i * 5) % 7))).toISOString(),
        durationSeconds: 60,
        score: 50 + (i % 3),
        lagSeconds: null,
        series: [],
        limbs: [],
      },
    })
    await fixture.expect(201, null, 'POST', '/reports', {
      user: users[i % 2],
      json: { trainingId: ids[i], reason: 'spam', text: '' },
    })
    fixture.sql(`INSERT INTO incidents (report_id, fingerprint, server, kind, type, message, report, occurrences, first_at, last_at, window_ends_at, slack_state, slack_next_at)
      SELECT 'r${i}', 'f${i}', 'api', kind, type, message, REPLACE(report, '"server":"page"', '"server":"api"'), ${1 + (i % 3)}, first_at + ${1000 * (i % 4)}, last_at - ${1000 * (i % 2)}, 0, 'off', 0 FROM incidents WHERE id = (SELECT MIN(id) FROM incidents)`)
  }
  return { admin, anna, bert, first: ids[0], parent }
}

const settings = { first_admin_id: 'chief', view_window_seconds: 3600 }
test('every order is the same both ways, on every page', () =>
  withApiFixture(settings, async (fixture) => {
    const { admin, anna, bert, first, parent } = await fill(fixture)
    const read = async (path, list, user, sort) => {
      const rows = []
      for (let next = `${path}${path.includes('?') ? '&' : '?'}size=4&${sort}`; next;) {
        const { json } = await fixture.ok('GET', next, { user })
        rows.push(...json._embedded[list])
        next = json._links.next?.href.slice(fixture.server.url.length)
      }
      return rows
    }
    const places = [
      [
        'trainingList',
        9,
        [
          '/trainings',
          '/trainings?category=other',
          '/trainings?tag=legs',
          '/trainings?search=title',
          '/trainings?category=other&tag=legs',
        ],
      ],
      [
        'trainingList',
        5,
        ['/me/trainings', '/me/trainings?category=other', '/me/trainings?tag=legs', '/me/trainings?search=ti'],
        anna,
      ],
      ['trainingList', 5, ['/trainings?trainer=Anna', '/trainings?trainer=Anna&tag=legs']],
      ['trainingList', 5, ['/me/feed', '/me/feed?category=other', '/me/feed?tag=legs', '/me/feed?search=title'], bert],
      ['commentList', 7, [`/trainings/${first}/comments`]],
      ['commentList', 4, [`/trainings/${first}/comments?parent=none`]],
      ['commentList', 3, [`/trainings/${first}/comments?parent=${parent}`]],
      ['playlistList', 6, ['/me/playlists'], anna],
      ['sessionList', 6, ['/me/sessions', `/me/sessions?trainingId=${first}`], bert],
      ['reportList', 6, ['/admin/reports', '/admin/reports?open=true'], admin],
      ['userList', 3, ['/admin/users'], admin],
      ['userList', 2, ['/admin/users?search=user'], admin],
      ['incidentList', 7, ['/admin/incidents', '/admin/incidents?unresolved=true'], admin],
    ]
    for (const [list, length, paths, user] of places) {
      const [id] = lists[list]
      const idsOf = (rows) => rows.map((row) => row[id])
      for (const path of paths) {
        for (const name of lists[list]) {
          const what = `${path} by ${name}`
          const up = await read(path, list, user, `sort=${name}`)
          assert.equal(new Set(idsOf(up)).size, length, what)
          const values = up.map((row) => beginning(row[name]))
          assert.deepEqual(values, values.toSorted(compare), what)
          assert.deepEqual(idsOf(await read(path, list, user, `sort=${name},DESC`)), idsOf(up).reverse(), what)
        }
      }
    }
    // The second column orders what is alike in the first.
    for (const [one, other] of [
      ['views', 'title'],
      ['title', 'trainer'],
      ['trainer', 'body'],
      ['body', 'views'],
    ]) {
      const rows = await read('/trainings', 'trainingList', anna, `sort=${one},DESC&sort=${other}`)
      const sorted = rows.toSorted(
        (a, b) =>
          compare(b[one], a[one]) ||
          compare(a[other], b[other]) ||
          compare(b.modifiedDate, a.modifiedDate) ||
          b.trainingId - a.trainingId,
      )
      assert.deepEqual(
        rows.map(({ trainingId }) => trainingId),
        sorted.map(({ trainingId }) => trainingId),
        `${one}, ${other}`,
      )
    }
  }))

/** What the columns by which trainings are ordered should be, where they are not. */
const stale = (fixture) =>
  fixture.sql(`SELECT t.id, t.trainer_name, u.nick_name, t.body_start FROM trainings t JOIN users u ON u.id = t.owner_id
    WHERE t.trainer_name <> u.nick_name OR t.body_start <> substr(t.body, 1, 64)`)

/** The JSON of the answer; asks again while the server says that too many change the same. */
async function insist(fixture, method, path, options) {
  for (;;) {
    const { status, json } = await fixture.call(method, path, options)
    if (status === 503) continue
    assert.ok(status < 300, `${method} ${path}: ${status}`)
    return json
  }
}

test('names and texts that change while trainings are made are those by which they are ordered', () =>
  withApiFixture({}, async (fixture) => {
    const users = await Promise.all(Array.from({ length: 4 }, () => fixture.user()))
    const text = '가'.repeat(70)
    await Promise.all(
      users.flatMap((user, u) => [
        ...Array.from({ length: 2 }, async (_, client) => {
          for (let i = 0; i < 5; ++i) {
            const { trainingId } = await insist(fixture, 'POST', '/trainings', { user, json: { title: 'Squats', body: text } })
            await insist(fixture, 'PUT', `/trainings/${trainingId}`, {
              user,
              json: { title: 'Other', body: `${client}${i}${text}` },
            })
          }
        }),
        // The second differs in letters alone, so that its key stays as it is.
        (async () => {
          for (let i = 0; i < 8; ++i)
            await insist(fixture, 'PUT', '/profile', {
              user,
              json: { nickName: `${i % 2 ? 'NAME' : 'name'} ${u} ${Math.floor(i / 2)}` },
            })
        })(),
      ]),
    )
    assert.deepEqual(stale(fixture), [])
    fixture.sql("UPDATE trainings SET state = 'READY'")
    const { json } = await fixture.ok('GET', '/trainings?sort=trainer&size=200')
    assert.deepEqual(
      json._embedded.trainingList.map(({ trainer }) => trainer),
      users.flatMap((_, u) => Array.from({ length: 10 }, () => `NAME ${u} 3`)),
    )
    await fixture.ok('DELETE', '/auth/account', { user: users[0], json: { password } })
    assert.equal((await fixture.ok('GET', '/trainings?sort=trainer,DESC')).json.page.totalElements, 30)
  }))
