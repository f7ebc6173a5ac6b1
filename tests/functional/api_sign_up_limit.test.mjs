// How many accounts one place may make, and how often it may ask which names are taken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, withApiFixture } from './api_fixture.mjs'
import { solve } from './proof_of_work.mjs'

const limits = {
  sign_up_free_per_address: 2,
  sign_up_free_per_network: 4,
  sign_up_work_bits: 8,
  sign_up_work_doubles_after: 2,
  sign_up_work_bits_at_most: 10,
}
let count = 0
const form = (changes) => ({
  id: `member-${++count}`,
  password,
  nickName: `member ${count}`,
  email: 'member@example.org',
  ...changes,
})
const from = (address) => ({ 'X-Real-IP': address })

/** {signUp(address, changes), refused(address, changes): its answer} */
function of(fixture) {
  const signUp = (address, changes) => fixture.call('POST', '/auth/signup', { json: form(changes), headers: from(address) })
  return {
    signUp,
    async made(address, changes) {
      const answer = await signUp(address, changes)
      assert.equal(answer.status, 200, answer.bytes.toString())
    },
    async refused(address, changes) {
      const answer = await signUp(address, changes)
      assert.deepEqual([answer.status, answer.json.error], [429, '0009'])
      const wait = Number(answer.headers.get('retry-after'))
      assert.ok(wait > 3000 && wait <= 3600, `Retry-After ${wait}`)
      return answer.json.challenge
    },
  }
}

test('beyond some accounts from an address or a network, each takes work', () =>
  withApiFixture(limits, async (fixture) => {
    const { made, refused, signUp } = of(fixture)
    await made('203.0.113.1')
    await made('203.0.113.1')
    const challenge = await refused('203.0.113.1')
    assert.deepEqual([challenge.puzzles, challenge.bits], [16, 4])
    const proof = solve(challenge)

    for (const bad of [
      null,
      {},
      'x',
      { ...proof, more: 1 },
      { token: proof.token },
      { ...proof, nonces: [1] },
      { ...proof, token: 'a b' },
      { ...proof, nonces: proof.nonces.map(() => -1) },
      { ...proof, nonces: proof.nonces.map(() => 0.5) },
    ]) {
      await fixture.expect(400, '2001', 'POST', '/auth/signup', { json: form({ proof: bad }), headers: from('203.0.113.1') })
    }
    const [seed, bits, ...rest] = proof.token.split('.')
    // The first that solves a puzzle was found, so the one before does not.
    const changed = proof.nonces.findIndex((nonce) => nonce > 0)
    const unsolved = proof.nonces.map((nonce, puzzle) => (puzzle === changed ? nonce - 1 : nonce))
    for (const bad of [
      { ...proof, token: [seed, Number(bits) - 1, ...rest].join('.') },
      { ...proof, token: 'x' },
      { ...proof, nonces: unsolved },
    ]) {
      await refused('203.0.113.1', { proof: bad })
    }
    const taken = await signUp('203.0.113.1', { id: 'member-1', proof })
    assert.equal(taken.status, 409, 'a taken name needs no work, and uses none up')
    await made('203.0.113.1', { proof })
    await refused('203.0.113.1', { proof })

    await made('203.0.113.2')
    const ofNeighbour = await refused('203.0.113.3')
    await made('198.51.100.1')
    await made('198.51.100.1')
    await refused('198.51.100.1', { proof: solve(ofNeighbour) })
    await made('203.0.113.4', { proof: solve(ofNeighbour) })

    for (let i = 1; i <= 4; ++i) await made(`2001:db8:7:${i}::1`)
    await refused('2001:db8:7:5::1')
    await made('2001:db8:8:1::1')
    const kept = JSON.stringify(fixture.sql('SELECT address, network, challenge FROM recent_sign_ups'))
    assert.doesNotMatch(kept, /203\.0|198\.51|2001:db8/)
  }))

test('the work grows with the accounts, up to a limit, and is known after a restart', () =>
  withApiFixture(limits, async (fixture) => {
    const { made, refused } = of(fixture)
    const bits = []
    for (let i = 0; i < 9; ++i) {
      const challenge = i < 2 ? undefined : await refused('203.0.113.1')
      if (challenge) bits.push(challenge.bits)
      await made('203.0.113.1', challenge && { proof: solve(challenge) })
    }
    assert.deepEqual(bits, [4, 4, 5, 5, 6, 6, 6])
    await fixture.server.stop()
    await fixture.start()
    assert.equal((await refused('203.0.113.1')).bits, 6)
    fixture.sql('UPDATE recent_sign_ups SET created_at = created_at - 3600000')
    await made('203.0.113.1')
  }))

test('of many at once no more are free than one after another', () =>
  withApiFixture(limits, async (fixture) => {
    const { signUp } = of(fixture)
    const answers = await Promise.all(Array.from({ length: 12 }, () => signUp('203.0.113.1')))
    const made = answers.filter(({ status }) => status === 200)
    assert.ok(answers.every(({ status }) => [200, 429, 503].includes(status)))
    assert.ok(made.length <= 2, `${made.length} made`)
    assert.equal(fixture.sql('SELECT COUNT(*) FROM users')[0][0], made.length)
  }))

test('who asks which names are taken is slowed down, however they ask', () =>
  withApiFixture({ name_checks_per_minute: 4 }, async (fixture) => {
    const user = await fixture.user('somebody', 'somebody')
    const ask = (address, method, path, json) =>
      fixture.call(method, path, { user: json?.id ? undefined : user, json, headers: from(address) })
    const ways = [
      ['GET', '/auth/checkid/free'],
      ['GET', '/auth/checkNickName/free'],
      ['POST', '/auth/signup', { ...form(), id: 'somebody' }],
      ['PUT', '/profile', { nickName: 'somebody' }],
    ]
    const answers = []
    for (const way of ways) answers.push((await ask('203.0.113.1', ...way)).status)
    assert.deepEqual(answers, [200, 200, 409, 200])
    for (const way of ways) {
      const { status, json, headers } = await ask('203.0.113.1', ...way)
      assert.deepEqual([status, json.error], [429, '0009'], way.join(' '))
      assert.ok(Number(headers.get('retry-after')) >= 1)
    }
    assert.equal((await ask('203.0.113.2', ...ways[0])).status, 200)
  }))
