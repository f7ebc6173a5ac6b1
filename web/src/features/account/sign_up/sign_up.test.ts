import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { ApiError, errorFromBody } from '../../../api/errors'
import { readChallenge, type Challenge, type WorkProof } from '../../../api/challenge'
import { solvePuzzle } from './puzzle'
import { signUp } from './sign_up'

const form = { id: 'hana', password: 'a long one', nickName: 'Hana', email: 'hana@example.org' }
const challenge: Challenge = { token: 't', seed: 'seed', puzzles: 2, bits: 4 }
const proof: WorkProof = { token: 't', nonces: [1, 2] }
const asked = () => new ApiError(429, '0009', 'wait', [], '', challenge)

it('finds the first number whose hash begins with so many zero bits', () => {
  const zeros = (nonce: number) => {
    const bits = [...createHash('sha256').update(`seed.3.${nonce}`).digest()].map((byte) =>
      byte.toString(2).padStart(8, '0'),
    )
    return /^0*/.exec(bits.join(''))![0].length
  }
  const nonce = solvePuzzle('seed', 3, 9)
  expect(zeros(nonce)).toBeGreaterThanOrEqual(9)
  for (let before = 0; before < nonce; ++before) expect(zeros(before)).toBeLessThan(9)
  expect(solvePuzzle('seed', 0, 0)).toBe(0)
})

it('reads the challenge of an answer, and no nonsense', () => {
  const body = { error: '0009', message: 'wait', challenge: { ...challenge, expiresDate: 'x' } }
  expect(errorFromBody(429, JSON.stringify(body)).challenge).toEqual(challenge)
  expect(errorFromBody(429, '{"error":"0009"}').challenge).toBeUndefined()
  for (const bad of [
    null,
    7,
    {},
    { ...challenge, bits: 99 },
    { ...challenge, puzzles: 1e9 },
    { ...challenge, bits: 1.5 },
    { ...challenge, seed: 1 },
  ]) {
    expect(readChallenge(bad)).toBeUndefined()
  }
})

it('sends the form again with the work that was asked for', async () => {
  const sent: (WorkProof | undefined)[] = []
  const send = async (_: unknown, work?: WorkProof) => {
    sent.push(work)
    if (sent.length < 3) throw asked()
  }
  const told: number[] = []
  const solve = async (_: Challenge, progress: (done: number) => void) => {
    progress(0.5)
    return proof
  }
  await signUp(form, (done) => told.push(done), new AbortController().signal, { send, solve })
  expect(sent).toEqual([undefined, proof, proof])
  expect(told).toEqual([0.5, 0.5])
})

it('gives up after some challenges, and at any other refusal', async () => {
  let sent = 0
  const solve = async () => proof
  const refuse = (error: unknown) => async () => {
    ++sent
    throw error
  }
  const { signal } = new AbortController()
  await expect(signUp(form, () => {}, signal, { send: refuse(asked()), solve })).rejects.toMatchObject({
    status: 429,
  })
  expect(sent).toBe(4)
  sent = 0
  await expect(
    signUp(form, () => {}, signal, { send: refuse(new ApiError(409, '0001', 'taken')), solve }),
  ).rejects.toMatchObject({ code: '0001' })
  expect(sent).toBe(1)
})
