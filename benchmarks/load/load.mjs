// node benchmarks/load/load.mjs [sqlite|postgresql...]: requests a second of the API server with many rows, beside those
// of a static response of the same size from NGINX. See README.md in the folder above.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { ApiFixture, password } from '../../tests/functional/api_fixture.mjs'
import { SqliteDatabase } from '../../tests/functional/database.mjs'
import { PostgresqlServer } from '../../tests/functional/postgresql.mjs'
import { poseBlock } from '../../tests/functional/pose_block.mjs'
import { fillTables } from './fill.mjs'
import { Nginx } from './nginx.mjs'
import { titleWords } from './rows.mjs'
import { wrk } from './wrk.mjs'

const sizes = { users: 10_000, trainings: 100_000, comments: 1_000_000 }
const seconds = Number(process.env.LOAD_SECONDS ?? 5)
const connections = Number(process.env.LOAD_CONNECTIONS ?? 16)
/** The calls whose names match. */
const chosen = new RegExp(process.env.LOAD_CALLS ?? '')
const poseFrames = 38 * 64

const anyTraining = `request = function() return wrk.format("GET", (wrk.path:gsub("ID", math.floor(math.random(1, ${sizes.trainings} - 1) / 50) * 50 + 1))) end`
const signIn = (user) => `wrk.method = "POST"; wrk.headers["Content-Type"] = "application/json"
  wrk.body = '${JSON.stringify({ id: user.loginId, password })}'`

const table = [
  '| database | call | bytes | requests/s | p50 ms | p99 ms | static requests/s | ratio | refused |',
  '|---|---|---|---|---|---|---|---|---|',
]

/**
 * [name, path, options of wrk]; the first request of each also gives the size.
 * @returns {any[][]}
 */
const calls = (user) => [
  ['list', '/trainings'],
  ['list, page 2000', '/trainings?page=2000'],
  ['list by trainer', '/trainings?sort=trainer'],
  ['list by body', '/trainings?sort=body'],
  ...Object.values(titleWords).flatMap(({ oneIn, english, korean }) =>
    Object.entries({ English: english, 'Korean, two characters': korean }).map(([language, word]) => [
      `search, ${sizes.trainings / oneIn} hits, ${language}`,
      `/trainings?search=${encodeURIComponent(word)}`,
    ]),
  ),
  ['one training', '/trainings/ID', { script: anyTraining }],
  ['comments', '/trainings/4711/comments'],
  ['poses, JSON', '/trainings/1/poses'],
  ['poses, compact', '/trainings/1/poses', { headers: { Accept: 'application/vnd.trainingzip.poses' } }],
  ['sign-in', '/auth/signin', { script: signIn(user), once: { method: 'POST', json: { id: user.loginId, password } } }],
]

async function measure(kind, fixture) {
  const user = await fixture.user()
  fixture.publish(
    1,
    randomBytes(16).toString('hex'),
    Array.from({ length: poseFrames / 64 }, (_, i) => ({
      firstFrame: i * 64,
      frameCount: 64,
      bytes: Buffer.from(poseBlock(i * 64, 64), 'base64url'),
    })),
  )
  const nginx = await new Nginx(fixture.data, fixture.server.port).start()
  try {
    for (const [name, path, { once = { method: 'GET' }, ...options } = {}] of calls(user).filter(([name]) => chosen.test(name))) {
      const first = await fixture.call(once.method, path.replace('ID', '7'), { json: once.json, headers: options.headers })
      if (first.status !== 200) throw new Error(`${name}: ${first.status} ${first.bytes.toString().slice(0, 200)}`)
      writeFileSync(fixture.data.join('static', 'same_size'), Buffer.alloc(first.bytes.length, 'x'))
      // First, since the server may work on for some time at what a client no longer waits for.
      const still = await wrk(`${nginx.url}/static/same_size`, { seconds: 1, connections })
      const ours = await wrk(`${nginx.url}/api${path}`, { seconds, connections, folder: fixture.data.path, ...options })
      const cells = [
        kind,
        name,
        first.bytes.length,
        ours.perSecond.toFixed(0),
        ours.p50.toFixed(1),
        ours.p99.toFixed(1),
        still.perSecond.toFixed(0),
        ours.perSecond > 0 ? `1 : ${(still.perSecond / ours.perSecond).toFixed(1)}` : 'none',
        ours.refused,
      ]
      console.error(cells.join(', '))
      table.push(`| ${cells.join(' | ')} |`)
    }
  } finally {
    await nginx.stop()
  }
}

async function run(kind) {
  const postgresql =
    kind === 'postgresql' &&
    (await new PostgresqlServer({ shared_buffers: '256MB', max_wal_size: '1GB', fsync: 'on', full_page_writes: 'on' }).start())
  // The passwords cost what they cost in production; nobody is throttled.
  const fixture = new ApiFixture({
    password_memory_kibibytes: 19456,
    password_passes: 2,
    sign_in_free_attempts: 1_000_000,
    sign_in_free_attempts_per_address: 1_000_000,
  })
  fixture.database = postgresql ? postgresql.database('load') : new SqliteDatabase(fixture.data)
  try {
    console.error(`${kind}: fills the database`)
    const begun = Date.now()
    await fillTables(fixture, sizes)
    console.error(`${kind}: filled in ${((Date.now() - begun) / 1000).toFixed(0)} s`)
    await fixture.start()
    await measure(kind, fixture)
    await fixture.server.stop()
  } finally {
    if (fixture.server && !fixture.server.exited) await fixture.server.kill()
    fixture.remove()
    if (postgresql) await postgresql.stop()
  }
}

const wanted = process.argv.slice(2)
for (const kind of wanted.length > 0 ? wanted : ['sqlite', 'postgresql']) await run(kind)
console.log(`\n${table.join('\n')}\n`)
