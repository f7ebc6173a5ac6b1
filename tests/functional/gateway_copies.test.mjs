// Several copies of the servers behind the gateway: what dies is not noticed, what comes and goes by name is; whose address
// counts, and how much an address and an account may ask.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { Agent } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { GatewayFixture, freePort } from './gateway/gateway_fixture.mjs'
import { FakeServer } from './gateway/fake_server.mjs'
import { until } from './harness.mjs'

const plain = { cache: false, slow_start_seconds: 0, requests_per_second: 10000, requests_burst: 10000 }
const named = (name) =>
  new FakeServer((request) => ({ name, address: request.headers['x-real-ip'], forwarded: request.headers['x-forwarded-for'] }))

/** A gateway before copies of the API server; all end with the test. */
async function withCopies(count, run, settings = {}, options = {}) {
  const copies = []
  for (let number = 0; number < count; ++number) copies.push(await named(`copy ${number}`).start())
  const addresses = copies.map(({ address }) => address).join(' ')
  const gateway = await new GatewayFixture({ api: addresses, upload: addresses, ...plain, ...settings }, options).start()
  try {
    await run(gateway, copies)
  } finally {
    const code = await gateway.stop()
    for (const copy of copies) if (copy.server.listening) await copy.stop()
    assert.equal(code, 0)
  }
}

const many = (count, make) => Promise.all(Array.from({ length: count }, (_, number) => make(number)))

test('all copies share the work, and when one dies no request that may be repeated fails', async () => {
  await withCopies(2, async (gateway, [first, second]) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    await many(40, () => gateway.request('/api/profile', { agent }))
    assert.ok(
      first.requests.length >= 10 && second.requests.length >= 10,
      `${first.requests.length} and ${second.requests.length}`,
    )
    // Connections to the copies are kept: far fewer than requests.
    const ports = new Set([...first.requests, ...second.requests].map((request) => request.socket.remotePort))
    assert.ok(ports.size <= 20, `${ports.size} connections`)
    /** @type {any} */
    let dying
    const statuses = await many(120, async (number) => {
      if (number === 40) dying = first.stop()
      return (await gateway.request('/api/profile', { agent })).status
    })
    await dying
    assert.deepEqual(new Set(statuses), new Set([200]))
    assert.deepEqual(
      new Set(await many(20, async () => (await gateway.request('/api/profile', { agent })).json().name)),
      new Set(['copy 1']),
    )
    agent.destroy()
  })
})

test('what a server has seen and may not be done twice is not sent again; what none has seen is', async () => {
  await withCopies(
    2,
    async (gateway, copies) => {
      const hangUp = (request) => void request.socket.destroy()
      for (const copy of copies) copy.answer = hangUp
      const training = '/api/trainings/7'
      for (const [method, path, body] of [
        ['POST', training, '{}'],
        ['POST', '/api/upload/trainings/7', 'x'.repeat(100_000)],
        ['PUT', training, '{}'],
        ['PUT', '/api/auth/password', '{}'],
        ['DELETE', training, undefined],
        ['DELETE', training, '{}'],
        ['DELETE', '/api/auth/account', undefined],
      ]) {
        const { status } = await gateway.request(path, { method, body })
        assert.deepEqual([status, copies.flatMap((copy) => copy.seen()).length], [502, 1], `${method} ${path}`)
      }
      // A GET that a dying copy has seen goes to the other.
      copies[1].answer = () => ({ name: 'copy 1' })
      for (let time = 0; time < 4; ++time) assert.equal((await gateway.request('/api/profile')).status, 200)
      // Nobody listens at one address: no server has seen a request that went there.
      await copies[0].stop()
      for (const method of ['POST', 'POST', 'DELETE', 'DELETE', 'GET', 'GET']) {
        copies[1].seen()
        const answer = await gateway.request('/api/trainings/7', { method, body: method === 'POST' ? '{}' : undefined })
        assert.deepEqual([answer.status, copies[1].seen().length], [200, 1], method)
      }
      // The body of a PUT may be gone: its client is told to come again.
      copies[1].seen()
      const statuses = []
      for (let time = 0; time < 4; ++time)
        statuses.push((await gateway.request('/api/trainings/7', { method: 'PUT', body: '{}' })).status)
      assert.ok(
        statuses.every((status) => [200, 503].includes(status)) && statuses.includes(200) && statuses.includes(503),
        statuses.join(' '),
      )
      assert.equal(copies[1].seen().length, statuses.filter((status) => status === 200).length)
      // None is left alone, so that each is asked in its turn.
    },
    { copy_failures: 1000 },
  )
})

test('when all are away it says so at once and when to come again', async () => {
  await withCopies(
    2,
    async (gateway, copies) => {
      for (const copy of copies) await copy.stop()
      for (const method of ['GET', 'POST', 'DELETE', 'GET']) {
        const answer = await gateway.request('/api/profile', { method })
        assert.deepEqual(
          [answer.status, answer.json().error, Number(answer.headers['retry-after']) > 0],
          [503, '2008', true],
          method,
        )
      }
      const [port] = [copies[0].port]
      copies[0] = await named('back').start(port)
      await until(async () => (await gateway.request('/api/profile')).status === 200, 'one is back')
      await copies[0].stop()
    },
    { copy_pause_seconds: 1 },
  )
})

test('names lead to other copies without a restart, step by step, and no request fails meanwhile', async () => {
  const [one, two] = [await named('one').start(0, '127.0.0.1'), await named('two').start(0, '127.0.0.1')]
  // A copy has the same port as the others and an address of its own.
  await two.stop()
  await two.start(one.port, '127.0.0.2')
  const settings = {
    ...plain,
    api: `api:${one.port}`,
    upload: `upload:${one.port}`,
    resolve_seconds: 1,
    slow_start_seconds: 2,
    operators: '',
  }
  const gateway = await new GatewayFixture(settings, { names: { api: ['127.0.0.1'], upload: ['127.0.0.1'] } }).start()
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const statuses = []
  let asking = true
  const load = (async () => {
    while (asking) {
      const { status } = await gateway.request('/api/profile', { agent }).catch((error) => ({ status: error.code }))
      statuses.push(status)
    }
  })()
  const share = async () => {
    const names = await many(60, async () => (await gateway.request('/api/profile')).json().name)
    return names.filter((name) => name === 'two').length / names.length
  }
  try {
    assert.equal(await share(), 0)
    gateway.rename({ api: ['127.0.0.1', '127.0.0.2'], upload: ['127.0.0.1'] })
    await until(() => /127\.0\.0\.2:\d+ weight=1 /.test(gateway.configuration()), 'it takes a little')
    await until(() => /127\.0\.0\.2:\d+ weight=5 /.test(gateway.configuration()), 'it takes half')
    await until(() => /127\.0\.0\.2:\d+ weight=10 /.test(gateway.configuration()), 'it takes all')
    await until(async () => Math.abs((await share()) - 0.5) < 0.2, 'both have the same')
    gateway.rename({ api: ['127.0.0.2'], upload: ['127.0.0.1'] })
    await until(async () => (await share()) === 1, 'only the new one')
    await one.stop()
    // A name server that does not answer changes nothing; a name that is gone has no copies.
    gateway.rename({ api: null, upload: null })
    await sleep(1500)
    assert.equal(await share(), 1)
    asking = false
    await load
    // An old worker ends the connections on which no request is under way. This client may be about to send one; others try
    // again on a new connection (RFC 9112, 9.3.1).
    assert.deepEqual(
      statuses.filter((status) => ![200, 'ECONNRESET'].includes(status)),
      [],
    )
    assert.ok(statuses.filter((status) => status !== 200).length <= gateway.reloads(), 'one for each reload at most')
    gateway.rename({})
    await until(async () => (await gateway.request('/api/profile')).status === 503, 'no copy is left')
    gateway.rename({ api: ['127.0.0.2'] })
    await until(async () => (await gateway.request('/api/profile')).status === 200, 'it is there again')
  } finally {
    asking = false
    agent.destroy()
    const code = await gateway.stop()
    for (const copy of [one, two]) if (copy.server.listening) await copy.stop()
    assert.equal(code, 0)
  }
})

test('another certificate is taken without a restart, half of one is not', async () => {
  await withCopies(1, async (gateway) => {
    assert.equal((await gateway.request('/api/profile')).certificate, 'localhost')
    const slow = gateway.request('/api/slow')
    writeFileSync(gateway.certificateFiles[0], 'half')
    await until(() => gateway.events('configuration refused').length === 1, 'it is refused')
    assert.equal((await gateway.request('/api/profile')).certificate, 'localhost')
    gateway.newCertificate('another')
    await until(async () => (await gateway.request('/api/profile')).certificate === 'another', 'the new one')
    assert.equal((await slow).status, 200)
  })
})

test('the address of a client is what a trusted proxy says, and nobody else', async () => {
  const said = async (gateway, headers) => {
    const { address, forwarded } = (await gateway.request('/api/profile', { headers })).json()
    assert.equal(address, forwarded)
    return address
  }
  await withCopies(1, async (gateway) => {
    for (const headers of [{}, { 'X-Forwarded-For': '203.0.113.9' }, { 'X-Real-IP': '203.0.113.9' }])
      assert.equal(await said(gateway, headers), '127.0.0.1')
  })
  await withCopies(
    1,
    async (gateway) => {
      assert.equal(await said(gateway, {}), '127.0.0.1')
      assert.equal(await said(gateway, { 'X-Forwarded-For': '203.0.113.9' }), '203.0.113.9')
      assert.equal(await said(gateway, { 'X-Forwarded-For': '2001:db8::7' }), '2001:db8::7')
      // What the client made up stands before what the proxy saw.
      assert.equal(await said(gateway, { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9' }), '203.0.113.9')
      assert.equal(await said(gateway, { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9, 127.0.0.1' }), '203.0.113.9')
      for (const bad of ['localhost', 'unix:', '203.0.113.9"', '203.0.113.999', ''])
        assert.equal(await said(gateway, { 'X-Forwarded-For': bad }), '127.0.0.1', bad)
      assert.equal(await said(gateway, { 'X-Real-IP': '203.0.113.9', Forwarded: 'for=203.0.113.9' }), '127.0.0.1')
    },
    { trusted_proxies: '127.0.0.1 192.0.2.0/24' },
  )
})

test('an address and an account may ask so much, wherever the account comes from', async () => {
  const settings = {
    requests_per_second: 1,
    requests_burst: 20,
    account_requests_per_second: 1,
    account_requests_burst: 10,
    trusted_proxies: '127.0.0.1',
  }
  await withCopies(
    1,
    async (gateway) => {
      const ask = async (address, token) => {
        const headers = { 'X-Forwarded-For': address, ...(token ? { Authorization: `Bearer ${token}` } : {}) }
        return (await gateway.request('/api/profile', { headers })).status
      }
      let began
      const passed = async (count, address, token) => {
        began = Date.now()
        return (await many(count, (number) => ask(address(number), token))).filter((status) => status === 200).length
      }
      const token = (signature) => `e30.e30.${signature.padEnd(86, 'x')}`
      // One more for each second that it took.
      const near = (count, expected) =>
        assert.ok(count >= expected && count <= expected + 2 + (Date.now() - began) / 1000, `${count}, not about ${expected}`)
      near(await passed(40, () => '192.0.2.1'), 21)
      near(await passed(40, () => '192.0.2.2', token('a')), 11)
      near(await passed(40, (number) => `198.51.100.${number}`, token('b')), 11)
      // Others are not asked to wait for it.
      assert.equal(await ask('192.0.2.3', token('c')), 200)
      near(await passed(40, (number) => `2001:db8:1:2:${number.toString(16)}::1`), 21)
      assert.equal(await passed(10, (number) => `2001:db8:1:${3 + number}::1`), 10)
      // The ways to write an address of IPv6 shorter do not make two networks of one, nor one of two.
      near(await passed(40, (number) => `2001:db8::${number.toString(16)}:0:0:1`), 21)
      assert.equal(await passed(10, (number) => `2001:db8:0:${1 + number}::1`), 10)
      assert.equal(await passed(10, (number) => `2001:db8::${1 + number}:1:2:3:4`), 10)
    },
    settings,
  )
})

test('plain HTTP leads to HTTPS under our names, and answers what an authority asks', async () => {
  const webroot = mkdtempSync(join(tmpdir(), 'training zip webroot '))
  mkdirSync(join(webroot, '.well-known', 'acme-challenge'), { recursive: true })
  writeFileSync(join(webroot, '.well-known', 'acme-challenge', 'a_Token-1'), 'a_Token-1.print')
  writeFileSync(join(webroot, 'secret'), 'secret')
  const http_port = await freePort()
  try {
    await withCopies(
      1,
      async () => {
        const ask = async (path, host = 'training.example') => {
          const answer = await new Promise((resolve, reject) => {
            http
              .get({ host: '127.0.0.1', port: http_port, path, headers: { Host: host }, agent: false }, resolve)
              .on('error', reject)
          })
          return {
            status: answer.statusCode,
            location: answer.headers.location,
            text: Buffer.concat(await answer.toArray()).toString(),
          }
        }
        for (const host of ['training.example', 'www.training.example', 'not-ours.example']) {
          assert.equal((await ask('/.well-known/acme-challenge/a_Token-1', host)).text, 'a_Token-1.print', host)
        }
        for (const path of [
          '/.well-known/acme-challenge/other',
          '/.well-known/acme-challenge/../../secret',
          '/.well-known/acme-challenge/%2e%2e/secret',
          '/secret',
          '/.well-known/acme-challenge/',
        ]) {
          assert.notEqual((await ask(path)).text, 'secret', path)
          assert.notEqual((await ask(path)).status, 200, path)
        }
        const led = await ask('/trainings/1?x=%20y', 'training.example:8080')
        assert.deepEqual([led.status, led.location], [308, 'https://training.example:9443/trainings/1?x=%20y'])
        const evil = await ask('/', 'evil.example')
        assert.deepEqual([evil.status, evil.location, JSON.parse(evil.text).error], [421, undefined, '2017'])
      },
      { http_port, webroot, public_port: 9443 },
      { hosts: 'training.example www.training.example' },
    )
  } finally {
    rmSync(webroot, { recursive: true })
  }
})

test('bodies have limits by route', async () => {
  const upload = await named('upload').start()
  await withCopies(
    1,
    async (gateway) => {
      const sent = async (path, bytes) => (await gateway.request(path, { method: 'POST', body: Buffer.alloc(bytes) })).status
      for (const [path, limit] of /** @type {any[][]} */ ([
        ['/api/trainings', 1000],
        ['/api/auth/signin', 1000],
        ['/api/upload/trainings/7/retry', 1000],
        ['/api/thumbnail/7', 2000],
        ['/api/profile/7/image', 2000],
        ['/api/upload/trainings/7', 3000],
      ])) {
        assert.deepEqual([await sent(path, limit), await sent(path, limit + 1)], [200, 413], path)
      }
    },
    { upload: upload.address, body_limit_bytes: 1000, picture_limit_bytes: 2000, video_limit_bytes: 3000 },
  )
  await upload.stop()
})
