// What clients of the API server see when a part of it cannot work.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withApiFixture } from './api_fixture.mjs'
import { DataFolder, Server } from './harness.mjs'

test('while another writer holds the database, writes say when to come again and reads go on', () =>
  withApiFixture({ database_lock_timeout_seconds: 0.2 }, async (fixture) => {
    const user = await fixture.user()
    const id = await fixture.training(user)
    const unlock = await fixture.database.lock('trainings')
    try {
      const json = { title: 't', body: 'b' }
      const refused = await fixture.expect(503, '2008', 'PUT', `/trainings/${id}`, { user, json })
      assert.ok(Number(refused.headers.get('retry-after')) >= 1)
      await fixture.expect(503, '2008', 'POST', '/trainings', { user, json })
      const { json: training } = await fixture.ok('GET', `/trainings/${id}`)
      assert.deepEqual([training.title, training.views], ['Squats', 0], 'readable, though the view cannot be counted')
      await fixture.ok('GET', '/trainings')
      await fixture.ok('GET', '/readyz')
    } finally {
      await unlock()
    }
    await fixture.ok('PUT', `/trainings/${id}`, { user, json: { title: 't', body: 'b' } })
  }))

test('a crash loses nothing that was answered', () =>
  withApiFixture({}, async (fixture) => {
    const user = await fixture.user()
    const id = await fixture.training(user)
    await fixture.server.kill()
    await fixture.start()
    assert.equal((await fixture.ok('GET', `/trainings/${id}`)).json.title, 'Squats')
    await fixture.ok('GET', '/profile', { user })
    await fixture.ok('POST', '/auth/refresh', { json: { refreshToken: user.refreshToken } })
  }))

test('it does not start with what it cannot use, and says so in one line', async () => {
  const data = new DataFolder()
  try {
    writeFileSync(data.join('not_a_key.pem'), 'nonsense')
    writeFileSync(data.join('common'), 'password1\n')
    writeFileSync(data.join('not_a_database'), 'nonsense, and more of it, longer than a header of SQLite would be'.repeat(20))
    mkdirSync(data.join('folder'))
    chmodSync(data.join('folder'), 0o700)
    const usable = {
      database_url: `sqlite://${data.join('database.sqlite')}`,
      storage_root: data.join('storage'),
      signing_key: data.join('secrets', 'signing_key.pem'),
      jwks: data.join('public', 'jwks.json'),
      first_admin_id: 'chief',
      first_admin_password_file: data.join('password'),
    }
    const unusable = {
      signing_key: data.join('not_a_key.pem'),
      database_url: `sqlite://${data.join('not_a_database')}`,
      storage_root: join(data.join('not_a_key.pem'), 'below a file'),
      jwks: data.join('folder'),
      access_token_seconds: 'ten',
      password_memory_kibibytes: 8,
      first_admin_id: 'no id',
      first_admin_password_file: data.join('common'),
    }
    for (const [key, value] of Object.entries(unusable)) {
      const server = new Server('api', { data, settings: { ...usable, [key]: value } }).launch()
      assert.equal(await server.ended, 1, key)
      // What comes before is the log, which is for programs.
      const told = server.log
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('{"time"'))
      assert.equal(told.length, 1, `${key}: ${server.log}`)
    }
  } finally {
    data.remove()
  }
})
