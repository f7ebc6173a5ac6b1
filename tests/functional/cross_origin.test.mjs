// Pages of other origins (CORS): every route of every server that browsers reach, whatever the answer is.
import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'
import { DataFolder, Server } from './harness.mjs'
import { document } from './openapi/document.mjs'
import { UploadFixture } from './upload_fixture.mjs'

const friend = 'https://friend.example'
const stranger = 'https://stranger.example'
const allowed_origins = `${friend} http://localhost:3000`

/** One request, as a browser would make it for a page of this origin. */
const ask = (url, /** @type {any} */ { origin, method = 'GET', headers = {}, body } = {}) =>
  new Promise((resolve, reject) => {
    const all = origin ? { Origin: origin, ...headers } : headers
    const request = httpRequest(url, { method, headers: all, agent: false }, (response) => {
      const pieces = []
      response.on('data', (piece) => pieces.push(piece))
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(pieces).toString() }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })

const preflight = (url, method, options = {}) =>
  ask(url, {
    origin: friend,
    ...options,
    method: 'OPTIONS',
    headers: { 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': 'authorization,content-type' },
  })

/** The routes of a server: [method, path with values for its parameters]. */
function routesOf(name) {
  const prefixOf = (path) => path.match(/^\/(upload|streaming)(?=\/)/)?.[1] ?? 'api'
  return Object.entries(document.paths)
    .filter(([path]) => prefixOf(path) === name)
    .flatMap(([path, item]) => {
      const own = path.replace(/^\/(upload|streaming)(?=\/)/, '').replace(/\{\w+\}/g, '7')
      return ['get', 'put', 'post', 'delete', 'patch']
        .filter((method) => item[method])
        .map((method) => [method.toUpperCase(), own])
    })
}

function mayRead(what, { headers }, origin) {
  assert.equal(headers['access-control-allow-origin'], origin, what)
  assert.equal(headers['access-control-allow-credentials'], 'true', what)
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin', what)
  assert.match(headers.vary, /(^|, )Origin$/, what)
  for (const name of [
    'Location',
    'Content-Range',
    'ETag',
    'Retry-After',
    'Link',
    'X-Request-Id',
    'Upload-Offset',
    'Tus-Resumable',
  ]) {
    assert.ok(headers['access-control-expose-headers'].split(', ').includes(name), `${what}: ${name}`)
  }
}

function mayNotRead(what, { headers }) {
  for (const name of Object.keys(headers)) assert.ok(!name.startsWith('access-control-'), `${what}: ${name}`)
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin', what)
}

const starters = {
  async api() {
    const fixture = await new ApiFixture({ allowed_origins }).start()
    return { server: fixture.server, stop: () => fixture.stop() }
  },
  async upload() {
    const fixture = await new UploadFixture({ allowed_origins }).start()
    return { server: fixture.server, stop: () => fixture.stop() }
  },
  async streaming() {
    const data = new DataFolder()
    const settings = { storage_root: data.join('storage'), jwks: data.join('public', 'jwks.json'), allowed_origins }
    const server = await new Server('streaming', { data, settings }).start()
    return { server, stop: () => server.stop().then(() => data.remove()) }
  },
}
for (const name of Object.keys(starters)) {
  describe(`${name} and pages of other origins`, () => {
    let started
    before(async () => {
      started = await starters[name]()
    })
    after(() => started?.stop())
    const url = (path) => started.server.url + path

    test('each route answers the preflight request with what it takes', async () => {
      const all = routesOf(name)
      assert.ok(all.length > 1)
      for (const [method, path] of all) {
        const what = `${method} ${path}`
        const { status, headers, text } = await preflight(url(path), method)
        assert.deepEqual([status, text], [204, ''], what)
        mayRead(what, { headers }, friend)
        assert.ok(headers['access-control-allow-methods'].split(', ').includes(method), what)
        for (const field of [
          'Authorization',
          'Content-Type',
          'Range',
          'If-Match',
          'If-None-Match',
          'If-Range',
          'If-Modified-Since',
          'Upload-Offset',
          'Tus-Resumable',
          'Upload-Metadata',
        ]) {
          assert.ok(headers['access-control-allow-headers'].split(', ').includes(field), `${what}: ${field}`)
        }
        assert.equal(headers['access-control-max-age'], '7200', what)
        const refused = await preflight(url(path), method, { origin: stranger })
        assert.notEqual(refused.status, 204, what)
        mayNotRead(what, refused)
        assert.equal(refused.headers.vary, 'Origin')
      }
    })

    test('each route lets its answer be read, and its refusals', async () => {
      const all = routesOf(name)
      for (const [method, path] of all) {
        const what = `${method} ${path}`
        mayRead(what, await ask(url(path), { method, origin: friend, headers: { 'Content-Length': 0 } }), friend)
        mayNotRead(what, await ask(url(path), { method, origin: stranger, headers: { 'Content-Length': 0 } }))
      }
    })

    test('so does what no route answers', async () => {
      const [[, path]] = routesOf(name)
      for (const [what, status, options, target] of /** @type {any[][]} */ ([
        ['no such path', 404, {}, '/nowhere'],
        ['another method', 405, { method: 'PATCH' }, path],
        ['OPTIONS without a question', 405, { method: 'OPTIONS' }, path],
        ['a path that cannot be read', 400, {}, '/%00'],
        [
          'a broken length',
          413,
          { method: 'POST', headers: { 'Content-Length': '9999999' } },
          name === 'api' ? '/auth/signin' : undefined,
        ],
      ])) {
        if (target === undefined) continue
        const answer = await ask(url(target), { origin: friend, ...options })
        assert.equal(answer.status, status, `${what}: ${answer.text}`)
        mayRead(what, answer, friend)
        mayNotRead(what, await ask(url(target), { origin: stranger, ...options }))
      }
      // So that the page can read the 404, which is told of the request itself.
      const { status, headers } = await preflight(url('/nowhere'), 'DELETE')
      assert.equal(status, 204)
      assert.match(headers['access-control-allow-methods'], /DELETE/)
    })

    test('elements that name no origin may show what is open', async () => {
      const { headers } = await ask(url(routesOf(name)[0][1]))
      assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
      assert.equal(headers['access-control-allow-origin'], undefined)
    })
  })
}

describe('settings of other origins', () => {
  const withStreaming = async (origins, run) => {
    const data = new DataFolder()
    const settings = {
      storage_root: data.join('storage'),
      jwks: data.join('public', 'jwks.json'),
      ...(origins === undefined ? {} : { allowed_origins: origins }),
    }
    const server = await new Server('streaming', { data, settings }).start()
    try {
      await run(`${server.url}/training/7/video`)
    } finally {
      await server.stop()
      data.remove()
    }
  }

  test('none are allowed unless somebody says so', () =>
    withStreaming(undefined, async (url) => {
      for (const origin of [undefined, friend, 'null']) mayNotRead(origin, await ask(url, { origin }))
      const refused = await preflight(url, 'GET')
      assert.equal(refused.status, 405)
      mayNotRead('preflight', refused)
    }))

  test('a star lets every page read, without cookies', () =>
    withStreaming('*', async (url) => {
      for (const { headers } of [await ask(url, { origin: stranger }), await preflight(url, 'GET')]) {
        assert.equal(headers['access-control-allow-origin'], '*')
        assert.equal(headers['access-control-allow-credentials'], undefined)
        assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
      }
    }))

  test('what is no origin stops the server, with its text', async () => {
    const data = new DataFolder()
    const server = new Server('streaming', { data, settings: { allowed_origins: 'https://friend.example/' } }).launch()
    assert.equal(await server.ended, 1)
    assert.match(server.log, /\[streaming\] allowed_origins: 'https:\/\/friend\.example\/' is not an origin/)
    data.remove()
  })
})
