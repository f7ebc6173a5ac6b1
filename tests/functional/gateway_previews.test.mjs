// What the gateway puts into the page for those who show links to it, and what of a client never gets there.
import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import zlib from 'node:zlib'
import { root } from './harness.mjs'
import { FakeServer } from './gateway/fake_server.mjs'
import { GatewayFixture } from './gateway/gateway_fixture.mjs'

const kept = { 'Cache-Control': 'public, no-cache' }
let gateway, api
let count = 0

const answersWith =
  (text, status = 200, /** @type {Record<string, string>} */ headers = kept) =>
  (_, response) => {
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
    response.end(status === 204 ? undefined : text)
  }

before(async () => {
  api = await new FakeServer().start()
  gateway = await new GatewayFixture(
    { api: api.address, list_cache_seconds: 60, requests_burst: 5000, requests_per_second: 5000, preview_timeout_seconds: 1 },
    { hosts: 'training.example other.example' },
  ).start()
  copyFileSync(join(root, 'web', 'index.html'), join(gateway.folder, 'page', 'index.html'))
  copyFileSync(join(root, 'web', 'public', 'robots.txt'), join(gateway.folder, 'page', 'robots.txt'))
})
after(async () => {
  assert.equal(await gateway.stop(), 0)
  await api.stop()
})
beforeEach(() => {
  api.answer = answersWith('<title>Squats</title>')
  api.requests.length = 0
})

/** A training that no other test asks for. */
const fresh = () => `/trainings/${++count}`
const titles = (text) => [...text.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title)
const isGeneral = ({ status, text }, what = '', host = `127.0.0.1:${gateway.port}`) => {
  assert.equal(status, 200, what)
  assert.deepEqual(titles(text), ['Training.zip'], what)
  assert.match(text, /<meta property="og:title" content="Training.zip" \/>/, what)
  assert.ok(text.includes(`<meta property="og:image" content="https://${host}/icon-512.png" />`), what)
  assert.ok(!text.includes('<!--#'), what)
  assert.ok(text.endsWith('</html>\n'), what)
}

test('a training and a trainer have what the API server says of them, in the place of what the page says everywhere', async () => {
  const places = [
    ['/trainings/700', '/internal/previews/trainings/700'],
    ['/trainings/701/', '/internal/previews/trainings/701'],
    ['/trainings/702?utm_source=chat', '/internal/previews/trainings/702'],
    ['/trainers/%EB%AF%B8%EB%82%98%20%22', '/internal/previews/trainers/%EB%AF%B8%EB%82%98%20%22'],
  ]
  for (const [path, asked] of places) {
    const { status, headers, text } = await gateway.request(path)
    assert.equal(status, 200)
    assert.deepEqual(titles(text), ['Squats'], path)
    assert.ok(!text.includes('og:title'), 'nothing is said twice')
    assert.ok(!text.includes('<!--#'), text)
    assert.match(text, /<div id="root"><\/div>/)
    assert.match(headers['content-type'], /^text\/html; charset=utf-8$/)
    assert.equal(headers['cache-control'], 'no-cache')
    assert.match(headers['content-security-policy'], /default-src 'self'/)
    assert.equal(headers['x-frame-options'], 'DENY')
    assert.deepEqual(api.seen(), [`GET ${asked}`])
  }
})

test('every other address asks nobody, and names the picture under the name that was asked for', async () => {
  for (const path of ['/', '/index.html', '/sign-in', '/trainings/new', '/playlists/3', '/%74rainings/5', '//trainings/5']) {
    const answer = await gateway.request(path, { headers: { Host: 'training.example:8443' } })
    isGeneral(answer, path, 'training.example:8443')
  }
  assert.deepEqual(api.seen(), [])
})

test('nothing of the client goes along, and who is signed in sees what everybody sees', async () => {
  const path = fresh()
  const headers = {
    Host: 'training.example',
    Cookie: 'session=secret',
    Authorization: 'Bearer secret',
    'Accept-Language': 'en',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Prefix': '/evil',
    Range: 'bytes=0-1',
    'If-None-Match': '"x"',
    'User-Agent': 'facebookexternalhit/1.1',
  }
  assert.deepEqual(titles((await gateway.request(path, { headers })).text), ['Squats'])
  const [request] = api.requests
  assert.equal(request.headers['x-forwarded-host'], 'training.example')
  assert.equal(request.headers['x-forwarded-prefix'], '/api')
  assert.equal(request.headers['x-real-ip'], '127.0.0.1')
  for (const name of ['cookie', 'authorization', 'accept-language', 'range', 'if-none-match', 'user-agent']) {
    assert.equal(request.headers[name], undefined, name)
  }
  api.answer = answersWith('<title>another</title>')
  assert.deepEqual(titles((await gateway.request(path, { headers: { Host: 'training.example' } })).text), ['Squats'], 'kept')
  assert.deepEqual(titles((await gateway.request(path, { headers: { Host: 'other.example' } })).text), ['another'], 'by name')
  assert.equal((await gateway.request(path, { headers: { Host: 'evil.example' } })).status, 421)
})

test('what the server does not call public is not kept', async () => {
  const path = fresh()
  for (const [index, control] of ['private, no-cache', 'no-store', undefined].entries()) {
    api.answer = answersWith(`<title>${index}</title>`, 200, control ? { 'Cache-Control': control } : {})
    assert.deepEqual(titles((await gateway.request(path)).text), [String(index)])
  }
})

test('the page comes with what it says everywhere, however the API server fails', async () => {
  for (const status of [204, 400, 401, 403, 404, 405, 408, 413, 421, 429, 500, 501, 502, 503, 504]) {
    api.answer = answersWith('{"error":"an answer for programs"}', status)
    isGeneral(await gateway.request(fresh()), String(status))
  }
  api.answer = answersWith(`<title>${'x'.repeat(60_000)}</title>`)
  assert.equal(titles((await gateway.request(fresh())).text)[0].length, 60_000)
  api.answer = (request) => void request.socket.destroy()
  isGeneral(await gateway.request(fresh()), 'broken off')

  api.answer = () => new Promise(() => undefined)
  const began = Date.now()
  isGeneral(await gateway.request(fresh()), 'silent')
  assert.ok(Date.now() - began < 4000, `${Date.now() - began} ms`)

  const alone = await new GatewayFixture({ preview_timeout_seconds: 1 }).start()
  try {
    copyFileSync(join(root, 'web', 'index.html'), join(alone.folder, 'page', 'index.html'))
    isGeneral(await alone.request('/trainings/1'), 'away', `127.0.0.1:${alone.port}`)
  } finally {
    await alone.stop()
  }
})

test('a flood of links does not reach the API server', async () => {
  const narrow = await new GatewayFixture({ api: api.address, requests_per_second: 1, requests_burst: 1 }).start()
  try {
    copyFileSync(join(root, 'web', 'index.html'), join(narrow.folder, 'page', 'index.html'))
    api.requests.length = 0
    for (let id = 1; id <= 20; ++id) assert.equal((await narrow.request(`/trainings/${id}`)).status, 200)
    assert.ok(api.requests.length < 10, String(api.requests.length))
  } finally {
    await narrow.stop()
  }
})

test('an entity tag is given where nothing but the file is in the page, and compression everywhere', async () => {
  const front = await gateway.request('/')
  assert.ok(front.headers.etag)
  const same = await gateway.request('/', { headers: { 'If-None-Match': front.headers.etag } })
  assert.deepEqual([same.status, same.text], [304, ''])

  const path = fresh()
  const one = await gateway.request(path)
  assert.deepEqual([one.headers.etag, one.headers['last-modified']], [undefined, undefined])
  const asked = { 'If-None-Match': front.headers.etag, 'If-Modified-Since': front.headers['last-modified'] }
  const again = await gateway.request(path, { headers: asked })
  assert.deepEqual([again.status, titles(again.text)], [200, ['Squats']])

  const packed = await gateway.request(path, { headers: { 'Accept-Encoding': 'gzip' } })
  assert.equal(packed.headers['content-encoding'], 'gzip')
  assert.deepEqual(titles(zlib.gunzipSync(packed.bytes).toString()), ['Squats'])
  const head = await gateway.request(path, { method: 'HEAD' })
  assert.deepEqual([head.status, head.text], [200, ''])
})

test('what a title says is no instruction to the gateway', async () => {
  api.answer = answersWith('<title>x</title><!--#include virtual="/api/gateway/preview" --><!--#echo var="pid" -->')
  const { text } = await gateway.request(fresh())
  assert.ok(text.includes('<!--#echo var="pid" -->'), 'as it came')
  assert.equal(api.requests.length, 1)
})

test('nobody asks for a preview or a sitemap by their inner addresses', async () => {
  for (const path of ['/api/gateway/preview', '/api/internal/previews/trainings/1', '/api/internal/sitemap']) {
    assert.equal((await gateway.request(path)).status, 404, path)
  }
  assert.deepEqual(api.seen(), [])
})

test('robots are led to the sitemap of the name that they asked for, and its parts are kept', async () => {
  const robots = await gateway.request('/robots.txt', { headers: { Host: 'training.example' } })
  assert.match(robots.headers['content-type'], /^text\/plain/)
  assert.match(robots.text, /^Sitemap: https:\/\/training\.example\/sitemap\.xml$/m)
  assert.ok(!robots.text.includes('<!--'))

  const xml = { ...kept, 'Content-Type': 'application/xml; charset=utf-8' }
  for (const [path, asked] of [
    ['/sitemap.xml', '/internal/sitemap'],
    ['/sitemaps/trainings-1.xml', '/internal/sitemaps/trainings/1'],
    ['/sitemaps/trainers-2.xml?x=1', '/internal/sitemaps/trainers/2'],
  ]) {
    api.answer = answersWith(`<one>${'x'.repeat(2000)}</one>`, 200, xml)
    const first = await gateway.request(path, { headers: { Cookie: 'session=secret', Authorization: 'Bearer secret' } })
    assert.deepEqual([first.status, first.headers['content-type']], [200, 'application/xml; charset=utf-8'])
    assert.equal(first.headers['cache-control'], 'public, no-cache')
    const [request] = api.requests
    assert.deepEqual([request.headers.cookie, request.headers.authorization], [undefined, undefined])
    assert.deepEqual(api.seen(), [`GET ${asked}`])
    const packed = await gateway.request(path, { headers: { 'Accept-Encoding': 'gzip' } })
    assert.equal(zlib.gunzipSync(packed.bytes).toString(), first.text)
    assert.deepEqual(api.seen(), [])
  }
  for (const path of ['/sitemaps/x-1.xml', '/sitemaps/trainings-x.xml', '/sitemaps/trainings-1.xml/x', '/sitemap.xml/']) {
    assert.equal((await gateway.request(path)).status, 404, path)
  }
  assert.equal((await gateway.request('/sitemap.xml', { method: 'POST' })).status, 405)
  assert.deepEqual(api.seen(), [])
})
