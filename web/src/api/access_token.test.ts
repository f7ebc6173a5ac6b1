import { expect, it } from 'vitest'
import { readClaims } from './access_token'

const part = (value: unknown) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const token = (claims: unknown) => `${part({ alg: 'ES256' })}.${part(claims)}.signature`

it('reads who a token speaks for', () => {
  const claims = { sub: '7', nickName: '하나?>', roles: ['ROLE_USER', 'ROLE_ADMIN'], iat: 1000, exp: 1600 }
  expect(readClaims(token(claims))).toEqual({
    userId: '7',
    nickName: '하나?>',
    isAdmin: true,
    lifetimeSeconds: 600,
  })
})

it('takes nothing for granted', () => {
  expect(readClaims(token({ sub: '7' }))).toEqual({
    userId: '7',
    nickName: '',
    isAdmin: false,
    lifetimeSeconds: 0,
  })
  for (const text of ['', 'abc', 'a.b.c', token({}), token({ sub: 7 })]) {
    expect(() => readClaims(text), text).toThrow()
  }
})
