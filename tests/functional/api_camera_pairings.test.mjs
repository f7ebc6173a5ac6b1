// A phone becomes the camera of a screen: the descriptions that both exchange, and who may read and write them.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { ApiFixture, withApiFixture } from './api_fixture.mjs'
import { until } from './harness.mjs'

const offer = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=phone\r\nt=0 0\r\n'
const answer = offer.replace('phone', 'screen')
const sha256 = (text) => createHash('sha256').update(text).digest('hex')

/** A new pairing: its id, and how each side calls. */
async function pair(fixture, headers = {}) {
  const { json, headers: told } = await fixture.expect(201, null, 'POST', '/camera-pairings', { headers })
  const { pairingId, screenSecret, phoneSecret, expiresDate } = json
  const path = `/camera-pairings/${pairingId}`
  const side = (secret) => ({ headers: { 'X-Pairing-Secret': secret } })
  return {
    id: pairingId,
    path,
    description: `${path}/description`,
    expires: Date.parse(expiresDate),
    location: told.get('location'),
    kept: told.get('cache-control'),
    secrets: [screenSecret, phoneSecret],
    screen: side(screenSecret),
    phone: side(phoneSecret),
  }
}

const send = (fixture, status, error, { description }, side, sdp) =>
  fixture.expect(status, error, 'POST', description, { ...side, json: { sdp } })
const read = async (fixture, { description }, side) => (await fixture.ok('GET', description, side)).json.sdp

test('each side reads what the other has sent, and the screen ends it', () =>
  withApiFixture({}, async (fixture) => {
    const begin = Date.now()
    const pairing = await pair(fixture)
    assert.ok(Math.abs(pairing.expires - begin - 600_000) < 60_000)
    assert.equal(pairing.location, `${fixture.server.url}${pairing.path}`)
    assert.equal(pairing.kept, 'no-store')

    assert.equal(await read(fixture, pairing, pairing.screen), null)
    assert.equal(await read(fixture, pairing, pairing.phone), null)
    const sent = await send(fixture, 204, null, pairing, pairing.phone, offer)
    assert.equal(sent.bytes.length, 0)
    assert.equal(await read(fixture, pairing, pairing.phone), null, 'nobody reads their own')
    const got = await fixture.ok('GET', pairing.description, pairing.screen)
    assert.equal(got.json.sdp, offer)
    assert.equal(got.headers.get('cache-control'), 'no-store')
    await send(fixture, 204, null, pairing, pairing.screen, answer)
    assert.equal(await read(fixture, pairing, pairing.phone), answer)

    await fixture.expect(404, '1130', 'DELETE', pairing.path, pairing.phone)
    await fixture.expect(204, null, 'DELETE', pairing.path, pairing.screen)
    for (const side of [pairing.screen, pairing.phone]) await fixture.expect(404, '1130', 'GET', pairing.description, side)
    await send(fixture, 404, '1130', pairing, pairing.phone, offer)
    await fixture.expect(404, '1130', 'DELETE', pairing.path, pairing.screen)
  }))

test('the first phone is the only one', () =>
  withApiFixture({}, async (fixture) => {
    const pairing = await pair(fixture)
    await send(fixture, 204, null, pairing, pairing.phone, offer)
    // An answer that got lost on the way is asked for again.
    await send(fixture, 204, null, pairing, pairing.phone, offer)
    const refused = await fixture.expect(409, '1131', 'POST', pairing.description, {
      headers: { ...pairing.phone.headers, 'Accept-Language': 'en' },
      json: { sdp: offer.replace('phone', 'other') },
    })
    assert.equal(refused.json.message, 'This code is in use already. Please make a new one on the screen.')
    assert.equal(await read(fixture, pairing, pairing.screen), offer)
    await send(fixture, 204, null, pairing, pairing.screen, answer)
    await send(fixture, 409, '1131', pairing, pairing.screen, offer)

    // At the same moment too.
    const contested = await pair(fixture)
    const many = await Promise.all(
      Array.from({ length: 8 }, (_, count) =>
        fixture.call('POST', contested.description, { ...contested.phone, json: { sdp: `${offer}a=${count}\r\n` } }),
      ),
    )
    assert.deepEqual(many.map(({ status }) => status).sort(), [204, ...Array(7).fill(409)])
    const first = many.findIndex(({ status }) => status === 204)
    assert.equal(await read(fixture, contested, contested.screen), `${offer}a=${first}\r\n`)
  }))

test('without the right secret there is nothing, whatever else is known', () =>
  withApiFixture({}, async (fixture) => {
    const [pairing, other] = [await pair(fixture), await pair(fixture)]
    await send(fixture, 204, null, pairing, pairing.phone, offer)
    const user = await fixture.user()
    const [screenSecret, phoneSecret] = pairing.secrets
    const strange = [
      {},
      { headers: { 'X-Pairing-Secret': '' } },
      { headers: { 'X-Pairing-Secret': phoneSecret.toLowerCase() } },
      { headers: { 'X-Pairing-Secret': screenSecret.slice(1) } },
      { headers: { 'X-Pairing-Secret': sha256(screenSecret) } },
      other.screen,
      other.phone,
      { user },
    ]
    const messages = new Set()
    for (const side of strange) {
      const refused = [
        await fixture.expect(404, '1130', 'GET', pairing.description, side),
        await send(fixture, 404, '1130', pairing, side, answer),
        await fixture.expect(404, '1130', 'DELETE', pairing.path, side),
      ]
      for (const { json } of refused) messages.add(json.message)
    }
    for (const id of ['0000', 'K7M', pairing.id.toLowerCase(), `${pairing.id}0`, '%F0%9F%98%80']) {
      const { json } = await fixture.expect(404, '1130', 'GET', `/camera-pairings/${id}/description`, pairing.screen)
      messages.add(json.message)
    }
    assert.equal(messages.size, 1, 'one answer for all')

    // Neither table nor log holds them.
    const row = fixture.sql(`SELECT screen_hash, phone_hash FROM camera_pairings WHERE id = '${pairing.id}'`)[0]
    assert.deepEqual(row, pairing.secrets.map(sha256))
    const log = JSON.stringify(fixture.server.lines())
    for (const secret of pairing.secrets) assert.equal(log.includes(secret), false)
  }))

test('a description is a text of SDP, and not a long one', () =>
  withApiFixture({}, async (fixture) => {
    const pairing = await pair(fixture)
    const longest = offer + 'a'.repeat(16_000 - offer.length)
    for (const sdp of [`${longest}a`, 'x', ' v=0', `${offer}가`, `${offer}\u0000`, `${offer}\u007f`, '']) {
      await send(fixture, 422, '2012', pairing, pairing.phone, sdp)
    }
    for (const json of [{}, { sdp: null }, { sdp: [offer] }, { sdp: offer, type: 'offer' }]) {
      await fixture.expect(400, '2001', 'POST', pairing.description, { ...pairing.phone, json })
    }
    await send(fixture, 204, null, pairing, pairing.phone, longest)
    assert.equal(await read(fixture, pairing, pairing.screen), longest)
  }))

test('a pairing ends by itself, and its row goes', () =>
  withApiFixture({ camera_pairing_seconds: 1 }, async (fixture) => {
    const pairing = await pair(fixture)
    await send(fixture, 204, null, pairing, pairing.phone, offer)
    await until(
      async () => (await fixture.call('GET', pairing.description, pairing.screen)).status === 404,
      'the pairing has expired',
    )
    await send(fixture, 404, '1130', pairing, pairing.phone, offer)
    await fixture.expect(404, '1130', 'DELETE', pairing.path, pairing.screen)
    // Those that have ended are removed at the start, and every minute.
    await fixture.server.stop()
    await fixture.start()
    await until(() => Number(fixture.sql('SELECT COUNT(*) FROM camera_pairings')[0][0]) === 0, 'the row is removed')
  }))

test('one address has only so many at once, on whichever copy of the server', () =>
  withApiFixture({ camera_pairings_per_network: 2 }, async (fixture) => {
    const from = (address) => ({ 'X-Real-IP': address })
    const [first] = [await pair(fixture, from('192.0.2.1')), await pair(fixture, from('192.0.2.1'))]
    const copy = new ApiFixture({ ...fixture.settings })
    copy.data = fixture.data
    copy.database = fixture.database
    await copy.start()
    try {
      const refused = await copy.expect(429, '0009', 'POST', '/camera-pairings', { headers: from('192.0.2.1') })
      const wait = Number(refused.headers.get('retry-after'))
      assert.ok(wait > 500 && wait <= 600, `${wait} s`)
      await pair(copy, from('192.0.2.2'))
      // What one copy made, the other one knows.
      await send(copy, 204, null, first, first.phone, offer)
      assert.equal(await read(fixture, first, first.screen), offer)
      await copy.expect(204, null, 'DELETE', first.path, first.screen)
      await pair(fixture, from('192.0.2.1'))
    } finally {
      await copy.server.stop()
    }
  }))
