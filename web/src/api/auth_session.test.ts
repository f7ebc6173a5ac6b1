import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from './errors'
import { AuthSession } from './auth_session'

const part = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('=', '')
const tokenOf = (mark: string) =>
  `${part({})}.${part({ sub: '7', nickName: mark, iat: 0, exp: 600 })}.${mark}`

type Answerer = (path: string, authorization: string | null) => Response | Promise<Response>
let answer: Answerer
let asked: string[]

const refusal = (status: number, error: string) =>
  new Response(JSON.stringify({ error, message: 'no' }), { status })
const token = (mark: string) => new Response(JSON.stringify({ accessToken: tokenOf(mark) }))

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('fetch', async (path: string, { headers }: { headers: Headers }) => {
    asked.push(path)
    return answer(path, headers.get('Authorization'))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks no server when nobody has signed in here before', async () => {
  const auth = new AuthSession()
  await auth.restore()
  expect(auth.current()).toEqual({ status: 'signedOut' })
  expect(asked).toEqual([])
})

it('signs in, keeps the token to itself and renews it before it expires', async () => {
  answer = (path) => token(path.endsWith('refresh') ? 'second' : 'first')
  const auth = new AuthSession()
  await auth.signIn('hana', 'secret')
  expect(auth.current()).toMatchObject({ status: 'signedIn', user: { id: '7', nickName: 'first' } })
  expect(JSON.stringify([localStorage.getItem('trainingzip.session')])).not.toContain(tokenOf('first'))
  await vi.advanceTimersByTimeAsync(539_000)
  expect(asked).toEqual(['/api/auth/signin'])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toEqual(['/api/auth/signin', '/api/auth/refresh'])
  expect(auth.accessToken()).toBe(tokenOf('second'))
})

it('renews an expired token once for all calls that met it, and repeats them', async () => {
  answer = (path, authorization) => {
    if (path.endsWith('signin')) return token('old')
    if (path.endsWith('refresh')) return token('new')
    return authorization?.endsWith('new') ? new Response('{"fine":true}') : refusal(401, '0006')
  }
  const auth = new AuthSession()
  await auth.signIn('hana', 'secret')
  const answers = await Promise.all([auth.call('/api/a'), auth.call('/api/b')])
  expect(answers.map(({ body }) => body)).toEqual([{ fine: true }, { fine: true }])
  expect(asked.filter((path) => path.endsWith('refresh'))).toHaveLength(1)
})

it('asks to sign in again when the server has ended the session', async () => {
  answer = (path) => (path.endsWith('signin') ? token('old') : refusal(401, '0008'))
  const auth = new AuthSession()
  const announced: string[] = []
  auth.subscribe(() => announced.push(auth.current().status))
  await auth.signIn('hana', 'secret')
  await expect(auth.call('/api/a')).rejects.toBeInstanceOf(ApiError)
  expect(auth.current()).toMatchObject({ status: 'expired', user: { nickName: 'old' } })
  auth.stayOut()
  expect(auth.current()).toEqual({ status: 'signedOut' })
  expect(announced).toEqual(['signedIn', 'expired', 'signedOut'])
})

it('stays signed in while the server cannot be reached', async () => {
  answer = (path) => {
    if (path.endsWith('signin')) return token('old')
    throw new TypeError('Failed to fetch')
  }
  const auth = new AuthSession()
  await auth.signIn('hana', 'secret')
  expect(await auth.refresh()).toBe(false)
  await expect(auth.call('/api/a')).rejects.toBeInstanceOf(NetworkError)
  expect(auth.current()).toMatchObject({ status: 'signedIn' })
})

it('forgets the session at once when the person signs out, whatever the server says', async () => {
  answer = (path) => (path.endsWith('signin') ? token('old') : refusal(503, '2008'))
  const auth = new AuthSession()
  await auth.signIn('hana', 'secret')
  const leaving = auth.signOut()
  expect(auth.current()).toEqual({ status: 'signedOut' })
  await leaving
  expect(auth.accessToken()).toBeUndefined()
})
