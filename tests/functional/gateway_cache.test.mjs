// What the gateway keeps of the servers' answers, for whom, how long, and what nobody gets it to keep.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'
import zlib from 'node:zlib'
import { GatewayFixture } from './gateway/gateway_fixture.mjs'
import { FakeServer } from './gateway/fake_server.mjs'

const friend = 'https://friend.example'
const isPublic = { 'Cache-Control': 'public, no-cache' }
let gateway, api, streaming
let count = 0

/** Answers with a count, so that two answers are never alike, and with these headers. */
const answersWith =
  (/** @type {Record<string, string>} */ headers = isPublic, status = 200) =>
  (request, response) => {
    const text = JSON.stringify({ count: ++count, host: request.headers['x-forwarded-host'] })
    const length = status === 204 ? {} : { 'Content-Length': text.length }
    response.writeHead(status, { 'Content-Type': 'application/hal+json', ...length, ...headers })
    response.end(text)
  }

const settings = () => ({
  api: api.address,
  streaming: streaming.address,
  list_cache_seconds: 60,
  pose_cache_seconds: 60,
  picture_cache_seconds: 60,
  document_cache_seconds: 60,
  video_cache_seconds: 60,
  requests_burst: 5000,
  requests_per_second: 5000,
})

before(async () => {
  api = await new FakeServer().start()
  streaming = await new FakeServer().start()
  gateway = await new GatewayFixture(
    { ...settings(), allowed_origins: friend },
    { hosts: 'training.example other.example' },
  ).start()
})
after(async () => {
  assert.equal(await gateway.stop(), 0)
  await api.stop()
  await streaming.stop()
})
beforeEach(() => {
  api.answer = answersWith()
  api.requests.length = 0
  streaming.requests.length = 0
})

/** A path that no other test asks for. */
const fresh = (path) => `${path}${path.includes('?') ? '&' : '?'}fresh=${++count}`

const kept = [
  ['/api/trainings', '/trainings'],
  ['/api/trainings?page=1&size=5&sort=title,DESC', '/trainings?page=1&size=5&sort=title,DESC'],
  ['/api/trainings?search=%EA%B0%80', '/trainings?search=%EA%B0%80'],
  ['/api/tags', '/tags'],
  ['/api/trainings/7/comments?page=0', '/trainings/7/comments?page=0'],
  ['/api/trainings/7/leaderboard', '/trainings/7/leaderboard'],
  ['/api/comments/3', '/comments/3'],
  ['/api/playlists/4', '/playlists/4'],
  ['/api/trainings/7/poses', '/trainings/7/poses'],
  ['/api/thumbnail/7?size=small&v=1700', '/thumbnail/7?size=small&v=1700'],
  ['/api/profile/12/image?v=3', '/profile/12/image?v=3'],
  ['/api/openapi.json', '/openapi.json'],
  ['/api/.well-known/jwks.json', '/.well-known/jwks.json'],
]
const neverKept = [
  '/api/trainings/7',
  '/api/trainings/7/media',
  '/api/auth/checkid/someone',
  '/api/auth/sessions',
  '/api/me/trainings',
  '/api/profile',
  '/api/subscribes',
  '/api/training/likes',
  '/api/me/playlists',
  '/api/admin/users',
  '/api/thumbnail/7',
  '/api/thumbnail/7?size=small',
  '/api/profile/12/image?size=v',
  '/api/upload/trainings/7/progress',
  '/api/trainings/',
  '/api/%74rainings',
  '/api/me/%2e%2e/trainings',
  '/api/me/../trainings',
  '/api/trainings/7%2Fposes',
  '/api/trainings/7/poses?x=1',
  '/api/streaming/training/7/video?ticket=a',
  '/api/streaming/training/7/video?v=1',
]

test('what is public comes from the server once, and then from the cache, with the id of its own request', async () => {
  for (const [path, url] of kept) {
    api.seen()
    const [first, second] = [await gateway.request(path), await gateway.request(path)]
    assert.deepEqual([first.status, first.cache, second.status, second.cache], [200, 'MISS', 200, 'HIT'], path)
    assert.equal(first.text, second.text, path)
    assert.deepEqual(api.seen(), [`GET ${url}`], path)
    assert.notEqual(first.headers['x-request-id'], second.headers['x-request-id'])
    assert.match(second.headers['x-request-id'], /^[0-9a-f]{32}$/)
    assert.equal(second.headers['cache-control'], 'public, no-cache', path)
    const traced = await gateway.request(path, { headers: { 'X-Request-Id': 'id-of-this-one' } })
    assert.deepEqual([traced.cache, traced.headers['x-request-id']], ['HIT', 'id-of-this-one'], path)
  }
})

test('nothing else is', async () => {
  streaming.answer = answersWith()
  for (const path of neverKept) {
    const answers = [await gateway.request(path), await gateway.request(path)]
    for (const { cache } of answers) assert.equal(cache, undefined, path)
    if (answers[0].status === 200) assert.notEqual(answers[0].text, answers[1].text, path)
  }
})

test('a request that shows any credential, or brings a body, meets no cache', async () => {
  const path = fresh('/api/trainings')
  const anonymous = await gateway.request(path)
  for (const options of [
    { headers: { Authorization: 'Bearer a.b.c' } },
    { headers: { Authorization: 'Basic eDp5' } },
    { headers: { Authorization: 'x' } },
    { headers: { Cookie: '__Host-refresh=a' } },
    { headers: { Cookie: 'a=b' } },
    { headers: { authorization: 'bearer a', cookie: 'c=d' } },
    { headers: { 'Content-Length': '2', 'Content-Type': 'application/json' }, body: '{}' },
    { headers: { 'Transfer-Encoding': 'chunked' }, body: '{}' },
    { method: 'POST' },
    { method: 'DELETE' },
    { method: 'OPTIONS' },
  ]) {
    const answer = await gateway.request(path, options)
    assert.equal(answer.cache, undefined, JSON.stringify(options))
    assert.notEqual(answer.text, anonymous.text, JSON.stringify(options))
    const again = await gateway.request(path)
    assert.deepEqual([again.cache, again.text], ['HIT', anonymous.text], JSON.stringify(options))
  }
})

test('an answer that its server does not call public is not kept, whatever else it says', async () => {
  for (const headers of /** @type {any[]} */ ([
    {},
    { 'Cache-Control': 'private, no-cache' },
    { 'Cache-Control': 'no-store' },
    { 'Cache-Control': 'public, no-store' },
    { 'Cache-Control': 'private, public' },
    { 'Cache-Control': 'max-age=60' },
    { 'Cache-Control': 'x-public' },
    { 'X-Accel-Expires': '60' },
    { Expires: 'Fri, 01 Jan 2100 00:00:00 GMT' },
    { ...isPublic, 'Set-Cookie': 'a=b' },
    { ...isPublic, Vary: '*' },
  ])) {
    api.answer = answersWith(headers)
    const path = fresh('/api/trainings')
    const [first, second] = [await gateway.request(path), await gateway.request(path)]
    assert.notEqual(first.text, second.text, JSON.stringify(headers))
    assert.equal(second.cache, 'MISS', JSON.stringify(headers))
  }
  for (const status of /** @type {any[]} */ ([201, 204, 301, 400, 401, 403, 404, 409, 410, 422, 429, 500, 503])) {
    api.answer = answersWith(isPublic, status)
    const path = fresh('/api/trainings')
    const [first, second] = [await gateway.request(path), await gateway.request(path)]
    assert.deepEqual([first.status, second.status], [status, status])
    if (status !== 204) assert.notEqual(first.text, second.text, status)
    if (status !== 204) assert.ok(first.json().count, `the server's own words: ${status}`)
  }
})

test('what the cache did is for operators', async () => {
  const stranger = await new GatewayFixture({ ...settings(), operators: '192.0.2.0/24' }).start()
  try {
    for (let time = 0; time < 2; ++time) assert.equal((await stranger.request('/api/tags')).cache, undefined)
  } finally {
    await stranger.stop()
  }
})

test('what an answer goes by is in its key', async () => {
  const path = fresh('/api/trainings/8/comments')
  const ways = [
    { Host: 'training.example' },
    { Host: 'other.example' },
    { Host: 'training.example:8443' },
    { Host: 'training.example', Origin: friend },
    { Host: 'training.example', Origin: 'https://stranger.example' },
  ]
  const firsts = []
  for (const headers of ways) firsts.push(await gateway.request(path, { headers }))
  assert.equal(new Set(firsts.map(({ text }) => text)).size, ways.length)
  for (const [index, headers] of ways.entries()) {
    const again = await gateway.request(path, { headers })
    assert.deepEqual([again.cache, again.text], ['HIT', firsts[index].text])
    assert.equal(again.json().host, headers.Host)
  }
  // Strangers are all alike.
  assert.equal(
    (await gateway.request(path, { headers: { Host: 'training.example', Origin: 'https://another.example' } })).cache,
    'HIT',
  )
  // Another order of a query is another question.
  const [one, two] = [
    await gateway.request('/api/trainings?page=1&size=2'),
    await gateway.request('/api/trainings?size=2&page=1'),
  ]
  assert.notEqual(one.text, two.text)
  const compact = { headers: { Accept: 'application/vnd.trainingzip.poses' } }
  const poses = '/api/trainings/88/poses'
  const [json, small] = [await gateway.request(poses), await gateway.request(poses, compact)]
  assert.notEqual(json.text, small.text)
  assert.deepEqual([(await gateway.request(poses)).text, (await gateway.request(poses, compact)).text], [json.text, small.text])
})

test('a server that varies by more is heard', async () => {
  api.answer = answersWith({ ...isPublic, Vary: 'Accept-Language, Origin' })
  const path = fresh('/api/trainings')
  const [korean, english] = [
    await gateway.request(path, { headers: { 'Accept-Language': 'ko' } }),
    await gateway.request(path, { headers: { 'Accept-Language': 'en' } }),
  ]
  assert.notEqual(korean.text, english.text)
})

test('nobody can say what others are told', async () => {
  const path = fresh('/api/trainings')
  const hostile = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'http',
    'X-Forwarded-Prefix': '/evil',
    'X-Forwarded-For': '192.0.2.66',
    'X-Real-IP': '192.0.2.66',
    Forwarded: 'host=evil.example',
    'X-Original-URL': '/admin',
    'X-Rewrite-URL': '/admin',
    'X-HTTP-Method-Override': 'DELETE',
    'X-Accel-Expires': '1000',
    'Cache-Control': 'public',
    Range: 'bytes=0-0',
    'If-Range': '"x"',
    'X-Cache-Status': 'HIT',
  }
  const poisoned = await gateway.request(path, { headers: hostile })
  assert.equal(poisoned.status, 200)
  assert.equal(poisoned.json().host, `127.0.0.1:${gateway.port}`)
  const [request] = api.requests
  assert.deepEqual(
    ['x-forwarded-proto', 'x-forwarded-prefix', 'forwarded', 'x-real-ip', 'range'].map((name) => request.headers[name]),
    ['https', '/api', undefined, '127.0.0.1', undefined],
  )
  const next = await gateway.request(path)
  assert.deepEqual([next.cache, next.text], ['HIT', poisoned.text])
  assert.equal((await gateway.request(path, { headers: { Host: 'evil.example' } })).status, 421)
})

/** One request with headers that come more than once, in the order given. */
function asked(lines) {
  return new Promise((resolve, reject) => {
    const socket = tls.connect(
      { port: gateway.port, host: '127.0.0.1', rejectUnauthorized: false, servername: 'localhost' },
      () => socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`),
    )
    const pieces = []
    socket.on('data', (piece) => pieces.push(piece))
    socket.on('error', reject)
    socket.on('end', () => resolve(Buffer.concat(pieces).toString()))
  })
}

test('a header that comes twice, empty or with a bar in it, spoils nothing for others', async () => {
  // As the servers do: who shows a credential gets something of their own.
  api.answer = (request, response) => {
    const named = Boolean(request.headers.authorization) || request.rawHeaders.some((name) => /^authorization$/i.test(name))
    const form = /vnd\.trainingzip\.poses/.test(request.headers.accept) ? 'compact' : 'json'
    response.writeHead(200, {
      'Cache-Control': named ? 'private, no-cache' : 'public, no-cache',
      Vary: 'Accept, Authorization',
      'Content-Type': 'application/json',
    })
    response.end(JSON.stringify({ named, form, origin: request.headers.origin ?? null }))
  }
  const compact = 'Accept: application/vnd.trainingzip.poses'
  for (const [index, lines] of [
    ['Authorization:', 'Authorization: Bearer a.b.c'],
    ['Authorization: Bearer a.b.c', 'Authorization:'],
    ['authorization:', 'Authorization: Bearer a.b.c'],
    ['Cookie:', 'Cookie: a=b'],
    ['Accept: application/json', compact],
    [compact, 'Accept: application/json'],
    ['Accept:', compact],
    ['Origin: https://evil.example', `Origin: ${friend}`],
    [`Origin: evil|${friend}`],
    [`Origin: ${friend}|`],
    [`Origin: ${friend} json /trainings`],
  ].entries()) {
    const path = `/api/trainings/${5000 + index}/poses`
    for (let time = 0; time < 2; ++time) await asked([`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${gateway.port}`, ...lines])
    const clean = await gateway.request(path, { headers: { Accept: 'application/json' } })
    assert.deepEqual(clean.json(), { named: false, form: 'json', origin: null }, lines.join(' & '))
    const wanted = await gateway.request(path, { headers: { Accept: 'application/vnd.trainingzip.poses', Origin: friend } })
    assert.deepEqual(wanted.json(), { named: false, form: 'compact', origin: friend }, lines.join(' & '))
  }
})

test('HEAD asks for what GET gets, and neither spoils the other', async () => {
  const path = fresh('/api/trainings')
  const head = await gateway.request(path, { method: 'HEAD' })
  assert.deepEqual([head.status, head.bytes.length, head.cache], [200, 0, 'MISS'])
  const get = await gateway.request(path)
  assert.equal(get.cache, 'HIT')
  assert.ok(get.json().count)
  assert.equal(Number((await gateway.request(path, { method: 'HEAD' })).headers['content-length']), get.bytes.length)
})

test('it is kept as it is, and compressed for who wants it', async () => {
  api.answer = (request, response) => {
    assert.ok(response.setHeader('Cache-Control', 'public, no-cache'))
    response.setHeader('ETag', '"a"')
    return { text: 'long '.repeat(1000), count: ++count }
  }
  const path = fresh('/api/trainings')
  const squeezed = await gateway.request(path, { headers: { 'Accept-Encoding': 'gzip' } })
  assert.equal(squeezed.headers['content-encoding'], 'gzip')
  const plain = await gateway.request(path)
  assert.deepEqual([plain.cache, plain.headers['content-encoding']], ['HIT', undefined])
  assert.equal(zlib.gunzipSync(squeezed.bytes).toString(), plain.text)
  // Conditional requests are answered from it, by either form of the tag.
  api.requests.length = 0
  for (const [tag, headers] of /** @type {any[][]} */ ([
    ['"a"', {}],
    ['W/"a"', { 'Accept-Encoding': 'gzip' }],
    ['"b", "a"', {}],
  ])) {
    const same = await gateway.request(path, { headers: { 'If-None-Match': tag, ...headers } })
    assert.deepEqual([same.status, same.bytes.length, same.cache], [304, 0, 'HIT'], tag)
    assert.match(same.headers['x-request-id'], /^[0-9a-f]{32}$/)
  }
  assert.equal((await gateway.request(path, { headers: { 'If-None-Match': '"b"' } })).status, 200)
  assert.equal(api.requests.length, 0)
  // Who is signed in asks the server itself.
  await gateway.request(path, { headers: { Authorization: 'Bearer x', 'If-None-Match': '"mine"' } })
  assert.equal(api.requests[0].headers['if-none-match'], '"mine"')
})

test('one request fetches what a hundred want', async () => {
  api.answer = async (request, response) => {
    await sleep(300)
    answersWith()(request, response)
  }
  const path = fresh('/api/trainings/9/comments')
  const answers = await Promise.all(Array.from({ length: 100 }, () => gateway.request(path)))
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
  assert.equal(api.requests.length, 1)
})

test('after its time it is asked for again; what is gone is gone for all, and only lists are given when the server is away', async () => {
  const servers = [await new FakeServer(answersWith()).start(), await new FakeServer().start()]
  const [server, media] = servers
  const shelf = await new GatewayFixture({
    ...settings(),
    api: server.address,
    streaming: media.address,
    list_cache_seconds: 1,
    pose_cache_seconds: 1,
    video_cache_seconds: 1,
  }).start()
  try {
    const list = '/api/trainings'
    const [poses, video] = ['/api/trainings/1/poses', '/api/streaming/training/1/video']
    media.answer = (request, response) => {
      response.writeHead(206, {
        'Cache-Control': 'public, max-age=60, s-maxage=0',
        'Content-Range': 'bytes 0-4/5',
        ETag: '"v"',
        'Content-Type': 'video/mp4',
      })
      response.end('video')
    }
    const before = await shelf.request(list)
    for (const path of [poses, video]) {
      await shelf.request(path)
      assert.equal((await shelf.request(path)).cache, 'HIT', path)
    }
    await sleep(2100)
    // Revalidated: the server is shown the tag that it gave.
    server.answer = answersWith({ ...isPublic, ETag: '"two"' })
    const later = await shelf.request(list)
    assert.notEqual(later.text, before.text)
    await sleep(2100)
    server.answer = (request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"two"' ? 304 : 500, { ETag: '"two"' }).end()
    const same = await shelf.request(list)
    assert.deepEqual([same.status, same.text, same.cache], [200, later.text, 'REVALIDATED'])
    // Somebody closes the training.
    server.answer = answersWith({ 'Cache-Control': 'no-store' }, 404)
    media.answer = answersWith({ 'Cache-Control': 'no-store' }, 404)
    for (const path of [poses, video]) {
      const gone = await shelf.request(path)
      assert.deepEqual([gone.status, Boolean(gone.json().count)], [404, true], `the server's own words: ${path}`)
      const next = await shelf.request(path)
      assert.notEqual(next.text, gone.text, 'each has its own error')
    }
    // The server fails: what was public then is given, what was gone is not.
    await sleep(2100)
    for (const fail of /** @type {any[]} */ ([
      () => {
        server.answer = answersWith({}, 503)
      },
      () => {
        server.answer = answersWith({}, 500)
      },
      () => Promise.all(servers.map((one) => one.stop())),
    ])) {
      await fail()
      const old = await shelf.request(list)
      assert.deepEqual([old.status, old.cache, old.text], [200, 'STALE', later.text])
      for (const path of [poses, video]) {
        const { status } = await shelf.request(path)
        assert.ok([404, 500, 503].includes(status), `${path} ${status}`)
      }
    }
    const away = await shelf.request(poses)
    assert.deepEqual([away.status, away.json().error, Number(away.headers['retry-after']) > 0], [503, '2008', true])
  } finally {
    await shelf.stop()
    for (const one of servers) if (one.server.listening) await one.stop()
  }
})

test('who comes while a list is fetched anew gets the one before; with details everybody gets the new one', async () => {
  const server = await new FakeServer(answersWith()).start()
  const shelf = await new GatewayFixture({ ...settings(), api: server.address, list_cache_seconds: 1 }).start()
  try {
    const expected = /** @type {any[][]} */ ([
      ['/api/trainings', 1],
      ['/api/trainings/1/comments', 10],
    ])
    for (const [path] of expected) await shelf.request(path)
    await sleep(2100)
    server.answer = async (request, response) => {
      await sleep(400)
      answersWith()(request, response)
    }
    for (const [path, fetches] of expected) {
      server.requests.length = 0
      const answers = await Promise.all(Array.from({ length: 10 }, () => shelf.request(path)))
      assert.equal(server.requests.length, fetches, path)
      assert.deepEqual(
        new Set(answers.map(({ cache }) => cache)),
        new Set(fetches === 1 ? ['EXPIRED', 'UPDATING'] : ['EXPIRED']),
        path,
      )
    }
  } finally {
    await shelf.stop()
    await server.stop()
  }
})

test('with cache = false nothing is kept', async () => {
  const plain = await new GatewayFixture({ ...settings(), cache: false }).start()
  try {
    for (const [path] of kept) {
      const [first, second] = [await plain.request(path), await plain.request(path)]
      assert.deepEqual([second.cache, first.text === second.text], [undefined, false], path)
    }
  } finally {
    await plain.stop()
  }
})

test('the cache takes no more requests of one address than its servers', async () => {
  const narrow = await new GatewayFixture({ ...settings(), requests_per_second: 1, requests_burst: 10 }).start()
  try {
    const statuses = await Promise.all(
      Array.from({ length: 30 }, () =>
        narrow.request('/api/tags').then(({ status, text }) => `${status} ${status === 429 ? JSON.parse(text).error : ''}`),
      ),
    )
    assert.deepEqual(new Set(statuses), new Set(['200 ', '429 0009']))
  } finally {
    await narrow.stop()
  }
})
