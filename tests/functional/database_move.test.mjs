// Moving from SQLite to PostgreSQL: people go on where they were.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fillTables } from '../../benchmarks/load/fill.mjs'
import { ApiFixture, password } from './api_fixture.mjs'
import { SqliteDatabase } from './database.mjs'
import { root } from './harness.mjs'
import { PostgresqlServer } from './postgresql.mjs'
import { poseBlock } from './pose_block.mjs'

const uploadId = '0123456789abcdef0123456789abcdef'
let postgresql
let fixture
let user
let mine
/** The highest id that a training ever had. */
let lastId
before(async () => {
  postgresql = await new PostgresqlServer().start()
  fixture = new ApiFixture()
  fixture.database = new SqliteDatabase(fixture.data)
  await fillTables(fixture, { users: 30, trainings: 60, comments: 90 })
  await fixture.start()
  user = await fixture.user('옮기는 사람')
  mine = await fixture.training(user, { title: 'A\\b "c"', body: '줄\n바꿈\n\\.\n\\N \\x41' })
  fixture.publish(mine, uploadId, [{ firstFrame: 0, frameCount: 65, bytes: Buffer.from(poseBlock(0, 65), 'base64url') }])
  await fixture.expect(201, null, 'POST', `/comments/${mine}`, { user, json: { message: 'ㅋ' } })
  // Viewers are counted once.
  for (const viewer of [undefined, user]) await fixture.ok('GET', `/trainings/${mine}`, { user: viewer })
  lastId = await fixture.training(user)
  await fixture.ok('DELETE', `/trainings/${lastId}`, { user })
})
after(async () => {
  if (!fixture.server.exited) await fixture.server.kill()
  fixture.remove()
  await postgresql.stop()
})

const move = (url) =>
  spawnSync('/usr/bin/python3', [join(root, 'scripts', 'move_to_postgresql.py'), fixture.data.join('database.sqlite'), url], {
    encoding: 'utf8',
  })

/** What people see, without the address of the server. */
async function seen() {
  const paths = [
    '/trainings',
    '/trainings?page=2',
    '/trainings?search=number',
    '/trainings?search=' + encodeURIComponent('스쿼트'),
    '/tags',
    `/trainings/${mine}`,
    `/trainings/${mine}/comments`,
    `/trainings/${mine}/poses`,
    '/trainings/7/comments',
    '/profile',
    '/me/trainings',
    '/me/feed',
  ]
  const answers = []
  for (const path of paths) {
    const { json } = await fixture.ok('GET', path, { user })
    answers.push([path, JSON.parse(JSON.stringify(json).replaceAll(fixture.server.url, ''))])
  }
  return answers
}

async function goesOn() {
  await fixture.ok('POST', '/auth/signin', { json: { id: user.loginId, password } })
  const { json } = await fixture.ok('POST', '/auth/refresh', { json: { refreshToken: user.refreshToken } })
  Object.assign(user, json)
  const next = await fixture.training(user)
  assert.ok(next > lastId, `${next} is a new id`)
  lastId = next
  await fixture.ok('DELETE', `/trainings/${lastId}`, { user })
}

test('what does not fit is refused with a sentence, and stays as it was', async () => {
  const empty = postgresql.database('empty')
  const refused = (url, sentence) => {
    const { status, stderr } = move(url)
    assert.equal(status, 1, stderr)
    assert.match(stderr, sentence)
  }
  refused(empty.url, /has no tables/)
  const other = new ApiFixture()
  other.database = postgresql.database('other')
  await other.start()
  try {
    const [[version]] = other.sql('SELECT MAX(version) FROM schema_versions')
    other.sql(`DELETE FROM schema_versions WHERE version = ${version}`)
    refused(other.database.url, new RegExp(`schema version ${version}, PostgreSQL ${version - 1}`))
    other.sql(`INSERT INTO schema_versions VALUES (${version}, 0)`)
    other.sql('CREATE TABLE something (id BIGINT)')
    refused(other.database.url, /differ in something/)
    other.sql('DROP TABLE something')
    other.sql("ALTER TABLE comments ADD CONSTRAINT in_the_way CHECK (message <> 'ㅋ')")
    refused(other.database.url, /nothing was copied/)
    assert.deepEqual(other.sql('SELECT COUNT(*) FROM users'), [[0]])
    await other.user()
    refused(other.database.url, /accounts already/)
  } finally {
    await other.stop()
  }
})

test('SQLite moves to PostgreSQL', async () => {
  const before = await seen()
  await fixture.server.stop()
  const sqlite = fixture.database
  // Forgotten soon by a server that works.
  sqlite.sql("INSERT INTO incident_receipts VALUES ('moved', 0)")
  sqlite.sql("INSERT INTO recent_mail_requests VALUES (1, 'a', 'b', 'c', 0)")
  sqlite.sql("INSERT INTO camera_pairings VALUES ('K7M3', 'a', 'b', 'c', 'v=0', NULL, 0)")
  sqlite.sql(`INSERT INTO mail_links SELECT 'moved', 'password_reset', MIN(id), 'person@example.org', 0 FROM users`)
  const tables = sqlite
    .sql(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'`)
    .flat()
  const count = tables.map((table) => `SELECT '${table}' AS name, COUNT(*) AS amount FROM ${table}`).join(' UNION ALL ')
  const rows = (database) => database.sql(`${count} ORDER BY name`)
  const moved = rows(sqlite)
  const empty = moved.filter(([, amount]) => amount === 0)
  assert.ok(empty.length <= 1, `every table has rows, but for one that is a queue: ${empty}`)

  fixture.database = postgresql.database('moved')
  await fixture.start()
  await fixture.server.stop()
  const { status, stderr, stdout } = move(fixture.database.url)
  assert.equal(status, 0, stderr)
  assert.match(stdout, /^trainings: \d+$/m)
  assert.deepEqual(rows(fixture.database), moved)
  assert.ok(existsSync(sqlite.file))

  await fixture.start()
  assert.deepEqual(await seen(), before)
  await goesOn()
  const id = await fixture.training(user, { title: 'Written afterwards' })
  const found = await fixture.ok('GET', '/trainings?search=afterwards')
  assert.deepEqual(
    found.json._embedded.trainingList.map(({ trainingId }) => trainingId),
    [id],
  )
  await fixture.server.stop()
})
