// Videos through the gateway: the same bytes and statuses as from the streaming server, kept or not, and a budget of bytes.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:https'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { GatewayFixture } from './gateway/gateway_fixture.mjs'
import { DataFolder, Server, until } from './harness.mjs'

const size = 2_500_000
const mebibyte = 1 << 20
let data, streaming, gateway, copies

/** A published training with a video and a shape. */
function publish(id, bytes = randomBytes(size), uploadId = '0123456789abcdef0123456789abcdef') {
  const folder = data.join('storage', 'trainings', String(id))
  mkdirSync(`${folder}/${uploadId}`, { recursive: true })
  for (const name of ['video', 'shape']) writeFileSync(`${folder}/${uploadId}/${name}.mp4`, bytes)
  writeFileSync(`${folder}/current.new`, uploadId)
  renameSync(`${folder}/current.new`, `${folder}/current`)
  return bytes
}

before(async () => {
  data = new DataFolder()
  writeFileSync(data.join('public', 'jwks.json'), '{"keys":[]}')
  streaming = await new Server('streaming', {
    data,
    settings: { storage_root: data.join('storage'), jwks: data.join('public', 'jwks.json') },
  }).start()
  copies = { streaming: `127.0.0.1:${streaming.port}` }
  gateway = await new GatewayFixture({ ...copies, video_cache_seconds: 60 }).start()
})
after(async () => {
  assert.equal(await gateway.stop(), 0)
  await streaming.stop()
  data.remove()
})

const path = (id, name = 'video') => `/api/streaming/training/${id}/${name}`

/** What the server itself answers to this. */
async function direct(id, method, headers) {
  const answer = await fetch(`${streaming.url}/training/${id}/video`, { method, headers })
  return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes: Buffer.from(await answer.arrayBuffer()) }
}

const told = ['content-range', 'content-length', 'content-type', 'accept-ranges', 'etag', 'last-modified', 'cache-control']

test('each range, condition and method is answered as the server answers it, the first time and from the cache', async () => {
  publish(1)
  const {
    headers: { etag, 'last-modified': modified },
  } = await direct(1, 'HEAD', {})
  const old = 'Thu, 01 Jan 2015 00:00:00 GMT'
  const ranges = [
    undefined,
    'bytes=0-0',
    'bytes=0-',
    'bytes=100-299',
    `bytes=${mebibyte - 1}-${mebibyte}`,
    `bytes=${mebibyte}-${2 * mebibyte - 1}`,
    `bytes=${size - 1}-`,
    `bytes=${mebibyte + 5}-999999999`,
    `bytes=${size}-`,
    `bytes=${size + 5 * mebibyte}-`,
    'bytes=-1',
    'bytes=-300000',
    'bytes=-0',
    'bytes=abc',
    'bytes=',
    'lines=0-4',
    'bytes=0-0,5-9',
    `bytes=0-9,${2 * mebibyte}-`,
    'bytes= 0-4',
    'BYTES=0-4',
    `bytes=${'9'.repeat(30)}-`,
    'bytes=00-04',
    `bytes=0-${'9'.repeat(30)}`,
  ]
  const conditions = [
    { 'If-None-Match': etag },
    { 'If-None-Match': '"other"' },
    { 'If-Modified-Since': modified },
    { 'If-Modified-Since': old },
    { 'If-Match': etag },
    { 'If-Match': '"other"' },
    { 'If-Unmodified-Since': old },
    { 'If-Range': etag, Range: 'bytes=5-9' },
    { 'If-Range': '"other"', Range: 'bytes=5-9' },
    { 'If-Range': modified, Range: 'bytes=5-9' },
    { 'If-Range': old, Range: `bytes=${mebibyte}-${mebibyte + 9}` },
    { 'If-None-Match': etag, Range: 'bytes=5-9' },
    { 'Accept-Encoding': 'gzip, br' },
  ]
  const cases = [...ranges.map((Range) => (Range === undefined ? {} : { Range })), ...conditions].map((headers) => ({
    method: 'GET',
    headers,
    expected: undefined,
  }))
  cases.push(
    ...[{}, { Range: 'bytes=0-0' }, { Range: `bytes=${size}-` }, { 'If-None-Match': etag }].map((headers) => ({
      method: 'HEAD',
      headers,
      expected: undefined,
    })),
  )
  for (const one of cases) one.expected = await direct(1, one.method, one.headers)
  const agent = new Agent({ keepAlive: true })
  for (const round of ['first', 'kept']) {
    for (const { method, headers, expected } of cases) {
      const what = `${round} ${method} ${JSON.stringify(headers)}`
      const got = await gateway.request(path(1), { method, headers, agent })
      assert.equal(got.status, expected.status, what)
      const several = expected.headers['content-type']?.startsWith('multipart/')
      if (!several && got.status < 400) assert.ok(got.bytes.equals(expected.bytes), what)
      if (several) assert.equal(got.bytes.length, expected.bytes.length, what)
      for (const name of told) {
        if (name === 'accept-ranges' && got.status >= 300) continue
        // Of what there is a range of.
        if (got.status === 416 && ['etag', 'last-modified', 'cache-control'].includes(name)) continue
        if ((several && name === 'content-type') || (got.status >= 400 && name === 'content-length')) continue
        assert.equal(got.headers[name], expected.headers[name], `${what} ${name}`)
      }
      assert.match(got.headers['x-request-id'], /^[0-9a-f]{32}$/)
      if (got.status >= 400 && method === 'GET') assert.equal(JSON.parse(got.text).requestId, got.headers['x-request-id'], what)
    }
  }
  agent.destroy()
  assert.equal((await gateway.request(path(1), { headers: { Range: 'bytes=5-9' } })).cache, 'HIT')
  // A range that ends before it begins is no range for the server, which sends all, and none that can be had for NGINX.
  assert.equal((await gateway.request(path(1), { headers: { Range: 'bytes=5-4' } })).status, 416)
})

test('a viewer with a cookie or a ticket, and one that asks for what is closed, meet no cache', async () => {
  publish(2)
  for (let time = 0; time < 2; ++time) await gateway.request(path(2))
  for (const [query, headers] of /** @type {any[][]} */ ([
    ['', { Cookie: '__Secure-media=x' }],
    ['', { Authorization: 'Bearer a.b.c' }],
    ['?ticket=abc', {}],
  ])) {
    const answer = await gateway.request(path(2) + query, { headers })
    assert.deepEqual([answer.status, answer.cache], [200, undefined], query)
  }
  // Closed: a mark stands beside it, and nobody has the ticket.
  publish(3)
  writeFileSync(data.join('storage', 'trainings', '3', 'access'), 'mark')
  for (let time = 0; time < 3; ++time) assert.equal((await gateway.request(path(3))).status, 404)
})

test('a video that is replaced or closed is so for all after the seconds that are set', async () => {
  const brief = await new GatewayFixture({ ...copies, video_cache_seconds: 1 }).start()
  try {
    const [first, second] = [publish(4), randomBytes(size)]
    publish(5)
    for (const id of [4, 5]) await brief.request(path(id))
    assert.ok((await brief.request(path(4))).bytes.equals(first))
    publish(4, second, 'fedcba9876543210fedcba9876543210')
    writeFileSync(data.join('storage', 'trainings', '5', 'access'), 'mark')
    await sleep(2100)
    const answers = await Promise.all(Array.from({ length: 8 }, () => brief.request(path(4))))
    assert.ok(answers.every(({ bytes }) => bytes.equals(second)))
    const closed = await Promise.all(Array.from({ length: 8 }, () => brief.request(path(5))))
    assert.ok(closed.every(({ status }) => status === 404))
  } finally {
    await brief.stop()
    rmSync(data.join('storage', 'trainings', '5'), { recursive: true })
  }
})

test('an address that was sent its bytes waits until it has had less, and others do not', async () => {
  publish(6, randomBytes(50_000))
  const settings = { ...copies, video_budget_bytes: 225_000, video_budget_seconds: 6, trusted_proxies: '127.0.0.1' }
  const narrow = await new GatewayFixture(settings).start()
  const ask = (address, cookie) =>
    narrow.request(path(6), { headers: { 'X-Forwarded-For': address, ...(cookie ? { Cookie: 'a=b' } : {}) } })
  try {
    for (let time = 0; time < 3; ++time) assert.equal((await ask('192.0.2.1', time === 1)).status, 200)
    const refused = await until(async () => {
      const answer = await ask('192.0.2.1')
      return answer.status === 429 && answer
    }, 'the budget is used up')
    assert.equal(refused.json().error, '0009')
    assert.ok(Number(refused.headers['retry-after']) > 0)
    assert.equal((await ask('192.0.2.1', true)).status, 429)
    assert.equal((await ask('192.0.2.2')).status, 200)
    assert.equal((await narrow.request('/', { headers: { 'X-Forwarded-For': '192.0.2.1' } })).status, 200)
    // Of IPv6 the first half counts.
    let last = 0
    await until(async () => (await ask(`2001:db8:0:1:ffff::${++last}`)).status === 429, 'the budget of the network')
    assert.equal((await ask('2001:db8:0:2::1')).status, 200)
    await until(async () => (await ask('192.0.2.1')).status === 200, 'the time has gone by')
  } finally {
    await narrow.stop()
  }
})
