// node benchmarks/load/gateway.mjs: what the cache of the gateway is worth. Lists of the API server, kept and not; ranges of a
// video, kept and not, beside the same NGINX that serves the file itself. All with TLS. See README.md in the folder above.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApiFixture } from '../../tests/functional/api_fixture.mjs'
import { SqliteDatabase } from '../../tests/functional/database.mjs'
import { GatewayFixture } from '../../tests/functional/gateway/gateway_fixture.mjs'
import { Server } from '../../tests/functional/harness.mjs'
import { fillTables } from './fill.mjs'
import { wrk } from './wrk.mjs'

const seconds = Number(process.env.LOAD_SECONDS ?? 3)
const rounds = Number(process.env.LOAD_ROUNDS ?? 5)
const connections = Number(process.env.LOAD_CONNECTIONS ?? 8)
/** The rows whose names match. */
const chosen = new RegExp(process.env.LOAD_CALLS ?? '')
const sizes = { users: 1000, trainings: 10_000, comments: 50_000 }
const videoBytes = 64 << 20
const uploadId = '0123456789abcdef0123456789abcdef'
const unlimited = {
  requests_per_second: 1_000_000,
  requests_burst: 1_000_000,
  connections_per_address: 10_000,
  videos_per_address: 10_000,
  video_budget_bytes: 2 ** 45,
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Runs each of {name: () => wrk(...)} in turn, some rounds of it, and gives the medians: they share whatever else happens. */
async function inTurn(runs) {
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]))
  for (let round = 0; round < rounds; ++round) {
    for (const [name, run] of Object.entries(runs)) results[name].push(await run())
  }
  return Object.fromEntries(
    Object.entries(results).map(([name, all]) => {
      const refused = all.reduce((sum, one) => sum + one.refused, 0)
      if (refused > 0) throw new Error(`${name}: ${refused} requests failed`)
      return [
        name,
        {
          perSecond: median(all.map((one) => one.perSecond)),
          p50: median(all.map((one) => one.p50)),
          p99: median(all.map((one) => one.p99)),
        },
      ]
    }),
  )
}

const cells = ({ perSecond, p50, p99 }) => `${perSecond.toFixed(0)} | ${p50.toFixed(2)} | ${p99.toFixed(1)}`

async function measureLists(fixture, kept, asked) {
  console.log(
    '| list | kept: requests/s | p50 ms | p99 ms | not kept: requests/s | p50 ms | p99 ms | requests/s, ratio | p50, ratio |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const [name, path] of /** @type {any[][]} */ ([
    ['trainings', '/api/trainings'],
    ['trainings, page 200', '/api/trainings?page=200'],
    ['a search', '/api/trainings?search=squat'],
    ['comments', '/api/trainings/1/comments'],
  ]).filter(([name]) => chosen.test(name))) {
    const run = (gateway) => () => wrk(`https://127.0.0.1:${gateway.port}${path}`, { seconds, connections })
    const { with: one, without } = await inTurn({ with: run(kept), without: run(asked) })
    console.log(
      `| ${name} | ${cells(one)} | ${cells(without)} | ${(one.perSecond / without.perSecond).toFixed(1)} | 1 : ${(without.p50 / one.p50).toFixed(1)} |`,
    )
  }
}

/** Ranges of this length that begin anywhere in the first part of the video. */
const rangesOf = (length, within) => `request = function()
  local from = math.random(0, ${within - length})
  return wrk.format("GET", nil, {["Range"] = "bytes=" .. from .. "-" .. (from + ${length - 1})})
end`

async function measureRanges(data, kept, asked) {
  console.log(
    '\n| range | the file: requests/s | p50 ms | p99 ms | kept: requests/s | p50 ms | p99 ms | not kept: requests/s | p50 ms | p99 ms | kept to file | not kept to file |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|')
  const video = '/api/streaming/training/1/video'
  for (const [name, length] of /** @type {any[][]} */ ([
    ['1 KB', 1 << 10],
    ['100 KB', 100 << 10],
    ['1 MB', 1 << 20],
  ]).filter(([name]) => chosen.test(name))) {
    const run = (gateway, path) => () =>
      wrk(`https://127.0.0.1:${gateway.port}${path}`, {
        seconds,
        connections,
        script: rangesOf(length, videoBytes),
        folder: data.path,
      })
    const { file, one, without } = await inTurn({
      file: run(kept, '/file.mp4'),
      one: run(kept, video),
      without: run(asked, video),
    })
    console.log(
      `| ${name} | ${cells(file)} | ${cells(one)} | ${cells(without)} | ${(one.perSecond / file.perSecond).toFixed(2)} | ${(without.perSecond / file.perSecond).toFixed(2)} |`,
    )
  }
}

const fixture = new ApiFixture({})
fixture.database = new SqliteDatabase(fixture.data)
const started = []
try {
  await fillTables(fixture, sizes)
  await fixture.start()
  const video = randomBytes(videoBytes)
  fixture.publish(1, uploadId, [])
  writeFileSync(fixture.data.join('storage', 'trainings', '1', uploadId, 'video.mp4'), video)
  const streaming = await new Server('streaming', {
    data: fixture.data,
    settings: { storage_root: fixture.data.join('storage'), jwks: fixture.data.join('public', 'jwks.json') },
  }).start()
  started.push(streaming)
  const places = { api: `127.0.0.1:${fixture.server.port}`, streaming: `127.0.0.1:${streaming.port}`, ...unlimited }
  const kept = await new GatewayFixture({ ...places, list_cache_seconds: 5, video_cache_seconds: 10 }).start()
  started.push(kept)
  const asked = await new GatewayFixture({ ...places, cache: false }).start()
  started.push(asked)
  writeFileSync(join(kept.folder, 'page', 'file.mp4'), video)
  await kept.request('/api/streaming/training/1/video')
  await measureLists(fixture, kept, asked)
  await measureRanges(fixture.data, kept, asked)
} finally {
  for (const one of started.reverse()) await one.stop()
  if (fixture.server) await fixture.stop()
}
