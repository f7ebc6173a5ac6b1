// Lists know how long they are without counting, whatever sixteen clients do at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, withApiFixture } from './api_fixture.mjs'
import { until } from './harness.mjs'
import { randomBelow } from './random.mjs'

const categories = ['dance', 'yoga', 'other']
const visibilities = ['public', 'public', 'public', 'unlisted', 'subscribers', 'private']
const tags = ['one', 'two', 'three', 'four']

/** What GET /trainings gives from page to page by cursor, which counts nothing. */
async function listed(fixture, filter = '') {
  const items = []
  let path = `/trainings?size=50&cursor=${filter}`
  while (path) {
    const { json } = await fixture.ok('GET', path)
    items.push(...json._embedded.trainingList)
    path = json._links.next && json._links.next.href.replace(/^.*(?=\/trainings)/, '')
  }
  return items.map(({ trainingId }) => trainingId)
}

/** Every length that is told is that of the list. */
async function check(fixture, admin, when) {
  const total = async (path, user) => (await fixture.ok('GET', path, { user })).json.page.totalElements
  const count = (from) => fixture.sql(`SELECT COUNT(*) FROM ${from}`)[0][0]
  const filters = [
    '',
    ...categories.map((category) => `&category=${category}`),
    ...tags.map((tag) => `&tag=${tag}`),
    '&category=yoga&tag=two',
  ]
  const lengths = {}
  for (const filter of filters) {
    lengths[filter] = (await listed(fixture, filter)).length
    assert.equal(await total(`/trainings?size=1${filter}`), lengths[filter], `${when}: trainings${filter}`)
  }
  const used = tags.map((tag) => ({ tag, trainings: lengths[`&tag=${tag}`] })).filter(({ trainings }) => trainings > 0)
  used.sort((a, b) => b.trainings - a.trainings || (a.tag < b.tag ? -1 : 1))
  assert.deepEqual((await fixture.ok('GET', '/tags')).json, used, `${when}: tags`)
  assert.equal(await total('/admin/users', admin), count("users WHERE state <> 'WITHDRAWAL'"), `${when}: users`)
  assert.equal(await total('/admin/reports', admin), count('reports'), `${when}: reports`)
  assert.equal(
    await total('/admin/reports?open=true', admin),
    count('reports WHERE resolved_at IS NULL'),
    `${when}: open reports`,
  )
  return lengths
}

test('lengths of lists of sixteen clients that publish, change, hide, report, remove and leave at once', () =>
  withApiFixture({ list_count_seconds: 0.05, first_admin_id: 'chief' }, async (fixture) => {
    const random = randomBelow(Number(process.env.TRAININGZIP_TEST_SEED ?? 20201122))
    const admin = await fixture.admin()
    const users = []
    for (let i = 0; i < 11; ++i) users.push(await fixture.user())
    const leaving = users.splice(8)
    const owners = new Map()
    const reports = []
    const fields = () => ({
      title: 'Squats',
      body: '',
      category: categories[random(categories.length)],
      visibility: visibilities[random(visibilities.length)],
      tags: tags.filter(() => random(2) === 0),
    })
    const create = async (user) => {
      const { json } = await fixture.expect(201, null, 'POST', '/trainings', { user, json: fields() })
      return json.trainingId
    }
    /** Somebody else may have removed it, or done the same. */
    const attempt = async (statuses, method, path, options) => {
      const { status, json } = await fixture.call(method, path, options)
      assert.ok(statuses.includes(status), `${method} ${path}: ${status}`)
      return json
    }

    async function act(user) {
      const ids = [...owners.keys()]
      const id = ids[random(ids.length || 1)]
      const kind = ids.length < 8 ? 0 : random(10)
      if (kind <= 2) owners.set(await create(user), user)
      else if (kind <= 5) await attempt([200, 404], 'PUT', `/trainings/${id}`, { user: owners.get(id), json: fields() })
      else if (kind === 6)
        await attempt([200, 404], random(3) ? 'DELETE' : 'POST', `/admin/trainings/${id}/hide`, { user: admin })
      else if (kind === 7) {
        const { reportId } = await attempt([201, 404, 409], 'POST', '/reports', {
          user,
          json: { trainingId: id, reason: 'spam', text: '' },
        })
        if (reportId) reports.push(reportId)
      } else if (kind === 8 && reports.length > 0) {
        await attempt([200, 404], 'POST', `/admin/reports/${reports[random(reports.length)]}/resolve`, { user: admin })
      } else {
        await attempt([200, 404], 'DELETE', `/trainings/${id}`, { user: owners.get(id) })
        owners.delete(id)
      }
    }

    for (const user of leaving) for (let i = 0; i < 3; ++i) await create(user)
    for (const leaver of leaving) {
      fixture.sql(
        "UPDATE trainings SET state = CASE WHEN id % 4 = 0 THEN 'FAILED' ELSE 'READY' END WHERE (id + owner_id) % 3 < 2",
      )
      await Promise.all([
        fixture.ok('DELETE', '/auth/account', { user: leaver, json: { password } }),
        ...Array.from({ length: 15 }, async (_, client) => {
          for (let i = 0; i < 4; ++i) await act(users[client % users.length])
        }),
      ])
    }
    // However it went, some are listed.
    for (const user of users.slice(0, 4)) {
      const { json } = await fixture.expect(201, null, 'POST', '/trainings', {
        user,
        json: { ...fields(), visibility: 'public', tags: ['one'] },
      })
      fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${json.trainingId}`)
    }
    await check(fixture, admin, 'after the storm')
    await until(() => fixture.sql('SELECT COUNT(*) FROM list_changes')[0][0] === 0, 'the changes are added up')
    const lengths = await check(fixture, admin, 'added up')
    assert.ok(lengths[''] > 3 && lengths['&tag=one'] > 0, JSON.stringify(lengths))
    for (const user of users) await fixture.ok('DELETE', '/auth/account', { user, json: { password } })
    assert.equal((await check(fixture, admin, 'all gone'))[''], 0)
  }))

test('changes that nobody has added up yet count, also those that take a tag from the first', () =>
  withApiFixture({ list_count_seconds: 3600 }, async (fixture) => {
    const user = await fixture.user()
    const training = async (fields) => {
      const { json } = await fixture.expect(201, null, 'POST', '/trainings', { user, json: { title: 't', body: '', ...fields } })
      fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${json.trainingId}`)
      return json.trainingId
    }
    await training({ tags: ['common', 'rare'] })
    const other = await training({ tags: ['common', 'late'] })
    const most = async () => (await fixture.ok('GET', '/tags')).json.map(({ tag, trainings }) => `${tag} ${trainings}`)
    const waiting = fixture.sql('SELECT COUNT(*) FROM list_changes')[0][0]
    assert.ok(waiting > 4, `${waiting} changes`)
    assert.deepEqual(await most(), ['common 2', 'late 1', 'rare 1'])
    // Added up at the next start; what comes then is added to it.
    await fixture.server.stop()
    await fixture.start()
    await until(() => fixture.sql('SELECT COUNT(*) FROM list_changes')[0][0] === 0, 'the changes are added up')
    assert.deepEqual(await most(), ['common 2', 'late 1', 'rare 1'])
    // Tags of many trainings that stand before all others, but for one that has just been taken away.
    fixture.sql(
      "INSERT INTO list_counts SELECT 'tags', 'kept' || id, 3 FROM (WITH RECURSIVE n(id) AS (SELECT 101 UNION ALL SELECT id + 1 FROM n WHERE id < 200) SELECT id FROM n) AS many",
    )
    assert.deepEqual([(await most()).length, (await most()).at(-1)], [100, 'kept200 3'])
    await fixture.ok('PUT', `/trainings/${other}`, { user, json: { title: 't', body: '', tags: ['rare'] } })
    fixture.sql("INSERT INTO list_changes VALUES ('tags', 'kept101', -3)")
    assert.deepEqual((await most()).slice(-2), ['kept200 3', 'rare 2'])
    assert.equal((await fixture.ok('GET', '/trainings')).json.page.totalElements, 2)
  }))
