// Thumbnails and profile pictures, by HTTP.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'
import { crc32, draw, formOf as form, lying, pixelsOf, segmentsOf, sizeOf, withSecret } from './picture_files.mjs'

/** A PNG that says it is this large and holds nothing. */
function emptyPng(width, height) {
  const header = Buffer.alloc(17)
  header.write('IHDR')
  header.writeUInt32BE(width, 4)
  header.writeUInt32BE(height, 8)
  header.set([8, 2, 0, 0, 0], 12)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(header))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), header, tail, Buffer.from('0000000049444154', 'hex')])
}

describe('pictures', () => {
  let fixture, owner, other, id
  before(async () => {
    fixture = await new ApiFixture().start()
    owner = await fixture.user()
    other = await fixture.user()
    id = await fixture.training(owner)
  })
  after(() => fixture?.stop())

  for (const place of ['thumbnail', 'profile']) {
    test(`${place}: what is refused, and what is kept`, async () => {
      const path = place === 'thumbnail' ? `/thumbnail/${id}` : `/profile/${owner.id}/image`
      const missing = place === 'thumbnail' ? [404, '1101', '/thumbnail/99999'] : [403, '1001', '/profile/99999/image']
      const png = draw('png')
      const post = (status, error, options) => fixture.expect(status, error, 'POST', path, { user: owner, ...options })

      await fixture.expect(404, '3002', 'GET', path)
      await post(400, '2001', { body: form(png, { field: 'picture' }) })
      for (const name of ['../up.png', 'a/b.png', 'a\\b.png', '..']) await post(400, '3001', { body: form(png, { name }) })
      const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
      await post(400, '2001', { body: 'nothing like multipart', headers })
      await fixture.refusesForgedTokens('POST', path, owner, { body: form(png) })
      await fixture.expect(403, '1001', 'POST', path, { user: other, body: form(png) })
      await fixture.expect(missing[0], missing[1], 'POST', missing[2], { user: owner, body: form(png) })
      await post(413, '2005', { body: form(Buffer.concat([png, Buffer.alloc(5 << 20)])) })
      await post(415, '2006', { body: png, headers: { 'Content-Type': 'image/png' } })
      await post(415, '2006', { json: {} })
      const notPictures = {
        'a script in SVG': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        HTML: '<!doctype html><script>alert(1)</script>',
        nothing: '',
        'half a PNG': png.subarray(0, png.length / 2),
        'a head of JPEG': Buffer.from('ffd8ffe000104a464946', 'hex'),
        'a head of WebP': 'RIFF\x10\x00\x00\x00WEBPVP8 ',
        'half a GIF': draw('gif').subarray(0, 900),
        'a head of GIF': 'GIF89a',
        'too many pixels': emptyPng(10_000, 10_000),
        'no pixels': emptyPng(0, 0),
      }
      for (const [name, bytes] of Object.entries(notPictures)) {
        const answer = await fixture.call('POST', path, { user: owner, body: form(bytes) })
        assert.deepEqual([answer.status, answer.json.error], [422, '3003'], name)
      }
      await fixture.expect(404, '3002', 'GET', path)

      for (const [name, bytes, size] of /** @type {any[][]} */ ([
        ['picture.png', png, [64, 48]],
        ['사진.jpg', draw('mjpeg', '4000x3000'), [1280, 960]],
        ['web.webp', draw('libwebp', '2000x1000'), [1280, 640]],
        ['moving.gif', draw('gif', '160x120', ['-frames:v', '3']), [160, 120]],
      ])) {
        const { json } = await post(200, null, { body: form(bytes, { name }) })
        assert.equal(json.fileName, name)
        assert.equal(json._links.self.href, fixture.server.url + path)
        const stored = await fixture.ok('GET', path)
        assert.equal(stored.headers.get('content-type'), 'image/jpeg')
        assert.equal(stored.headers.get('x-content-type-options'), 'nosniff')
        assert.deepEqual(sizeOf(stored.bytes), size, name)
        assert.equal(stored.bytes.length, json.size)
        await fixture.expect(304, null, 'GET', path, { headers: { 'If-None-Match': stored.headers.get('etag') } })
      }
    })
  }

  test('what hides in a picture is gone', async () => {
    const secret = 'GPS 37.5665 126.9780'
    const bytes = withSecret(draw('mjpeg', '1400x700'), secret)
    await fixture.ok('POST', `/thumbnail/${id}`, { user: owner, body: form(bytes, { name: 'a.jpg' }) })
    for (const size of ['small', 'medium', 'large']) {
      const stored = (await fixture.ok('GET', `/thumbnail/${id}?size=${size}`)).bytes
      assert.ok(!stored.includes(secret), size)
      // Nothing but what the picture needs: the mark of JFIF, tables, the frame.
      const markers = new Set(segmentsOf(stored).map(([marker]) => marker))
      assert.deepEqual([...markers].sort(), [0xc0, 0xc4, 0xdb, 0xe0], size)
    }
  })

  test('a picture taken with the camera on its side stands upright', async () => {
    for (const [format, turn] of Object.entries(lying)) {
      const bytes = turn(draw(format, '64x48'))
      await fixture.ok('POST', `/thumbnail/${id}`, { user: owner, body: form(bytes, { name: 'a.jpg' }) })
      assert.deepEqual(sizeOf((await fixture.ok('GET', `/thumbnail/${id}`)).bytes), [48, 64], format)
    }
  })

  test('samples of 16 bits are as bright as those of 8', async () => {
    const [eight, sixteen] = await Promise.all(
      ['rgb24', 'rgb48be'].map(async (pixels) => {
        const person = await fixture.user()
        const path = `/profile/${person.id}/image`
        await fixture.ok('POST', path, { user: person, body: form(draw('png', '64x48', ['-pix_fmt', pixels])) })
        return pixelsOf((await fixture.ok('GET', path)).bytes)
      }),
    )
    assert.equal(sixteen.length, 64 * 48 * 3)
    const apart = sixteen.reduce((sum, sample, i) => sum + Math.abs(sample - eight[i]), 0) / sixteen.length
    assert.ok(apart < 2, String(apart))
  })

  test('the thumbnail of a hidden training is hidden', async () => {
    const hidden = await fixture.training(owner, { ready: false })
    await fixture.ok('POST', `/thumbnail/${hidden}`, { user: owner, body: form(draw('png')) })
    await fixture.expect(404, '3002', 'GET', `/thumbnail/${hidden}`)
    await fixture.expect(404, '1101', 'POST', `/thumbnail/${hidden}`, { user: other, body: form(draw('png')) })
    await fixture.ok('GET', `/thumbnail/${hidden}`, { user: owner })
  })
})
