// The gateway: routes, what it tells the servers, its own errors, and the headers of the page.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import tls from 'node:tls'
import { until } from './harness.mjs'
import { RunFixture, root } from './run/run_fixture.mjs'

let fixture
let page

before(async () => {
  page = mkdtempSync(join(tmpdir(), 'training zip page '))
  mkdirSync(join(page, 'assets'))
  mkdirSync(join(page, 'wasm'))
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>the page</title>')
  writeFileSync(join(page, 'assets/index-0a1b2c3d.js'), `// ${'text '.repeat(1000)}`)
  writeFileSync(join(page, 'wasm/score.wasm'), Buffer.alloc(64))
  const environment = () => ({ TRAININGZIP_API_HOST_NAMES: 'training.example 192.0.2.7 default' })
  fixture = await new RunFixture({ options: ['--page', page], environment }).ready()
})
after(async () => {
  await fixture.stop()
  rmSync(page, { recursive: true })
})

test('each prefix goes to its server and is stripped', async () => {
  for (const [path, server, url, prefix] of [
    ['/api/trainings?page=1&sort=title,DESC', 'api', '/trainings?page=1&sort=title,DESC', '/api'],
    ['/api/auth/checkid/someone', 'api', '/auth/checkid/someone', '/api'],
    ['/api/thumbnail/7', 'api', '/thumbnail/7', '/api'],
    ['/api/upload/trainings/7', 'upload', '/trainings/7', '/api/upload'],
    ['/api/upload/trainings/7/progress', 'upload', '/trainings/7/progress', '/api/upload'],
    ['/api/streaming/training/7/video', 'streaming', '/training/7/video', '/api/streaming'],
    // Written as the client wrote it: a name with a slash in it stays one segment.
    ['/api/auth/checkNickName/a%2Fb%20%EA%B0%80', 'api', '/auth/checkNickName/a%2Fb%20%EA%B0%80', '/api'],
  ]) {
    const answer = (await fixture.request(path)).json()
    assert.equal(answer.server, server, path)
    assert.equal(answer.url, url, path)
    assert.equal(answer.headers['x-forwarded-prefix'], prefix, path)
  }
})

test('what a client says about itself does not reach the servers', async () => {
  const headers = {
    'X-Forwarded-For': '203.0.113.9',
    'X-Forwarded-Host': 'elsewhere.example',
    'X-Forwarded-Proto': 'gopher',
    'X-Forwarded-Prefix': '/else',
    'X-Real-IP': '203.0.113.9',
    'X-Request-Id': 'chosen by the client',
    Forwarded: 'for=203.0.113.9',
  }
  const response = await fixture.request('/api/trainings', { headers })
  const seen = response.json().headers
  assert.equal(seen['x-forwarded-for'], '127.0.0.1')
  assert.equal(seen['x-real-ip'], '127.0.0.1')
  assert.equal(seen['x-forwarded-host'], new URL(fixture.address).host)
  assert.equal(seen['x-forwarded-proto'], 'https')
  assert.equal(seen['x-forwarded-prefix'], '/api')
  assert.equal(seen.forwarded, undefined)
  assert.match(seen['x-request-id'], /^[0-9a-f]{32}$/)
  // One id, from the gateway, in the answer and in the access log.
  assert.equal(response.headers['x-request-id'], seen['x-request-id'])
  // The line is written after the answer has gone.
  const line = await until(() => {
    const lines = fixture
      .log('gateway-access.log')
      .trim()
      .split('\n')
      .filter((text) => text.endsWith('}'))
    return lines.map((text) => JSON.parse(text)).find((entry) => entry.request_id === seen['x-request-id'])
  }, 'the line of the access log')
  assert.equal(line.path, '/api/trainings')
  assert.equal(line.status, 200)
})

test('a path that says one thing and means another is refused', async () => {
  for (const path of ['/%61pi/trainings', '/x/../api/trainings', '//api/trainings']) {
    const response = await fixture.request(path)
    assert.equal(response.status, 400, path)
    assert.equal(response.json().error, '2010', path)
  }
})

/** Sends these bytes and gives status, headers and body of the answer. */
const exchange = (bytes, plain = false) =>
  new Promise((resolve, reject) => {
    const { port } = new URL(fixture.address)
    const options = { port: Number(port), host: '127.0.0.1', ca: fixture.certificate, servername: 'localhost' }
    const socket = plain ? net.connect(options, () => socket.write(bytes)) : tls.connect(options, () => socket.write(bytes))
    const chunks = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('end', () => {
      const [head, body] = Buffer.concat(chunks).toString().split('\r\n\r\n')
      const [line, ...headers] = head.split('\r\n')
      resolve({
        status: Number(line.split(' ')[1]),
        headers: Object.fromEntries(
          headers.map((text) => [text.split(': ')[0].toLowerCase(), text.slice(text.indexOf(': ') + 2)]),
        ),
        body,
      })
    })
  })

test('a request that cannot be read gets the answer of the contract too', async () => {
  const end = '\r\nHost: localhost\r\nAccept-Language: en\r\nConnection: close\r\n'
  const requests = {
    'a zero byte in the path': `GET /api/trainings/%00 HTTP/1.1${end}\r\n`,
    'a percent sign alone': `GET /api/auth/checkid/100% HTTP/1.1${end}\r\n`,
    'a path above the root': `GET /api/../../etc/passwd HTTP/1.1${end}\r\n`,
    'a path without end': `GET /api/trainings?search=${'a'.repeat(20_000)} HTTP/1.1${end}\r\n`,
    'no path at all': `OPTIONS * HTTP/1.1${end}\r\n`,
    'a method in small letters': `get /api/trainings HTTP/1.1${end}\r\n`,
    'a transfer coding that nobody knows': `POST /api/trainings HTTP/1.1${end}Transfer-Encoding: gzip\r\n\r\n`,
    'a version to come': `GET /api/trainings HTTP/3.0${end}\r\n`,
  }
  for (const [name, bytes] of Object.entries(requests)) {
    const { status, headers, body } = await exchange(bytes)
    assert.equal(status, 400, name)
    assert.equal(headers['content-type'], 'application/json', name)
    assert.equal(headers['cache-control'], 'no-store', name)
    assert.equal(headers['strict-transport-security'], undefined, name)
    const { error, status: told, requestId } = JSON.parse(body)
    assert.deepEqual([error, told, requestId], ['2010', 400, headers['x-request-id']], name)
  }
  const elsewhere = await exchange('GET /api/trainings/%00 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
  assert.equal(elsewhere.status, 400)
})

test('only names of ours are answered, and only they reach the servers', async () => {
  const { host, port } = new URL(fixture.address)
  for (const name of [
    host,
    `127.0.0.1:${port}`,
    `[::1]:${port}`,
    'training.example',
    'Training.EXAMPLE:443',
    '192.0.2.7',
    'default',
    'localhost.:1',
  ]) {
    const response = await fixture.request('/api/trainings', { headers: { Host: name } })
    assert.equal(response.status, 200, name)
    const { headers } = response.json()
    assert.equal(headers['x-forwarded-host'], name.toLowerCase().replace('.:', ':'), name)
    assert.equal(headers.host, headers['x-forwarded-host'], name)
  }
  for (const name of [
    'evil.example',
    'localhost.evil.example',
    'training.example.evil.example',
    `evil.example:${port}`,
    '192.0.2.8',
    '_',
    '10.0.0.1',
  ]) {
    for (const path of [
      '/',
      '/api/trainings',
      '/api/upload/trainings/1',
      '/api/streaming/training/1/video',
      '/assets/index-0a1b2c3d.js',
      '/api/gateway/misdirected',
    ]) {
      const response = await fixture.request(path, { headers: { Host: name, 'Accept-Language': 'en' } })
      assert.equal(response.status, 421, `${name} ${path}`)
      const { error, status, message, requestId } = response.json()
      assert.deepEqual([error, status, message], ['2017', 421, 'Nothing is offered under this name.'])
      assert.equal(requestId, response.headers['x-request-id'])
      assert.equal(response.headers['cache-control'], 'no-store')
      assert.equal(response.headers['access-control-allow-origin'], undefined)
    }
  }
  const end = 'Connection: close\r\n\r\n'
  assert.equal((await exchange(`GET https://evil.example/api/trainings HTTP/1.1\r\nHost: localhost\r\n${end}`)).status, 421)
  assert.equal((await exchange(`GET https://localhost/api/trainings HTTP/1.1\r\nHost: evil.example\r\n${end}`)).status, 421)
  assert.notEqual((await exchange(`GET /api/trainings HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n${end}`)).status, 200)
  const without = await exchange(`GET /api/trainings HTTP/1.0\r\n${end}`)
  assert.equal(JSON.parse(without.body).headers['x-forwarded-host'], `localhost:${port}`)
  for (const path of ['/api/gateway/misdirected', '/api/gateway/method-unknown', '/api/gateway/request-malformed']) {
    assert.equal((await fixture.request(path)).status, 404, path)
  }
  // Whoever speaks HTTP to the port of HTTPS is led on under our name only.
  const plain = await exchange('GET /x?y=1 HTTP/1.1\r\nHost: training.example\r\n\r\n', true)
  assert.deepEqual([plain.status, plain.headers.location], [308, 'https://training.example/x?y=1'])
  assert.equal((await exchange('GET /x HTTP/1.1\r\nHost: evil.example\r\n\r\n', true)).status, 421)
})

test('methods that nobody knows are 501, others that are not taken 405 with Allow', async () => {
  const ask = (line) => exchange(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  for (const [line, allow] of [
    ['TRACE /api/trainings', 'GET, HEAD, POST, PUT, DELETE, OPTIONS'],
    ['TRACE /', 'GET, HEAD'],
    ['POST /', 'GET, HEAD'],
    ['DELETE /assets/index-0a1b2c3d.js', 'GET, HEAD'],
  ]) {
    const { status, headers, body } = await ask(line)
    assert.equal(status, 405, line)
    assert.equal(headers.allow, allow, line)
    assert.equal(JSON.parse(body).error, '2004', line)
  }
  for (const line of ['BREW /api/trainings', 'BREW /', 'PROPFIND /assets/index-0a1b2c3d.js']) {
    const { status, headers, body } = await ask(line)
    assert.equal(status, 501, line)
    assert.equal(headers.allow, undefined, line)
    assert.deepEqual([JSON.parse(body).error, JSON.parse(body).status], ['2016', 501], line)
  }
  for (const line of ['CONNECT localhost:443', 'CONNECT /api/trainings']) {
    const { status } = await ask(line)
    assert.ok([400, 405].includes(status), `${line}: ${status}`)
  }
})

test('a server sees a body as it comes, and answers before its end', async () => {
  for (const path of [
    '/api/early',
    '/api/thumbnail/early',
    '/api/upload/early',
    '/api/upload/trainings/early',
    '/api/auth/early',
    '/api/streaming/early',
  ]) {
    const { status, body } = await exchange(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{`)
    assert.equal(status, 408, path)
    assert.match(body, /"error":"2009"/, path)
  }
})

test('a line that ends otherwise than in CRLF keeps nothing waiting', async () => {
  const chunked = 'POST /api/trainings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n'
  for (const bytes of [
    'GET /api/trainings HTTP/1.1\nHost: localhost\nConnection: close\n\n',
    'GET /api/trainings HTTP/1.1\rHost: localhost\r\r',
    'GET /api/trainings HTTP/1.1\r\nHost: localhost\rX: y\r\nConnection: close\r\n\r\n',
    `${chunked}3\nabc\n0\n\n`,
    `${chunked}3;x=y\nabc\r\n0\r\n\r\n`,
    `${chunked}3\r\nabc\n0\r\nTrailer: x\n\n`,
  ]) {
    const { status } = await exchange(bytes)
    assert.ok([200, 400].includes(status), JSON.stringify(bytes))
  }
})

test('readiness and metrics of the servers are not for the public', async () => {
  const pages = ['healthz', 'readyz', 'metrics'].flatMap((page) =>
    ['', 'upload/', 'streaming/'].map((server) => `/api/${server}${page}`),
  )
  for (const path of [...pages, '/api/%6detrics', '/api//metrics', '/api/x/../metrics']) {
    assert.equal((await fixture.request(path)).status, 404, path)
  }
})

test('what the servers tell each other is not for the public', async () => {
  for (const path of [
    '/api/internal/incidents',
    '/api/internal',
    '/api/%69nternal/incidents',
    '/api//internal/incidents',
    '/api/x/../internal/incidents',
  ]) {
    assert.equal((await fixture.request(path, { method: 'POST' })).status, 404, path)
  }
})

test('errors of the gateway have the form of the contract, in the language of the person', async () => {
  const tooLarge = { method: 'POST', body: Buffer.alloc(2 * 1024 * 1024), headers: { 'Accept-Language': 'en-GB' } }
  const response = await fixture.request('/api/trainings', tooLarge)
  assert.equal(response.status, 413)
  assert.match(response.headers['content-type'], /^application\/json/)
  const { timestamp, status, error, message, requestId } = response.json()
  assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  assert.deepEqual([status, error, message], [413, '2005', 'What was sent is too large.'])
  assert.equal(requestId, response.headers['x-request-id'])
  const korean = await fixture.request('/api/trainings', { method: 'POST', body: Buffer.alloc(2 * 1024 * 1024) })
  assert.equal(korean.json().message, '보낸 내용이 너무 큽니다.')
})

test('a server that hangs up gives 502 in the form of the contract', async () => {
  const response = await fixture.request('/api/hang-up', { method: 'POST' })
  assert.equal(response.status, 502)
  const { status, error, message, requestId } = response.json()
  assert.deepEqual([status, error], [502, '2008'])
  assert.ok(message)
  assert.equal(requestId, response.headers['x-request-id'])
})

test('the id of whoever traces becomes that of the request, and no other text does', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
  const zeros = '0'.repeat(32)
  const parent = '00f067aa0ba902b7'
  const asked = async (headers) => {
    const response = await fixture.request('/api/trainings', { headers })
    const seen = response.json().headers
    assert.equal(response.headers['x-request-id'], seen['x-request-id'])
    return { id: seen['x-request-id'], traceparent: seen.traceparent }
  }
  for (const headers of [
    { traceparent: `00-${trace}-${parent}-01` },
    { traceparent: `01-${trace}-${parent}-01-more` },
    { traceparent: `00-${trace}-${parent}-01`, 'X-Request-Id': 'another-id' },
    { 'X-Request-Id': trace },
  ]) {
    const { id, traceparent } = await asked(headers)
    assert.equal(id, trace)
    assert.match(traceparent, new RegExp(`^00-${trace}-(?!${parent})[0-9a-f]{16}-00$`))
  }
  assert.deepEqual(await asked({ 'X-Request-Id': 'id-of_a-client' }), { id: 'id-of_a-client', traceparent: undefined })
  for (const headers of [
    {},
    ...[
      `00-${zeros}-${parent}-01`,
      `00-${trace}-${'0'.repeat(16)}-01`,
      `ff-${trace}-${parent}-01`,
      `00-${trace}-${parent}-01-more`,
    ]
      .concat([`00-${trace.toUpperCase()}-${parent}-01`, `00-${trace}`, `${trace}`, `00-${trace}-${parent}-01"}`, `x\ty`])
      .map((traceparent) => ({ traceparent })),
    ...[
      'short',
      'x'.repeat(65),
      'with a space',
      '12345678"}',
      '12345678\\',
      '12345678\t{"a":1}',
      'ünsafe-ünsafe',
      '12345678,12345678',
    ].map((id) => ({ 'X-Request-Id': Buffer.from(id).toString('latin1') })),
  ]) {
    const { id, traceparent } = await asked(headers)
    assert.match(id, /^[0-9a-f]{32}$/, JSON.stringify(headers))
    assert.notEqual(id, trace)
    assert.match(traceparent, new RegExp(`^00-${id}-[0-9a-f]{16}-00$`))
  }
})

test('whatever a client writes, a line of the access log stays one line with its own fields', async () => {
  const hostile = '"},\\"request_id":"forged"\t{"event":"forged"}'
  const id = 'hostile-user-agent'
  await fixture.request('/api/trainings/%0a%7b%22event%22:%22forged%22%7d', {
    headers: { 'User-Agent': hostile, 'X-Request-Id': id },
  })
  /** @type {any} */
  let lines
  const [line, ...others] = await until(() => {
    lines = fixture
      .log('gateway-access.log')
      .split('\n')
      .slice(0, -1)
      .map((text) => JSON.parse(text))
    const found = lines.filter((entry) => entry.request_id === id)
    return found.length > 0 && found
  }, 'the line of the request')
  assert.equal(others.length, 0)
  assert.equal(line.userAgent, hostile)
  assert.ok(lines.every((entry) => entry.event === 'request' && entry.server === 'gateway'))
})

test('errors of the servers pass through as they are', async () => {
  for (const status of [400, 401, 404, 409, 413, 422, 429, 500, 503]) {
    const response = await fixture.request(`/api/trainings?status=${status}`)
    assert.equal(response.status, status)
    assert.equal(response.json().server, 'api')
  }
})

test('the sentences are those of the servers', () => {
  const template = readFileSync(join(root, 'gateway/nginx.conf.template'), 'utf8')
  const table = readFileSync(join(root, 'libs/base/error.cpp'), 'utf8').replace(/"\s*\n\s*"/g, '')
  const rows = [...template.matchAll(/\$sentence_(\d{4}) \{\s*0 "(.+)";\s*1 "(.+)";/g)]
  assert.equal(rows.length, 10)
  for (const [, digits, korean, english] of rows) {
    assert.match(table, new RegExp(`"${digits}", \\d{3}, "${korean}",\\s*"${english}"`), digits)
  }
  const used = new Set([...template.matchAll(/"error":"(\d{4})"/g)].map((match) => match[1]))
  assert.deepEqual([...used].sort(), rows.map((row) => row[1]).sort())
})

test('only the upload of a video may be large', async () => {
  const body = Buffer.alloc(20 * 1024 * 1024)
  const upload = await fixture.request('/api/upload/trainings/7', { method: 'POST', body })
  assert.equal(upload.status, 200)
  assert.equal(upload.json().bytes, body.length)
  const picture = await fixture.request('/api/thumbnail/7', { method: 'POST', body: body.subarray(0, 8 << 20) })
  assert.equal(picture.status, 200)
  for (const path of ['/api/thumbnail/7', '/api/upload/trainings/7/retry', '/api/streaming/training/7/video']) {
    assert.equal((await fixture.request(path, { method: 'POST', body })).status, 413, path)
  }
})

test('a guesser is slowed down, a person is not', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 160 }, () =>
      fixture.request('/api/auth/signin', { method: 'POST', body: '{}' }).then((response) => response.status),
    ),
  )
  assert.ok(statuses.filter((status) => status === 200).length >= 100)
  assert.ok(statuses.includes(429))
  const refused = await fixture.request('/api/auth/signin', { method: 'POST', body: '{}' })
  if (refused.status === 429) assert.equal(refused.json().error, '0009')
})

test('TLS 1.2 and 1.3 and HTTP/2; nothing older', async () => {
  const { port } = new URL(fixture.address)
  const connect = (version) =>
    new Promise((resolve) => {
      const options = { port: Number(port), host: '127.0.0.1', ca: fixture.certificate, servername: 'localhost' }
      const socket = tls.connect({ ...options, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }, () => {
        resolve(socket.getProtocol())
        socket.destroy()
      })
      socket.on('error', () => resolve(null))
    })
  assert.equal(await connect('TLSv1.3'), 'TLSv1.3')
  assert.equal(await connect('TLSv1.2'), 'TLSv1.2')
  assert.equal(await connect('TLSv1.1'), null)
  assert.equal(await fixture.http2Status('/api/trainings'), 200)
})

test('every answer carries the headers that keep a browser safe, once', async () => {
  for (const path of ['/api/trainings', '/models/none', '/api/readyz']) {
    const { headers } = await fixture.request(path)
    assert.equal(headers['x-content-type-options'], 'nosniff', path)
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path)
    assert.equal(headers['cross-origin-embedder-policy'], 'require-corp', path)
    assert.match(headers['permissions-policy'], /camera=\(self\)/, path)
    assert.equal(headers['strict-transport-security'], undefined, path)
  }
  const named = await fixture.request('/models/none', { headers: { Host: 'training.example' } })
  assert.match(named.headers['strict-transport-security'], /max-age=\d+/)
  assert.match(named.headers['content-security-policy'], /script-src 'self' 'wasm-unsafe-eval';/)
  assert.match(named.headers['content-security-policy'], /frame-ancestors 'none'/)
})

/** Another gateway, of people who let pages of these origins in. */
async function withOrigins(allowed, run) {
  const open = await new RunFixture({
    options: ['--page', page],
    environment: () => ({ TRAININGZIP_API_ALLOWED_ORIGINS: allowed }),
  }).ready()
  try {
    await run(open)
  } finally {
    await open.stop()
  }
}

// What the gateway answers itself: there is no such path, the body is too large, the server hangs up.
const own = /** @type {any[]} */ ([
  ['/api/readyz', 404, {}],
  ['/api/trainings', 413, { method: 'POST', body: Buffer.alloc(2 << 20) }],
  ['/api/hang-up', 502, { method: 'POST' }],
])

test('pages of other origins learn why the gateway refused, and get nothing of our page', async () => {
  const friend = 'https://friend.example'
  const ask = async (open, [path, status, options], origin) => {
    const answer = await open.request(path, { ...options, headers: origin ? { Origin: origin } : {} })
    assert.equal(answer.status, status, path)
    const { headers } = answer
    return [
      headers['access-control-allow-origin'],
      headers['access-control-allow-credentials'],
      headers['cross-origin-resource-policy'],
      headers.vary,
    ]
  }
  await withOrigins(`${friend} http://[::1]:3000`, async (open) => {
    for (const one of own) {
      assert.deepEqual(await ask(open, one, friend), [friend, 'true', 'cross-origin', 'Origin'], one[0])
      assert.deepEqual(await ask(open, one, 'http://[::1]:3000'), ['http://[::1]:3000', 'true', 'cross-origin', 'Origin'], one[0])
      for (const origin of ['https://stranger.example', 'https://friend.example.evil.example']) {
        assert.deepEqual(await ask(open, one, origin), [undefined, undefined, 'same-origin', 'Origin'], one[0])
      }
      assert.deepEqual(await ask(open, one), [undefined, undefined, 'cross-origin', 'Origin'], one[0])
    }
    for (const path of ['/', '/models/none']) {
      const { headers } = await open.request(path, { headers: { Origin: friend } })
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin', path)
      assert.equal(headers['access-control-allow-origin'], undefined, path)
    }
    // What a server says of itself passes, once.
    const asked = await open.request('/api/trainings?origin=1', { headers: { Origin: friend } })
    assert.equal(asked.headers['access-control-allow-origin'], 'of the server')
    assert.equal(asked.headers['cross-origin-resource-policy'], 'cross-origin')
    assert.equal(asked.headers.vary, 'Origin')
    const preflight = { method: 'OPTIONS', headers: { Origin: friend, 'Access-Control-Request-Method': 'PUT' } }
    assert.equal((await open.request('/api/trainings/7', preflight)).json().method, 'OPTIONS')
  })
  for (const one of own)
    assert.deepEqual(await ask(fixture, one, friend), [undefined, undefined, 'same-origin', undefined], one[0])
})

test('no file but the models of the page is served from the folder of models', async () => {
  const models = join(root, '.deps/models')
  const networks = [
    'rtmdet_nano/rtmdet-nano_int8_weights.onnx',
    'pp_tinypose_256x192/model_int8_weights.onnx',
    'pp_tinypose_128x96/model_int8_weights.onnx',
    'nanodet/nanodet.onnx',
    'movenet_thunder/movenet_thunder.onnx',
    'movenet_lightning/movenet_lightning.onnx',
  ]
  const isHere = (path) => existsSync(join(models, path))
  assert.ok(networks.some(isHere))
  const hosts = Object.values(networkInterfaces())
    .flat()
    .some(({ address }) => address === '::1')
    ? ['127.0.0.1', '::1']
    : ['127.0.0.1']
  for (const host of hosts) {
    for (const path of networks) {
      const { status } = await fixture.request(`/models/${path}`, { method: 'HEAD', host })
      assert.equal(status, isHere(path) ? 200 : 404, `${path} at ${host}`)
    }
  }
  const missing = await fixture.request('/models/public.json')
  assert.equal(missing.status, 200)
  assert.equal(missing.headers['content-type'], 'application/json')
  assert.equal(missing.headers['cache-control'], 'no-store')
  assert.deepEqual(Object.keys(missing.json()), ['missing', 'files'])
  for (const path of [
    '',
    'state.json',
    'lock',
    'public.json/',
    'publicxjson',
    'maskrcnn2go/onnx/fp32_mask_head.onnx',
    'selfie_segmentation/selfie_segmentation.onnx',
    '..%2f..%2frun',
  ]) {
    assert.match(String((await fixture.request(`/models/${path}`)).status), /^4/, path)
  }
})

test('entity tags pass, weak where the gateway has compressed', async () => {
  for (const [encoding, tag] of [
    ['identity', '"a"'],
    ['gzip', 'W/"a"'],
  ]) {
    const ask = (more) =>
      fixture.request(`/api/trainings?tag=1&long=${'x'.repeat(1024)}`, { headers: { 'Accept-Encoding': encoding, ...more } })
    const whole = await ask()
    assert.equal(whole.headers.etag, tag)
    const same = await ask({ 'If-None-Match': whole.headers.etag })
    assert.deepEqual([same.status, same.headers.etag, same.text], [304, '"a"', ''])
    assert.match(same.headers.vary, /Authorization/)
    assert.equal(same.headers['cache-control'], 'private, no-cache')
    assert.equal((await ask({ 'If-None-Match': '"b"' })).status, 200)
  }
})

test('the page: its own addresses lead to it, its files are kept by the browser as long as they may', async () => {
  const places = [
    '/',
    '/sign-in',
    '/trainings/7',
    '/trainings/new',
    '/trainers/%EB%AF%B8%EB%82%98%20%EC%BD%94%EC%B9%98',
    '/trainers/AC%2FDC',
    '/playlists/3',
    '/history/9',
    '/admin/incidents/2',
    '/index.html',
  ]
  for (const path of places) {
    const { status, headers, text } = await fixture.request(path)
    assert.equal(status, 200, path)
    assert.match(text, /the page/)
    assert.equal(headers['cache-control'], 'no-cache')
    assert.match(headers['content-security-policy'], /default-src 'self'/)
  }
  for (const path of ['/nothing-here', '/trainings/x', '/trainers/x/y', '/sign-in/more', '/admin/none', '/index.html/x']) {
    const { status, headers, text } = await fixture.request(path)
    assert.equal(status, 404, path)
    assert.match(text, /the page/, 'which says so in words')
    assert.match(headers['content-type'], /^text\/html/)
    assert.equal(headers['cache-control'], 'no-cache')
  }
  const asset = await fixture.request('/assets/index-0a1b2c3d.js', { headers: { 'Accept-Encoding': 'gzip' } })
  assert.match(asset.headers['cache-control'], /immutable/)
  assert.match(asset.headers['content-type'], /^text\/javascript/)
  assert.equal(asset.headers['content-encoding'], 'gzip')
  assert.equal((await fixture.request('/wasm/score.wasm')).headers['content-type'], 'application/wasm')
  for (const path of ['/assets/none.js', '/wasm/none.wasm']) {
    assert.equal((await fixture.request(path)).status, 404, path)
  }
})
