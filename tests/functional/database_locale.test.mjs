// How the database of PostgreSQL was made: searches need to know the letters of every language.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'
import { PostgresqlServer } from './postgresql.mjs'

let postgresql
before(async () => {
  postgresql = await new PostgresqlServer().start()
})
after(() => postgresql.stop())

/** An API server with a database that was made so. */
function fixtureOn(name, options) {
  const fixture = new ApiFixture()
  fixture.database = postgresql.database(name, options)
  return fixture
}

for (const [name, options, reason] of /** @type {any[][]} */ ([
  ['latin', "ENCODING 'LATIN1' LOCALE 'C'", /the encoding LATIN1, it must be made with UTF8/],
  ['no_locale', "ENCODING 'UTF8' LOCALE 'C'", /no letters beyond ASCII, it must be made with one of UTF-8/],
])) {
  test(`a database ${options} is refused with the reason`, async () => {
    const fixture = fixtureOn(name, options)
    await assert.rejects(fixture.start(), reason)
    assert.deepEqual(fixture.sql("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"), [[0]])
    fixture.remove()
  })
}

test('the one that docs/operating.md makes is taken', async () => {
  const fixture = fixtureOn('as_documented', "ENCODING 'UTF8' LOCALE 'C.UTF-8'")
  await fixture.start()
  const user = await fixture.user()
  const id = await fixture.training(user, { title: 'École' })
  const { json } = await fixture.ok('GET', `/trainings?search=${encodeURIComponent('É')}`)
  assert.deepEqual(
    json._embedded.trainingList.map((row) => row.trainingId),
    [id],
  )
  await fixture.stop()
})
