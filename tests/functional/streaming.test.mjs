// The streaming server: ranges, conditions and errors (RFC 9110, 13 and 14) over the published files.
import assert from 'node:assert/strict'
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { after, before, test } from 'node:test'
import { DataFolder, readWhole, Server, until } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'

const upload = '0123456789abcdef0123456789abcdef'
const modified = new Date('2026-01-31T09:05:07Z')
const video = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251))
const shape = Buffer.from('the shape of the trainer')
const size = video.length

let data
let server

function publish(training, files) {
  const folder = data.join('storage', 'trainings', String(training), upload)
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(`${folder}/${name}`, content)
    utimesSync(`${folder}/${name}`, modified, modified)
  }
  writeFileSync(data.join('storage', 'trainings', String(training), 'current'), upload)
}

before(async () => {
  data = new DataFolder()
  publish(7, { 'video.mp4': video, 'shape.mp4': shape })
  publish(8, { 'video.mp4': video })
  server = await new Server('streaming', { data, settings: { storage_root: data.join('storage') } }).start()
})
after(async () => {
  await server.stop()
  data.remove()
})

async function get(path, headers = {}, method = 'GET') {
  const answer = await readWhole(await fetch(server.url + path, { method, headers }))
  checkExchange('/streaming', { method, path, headers }, answer)
  return answer
}

const ranged = (range, headers = {}) => get('/training/7/video', { Range: range, ...headers })

test('the whole file, with what a player needs to seek later', async () => {
  const answer = await get('/training/7/video')
  assert.equal(answer.status, 200)
  assert.ok(answer.bytes.equals(video))
  assert.equal(answer.headers.get('content-type'), 'video/mp4')
  assert.equal(answer.headers.get('accept-ranges'), 'bytes')
  assert.equal(answer.headers.get('content-length'), String(size))
  assert.equal(answer.headers.get('last-modified'), 'Sat, 31 Jan 2026 09:05:07 GMT')
  assert.match(answer.headers.get('etag'), /^"[^"]+"$/)
  assert.match(answer.headers.get('cache-control'), /^public, max-age=\d+, s-maxage=0, must-revalidate$/)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  const other = await get('/training/7/shape')
  assert.ok(other.bytes.equals(shape))
  assert.notEqual(other.headers.get('etag'), answer.headers.get('etag'))
})

test('HEAD tells the same and sends nothing', async () => {
  const answer = await get('/training/7/video', { Range: 'bytes=0-9' }, 'HEAD')
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-length'), String(size))
  assert.equal(answer.bytes.length, 0)
})

test('one range gives that part', async () => {
  for (const [range, first, last] of /** @type {any[][]} */ ([
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=100-100199', 100, 100_199],
    ['bytes=299990-', 299_990, size - 1],
    ['bytes=0-', 0, size - 1],
    ['bytes=-1', size - 1, size - 1],
    ['bytes=-100', size - 100, size - 1],
    ['bytes=-9999999', 0, size - 1],
    ['bytes=299999-99999999999999999999999', size - 1, size - 1],
    ['BYTES=5-6', 5, 6],
    ['bytes= 5-6 ', 5, 6],
    // What lies outside is left out.
    ['bytes=5-6,300000-', 5, 6],
  ])) {
    const answer = await ranged(range)
    assert.equal(answer.status, 206, range)
    assert.equal(answer.headers.get('content-range'), `bytes ${first}-${last}/${size}`, range)
    assert.equal(answer.headers.get('content-length'), String(last - first + 1), range)
    assert.equal(answer.headers.get('content-type'), 'video/mp4', range)
    assert.ok(answer.bytes.equals(video.subarray(first, last + 1)), range)
  }
})

test('several ranges come as multipart/byteranges in the order asked for', async () => {
  const answer = await ranged('bytes=200000-270000, 0-4,-3')
  assert.equal(answer.status, 206)
  assert.equal(answer.headers.get('content-range'), null)
  const boundary = answer.headers.get('content-type').match(/^multipart\/byteranges; boundary=(\w+)$/)[1]
  const part = (first, last) => [
    Buffer.from(`--${boundary}\r\nContent-Type: video/mp4\r\nContent-Range: bytes ${first}-${last}/${size}\r\n\r\n`),
    video.subarray(first, last + 1),
    Buffer.from('\r\n'),
  ]
  const expected = Buffer.concat([
    ...part(200_000, 270_000),
    ...part(0, 4),
    ...part(size - 3, size - 1),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  assert.ok(answer.bytes.equals(expected))
  assert.equal(answer.headers.get('content-length'), String(expected.length))
})

test('nothing inside the file is 416 with its size', async () => {
  for (const range of /** @type {any[]} */ ([`bytes=${size}-`, 'bytes=999999-1000000', 'bytes=-0', `bytes=${size}-,-0`])) {
    const answer = await ranged(range)
    assert.equal(answer.status, 416, range)
    assert.equal(answer.headers.get('content-range'), `bytes */${size}`, range)
    assert.equal(JSON.parse(answer.bytes).error, '2011', range)
  }
})

test('a range that we may not or will not serve gives the whole file', async () => {
  for (const range of [
    'bytes=5-4',
    'bytes=',
    'bytes=,',
    'bytes=a-b',
    'bytes=1',
    'bytes=--1',
    'bytes=0x1-2',
    'bytes=1-2-3',
    'bytes 1-2',
    'seconds=1-2',
    '1-2',
    // Overlapping or very many: an answer larger than the file.
    'bytes=0-10,5-15',
    'bytes=0-,0-,0-',
    `bytes=${Array.from({ length: 17 }, (_, index) => `${index * 2}-${index * 2}`)}`,
  ]) {
    const answer = await ranged(range)
    assert.equal(answer.status, 200, range)
    assert.equal(answer.bytes.length, size, range)
  }
})

test('If-Range gives the part only while the file is the same', async () => {
  const whole = await get('/training/7/video', {}, 'HEAD')
  const tag = whole.headers.get('etag')
  const date = whole.headers.get('last-modified')
  for (const [validator, status] of /** @type {any[][]} */ ([
    [tag, 206],
    [date, 206],
    [`W/${tag}`, 200],
    ['"another"', 200],
    ['Sat, 31 Jan 2026 09:05:08 GMT', 200],
    ['Sat, 31 Jan 2026 09:05:06 GMT', 200],
    ['yesterday', 200],
  ])) {
    const answer = await ranged('bytes=1-2', { 'If-Range': validator })
    assert.equal(answer.status, status, validator)
  }
})

test('conditions save the transfer or refuse it, in the order of RFC 9110', async () => {
  const whole = await get('/training/7/video', {}, 'HEAD')
  const tag = whole.headers.get('etag')
  const date = whole.headers.get('last-modified')
  const later = 'Sun, 01 Feb 2026 00:00:00 GMT'
  const earlier = 'Fri, 30 Jan 2026 00:00:00 GMT'
  for (const [headers, status] of [
    [{ 'If-None-Match': tag }, 304],
    [{ 'If-None-Match': `"x", W/${tag}` }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': '"x"' }, 200],
    [{ 'If-None-Match': '"x"', 'If-Modified-Since': date }, 200],
    [{ 'If-Modified-Since': date }, 304],
    [{ 'If-Modified-Since': later }, 304],
    [{ 'If-Modified-Since': earlier }, 200],
    [{ 'If-Modified-Since': 'Sat, 32 Jan 2026 09:05:07 GMT' }, 200],
    [{ 'If-Match': tag }, 200],
    [{ 'If-Match': `W/${tag}` }, 412],
    [{ 'If-Match': '"x"' }, 412],
    [{ 'If-Unmodified-Since': earlier }, 412],
    [{ 'If-Unmodified-Since': date }, 200],
    [{ 'If-None-Match': tag, Range: 'bytes=0-1' }, 304],
    [{ 'If-Match': '"x"', Range: 'bytes=999999-' }, 412],
  ]) {
    const answer = await get('/training/7/video', headers)
    assert.equal(answer.status, status, JSON.stringify(headers))
    if (status !== 304) continue
    assert.equal(answer.headers.get('etag'), tag)
    assert.equal(answer.bytes.length, 0)
  }
})

test('what is not published is not found, whatever else is asked of it', async () => {
  for (const [path, error] of /** @type {any[][]} */ ([
    ['/training/9/video', '1101'],
    ['/training/0/video', '1101'],
    ['/training/07/video', '1101'],
    ['/training/x/video', '1101'],
    ['/training/99999999999999999999/video', '1101'],
    ['/training/..%2F7/video', '1101'],
    ['/training/8/shape', '1102'],
    ['/training/7/poses', '2003'],
    ['/training/7', '2003'],
  ])) {
    const answer = await get(path, { Range: 'bytes=999999-', 'If-None-Match': '*' })
    assert.equal(answer.status, 404, path)
    assert.equal(JSON.parse(answer.bytes).error, error, path)
    assert.equal(answer.headers.get('cache-control'), 'no-store', path)
  }
  const posted = await get('/training/7/video', {}, 'POST')
  assert.equal(posted.status, 405)
  assert.equal(posted.headers.get('allow'), 'GET, HEAD')
})

test('a training that is replaced or removed while it plays does not break the player', async () => {
  publish(10, { 'video.mp4': Buffer.alloc(8_000_000, 'a') })
  const socket = net.connect(server.port, '127.0.0.1')
  socket.write('GET /training/10/video HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  await new Promise((resolve) => socket.once('readable', resolve))
  rmSync(data.join('storage', 'trainings', '10'), { recursive: true })
  let received = 0
  for await (const piece of socket) received += piece.length
  assert.ok(received > 8_000_000, `${received} bytes`)
  assert.equal((await get('/training/10/video')).status, 404)
})

test('many players at once get what they ask for', async () => {
  await Promise.all(
    Array.from({ length: 400 }, async (_, index) => {
      const first = (index * 733) % 200_000
      const answer = await ranged(`bytes=${first}-${first + 99_999}`)
      assert.equal(answer.status, 206)
      assert.ok(answer.bytes.equals(video.subarray(first, first + 100_000)))
    }),
  )
})

test('each request is one line in the log, with its id', async () => {
  const id = 'test-request_0001'
  const answer = await ranged('bytes=0-9', { 'X-Request-Id': id })
  assert.equal(answer.headers.get('x-request-id'), id)
  const line = await until(() => server.lines().find((entry) => entry.request_id === id), 'the line in the log')
  assert.equal(line.event, 'request')
  assert.equal(line.route, '/training/{id}/video')
  assert.equal(line.status, 206)
  assert.ok(line.bytes_sent > 10 && line.milliseconds >= 0)
})
