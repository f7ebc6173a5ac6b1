// How the database of PostgreSQL was made: searches need to know the letters of every language.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ApiHousehold } from './api_household.mjs'
import { PostgresqlServer } from './postgresql.mjs'

let postgresql
before(async () => {
  postgresql = await new PostgresqlServer().start()
})
after(() => postgresql.stop())

/** An API server with a database that was made so. */
function household(name, options) {
  const house = new ApiHousehold()
  house.database = postgresql.database(name, options)
  return house
}

for (const [name, options, reason] of [
  ['latin', "ENCODING 'LATIN1' LOCALE 'C'", /the encoding LATIN1, it must be made with UTF8/],
  ['no_locale', "ENCODING 'UTF8' LOCALE 'C'", /no letters beyond ASCII, it must be made with one of UTF-8/],
]) {
  test(`a database ${options} is refused with the reason`, async () => {
    const house = household(name, options)
    await assert.rejects(house.start(), reason)
    assert.deepEqual(house.sql("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"), [[0]])
    house.remove()
  })
}

test('the one that docs/operating.md makes is taken', async () => {
  const house = household('as_documented', "ENCODING 'UTF8' LOCALE 'C.UTF-8'")
  await house.start()
  const user = await house.user()
  const id = await house.training(user, { title: 'École' })
  const { json } = await house.ok('GET', `/trainings?search=${encodeURIComponent('É')}`)
  assert.deepEqual(json._embedded.trainingList.map((row) => row.trainingId), [id])
  await house.stop()
})
