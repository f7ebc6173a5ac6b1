// Access tokens that no server may take (RFC 8725), some of them signed with the server's own key.
import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'

/** Claims or header of a token, without a check. */
export const tokenPart = (token, part) => JSON.parse(Buffer.from(token.split('.')[part], 'base64url').toString())

const encode = (object) => Buffer.from(JSON.stringify(object)).toString('base64url')

/** A token signed with ES256, whatever its header says. */
export function signedToken(
  privateKey,
  header,
  claims,
  /** @type {import('node:crypto').DSAEncoding} */ dsaEncoding = 'ieee-p1363',
) {
  const text = `${encode(header)}.${encode(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding }).toString('base64url')}`
}

/**
 * Values of the header Authorization by what is wrong with them, each with the error that it is answered with.
 * good: a token that is taken; privateKey: the one that signed it.
 */
export function forgedTokens(good, refreshToken, privateKey) {
  const [header, claims, signature] = good.split('.')
  const [ownHeader, ownClaims] = [tokenPart(good, 0), tokenPart(good, 1)]
  const withHeader = (changes) => encode({ ...ownHeader, ...changes })
  const withClaims = (changes) => encode({ ...ownClaims, ...changes })
  const hmac = (secret) => {
    const text = `${withHeader({ alg: 'HS256' })}.${claims}`
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
  const ours = (headerChanges, claimChanges) =>
    signedToken(privateKey, { ...ownHeader, ...headerChanges }, { ...ownClaims, ...claimChanges })
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const theirs = (headerChanges) => signedToken(stranger.privateKey, { ...ownHeader, ...headerChanges }, ownClaims)
  const publicKey = createPublicKey(privateKey)
  const now = Math.floor(Date.now() / 1000)
  const tokens = {
    'no token at all': ['nonsense', '0004'],
    'two parts': [`${header}.${claims}`, '0004'],
    'four parts': [`${good}.`, '0004'],
    'too long': [`${header}.${'A'.repeat(8000)}.${signature}`, '0004'],
    'alg none': [`${withHeader({ alg: 'none' })}.${claims}.`, '0003'],
    'no signature': [`${header}.${claims}.`, '0003'],
    'a signature with one letter more': [`${good}A`, '0003'],
    'a signature with one letter less': [good.slice(0, -1), '0003'],
    'a signature with other last bits': [good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A'), '0003'],
    'a signature in other letters': [`${good}=`, '0004'],
    'a signature of zeros': [`${header}.${claims}.${Buffer.alloc(64).toString('base64url')}`, '0003'],
    'HS256 with the public key as PEM': [hmac(publicKey.export({ type: 'spki', format: 'pem' })), '0003'],
    'HS256 with the public key as JWK': [hmac(JSON.stringify(publicKey.export({ format: 'jwk' }))), '0003'],
    'HS256 with no secret': [hmac(''), '0003'],
    'alg in lower case': [ours({ alg: 'es256' }), '0003'],
    'a signature in DER': [signedToken(privateKey, ownHeader, ownClaims, 'der'), '0003'],
    'claims of another user': [`${header}.${withClaims({ sub: '424242' })}.${signature}`, '0003'],
    'a key of somebody else': [theirs({}), '0003'],
    'a key that it brings along': [theirs({ jwk: stranger.publicKey.export({ format: 'jwk' }) }), '0003'],
    'a key from elsewhere': [theirs({ jku: 'https://example.org/jwks.json', kid: 'theirs' }), '0003'],
    'a key in a file': [ours({ kid: '../../etc/passwd' }), '0003'],
    'no key named': [ours({ kid: undefined }), '0003'],
    'a list of keys': [ours({ kid: [ownHeader.kid] }), '0004'],
    'a critical extension': [ours({ crit: ['exp'] }), '0004'],
    'no type': [ours({ typ: undefined }), '0005'],
    'the type of any token': [ours({ typ: 'JWT' }), '0005'],
    'the type of a media ticket': [ours({ typ: 'media+jwt' }), '0005'],
    'the type of a refresh token': [ours({ typ: 'rt+jwt' }), '0005'],
    'a refresh token': [refreshToken, '0005'],
    'another issuer': [ours({}, { iss: 'elsewhere' }), '0005'],
    'another audience': [ours({}, { aud: 'elsewhere' }), '0005'],
    'the audience of refresh tokens': [ours({}, { aud: 'trainingzip/refresh' }), '0005'],
    'no audience': [ours({}, { aud: undefined }), '0004'],
    'expired a moment ago': [ours({}, { exp: now }), '0006'],
    'not valid yet': [ours({}, { nbf: now + 60 }), '0006'],
    'no end': [ours({}, { exp: undefined }), '0004'],
    'an end in words': [ours({}, { exp: String(ownClaims.exp) }), '0004'],
    'an end with a fraction': [ours({}, { exp: ownClaims.exp + 0.5 }), '0004'],
    'an end beyond all time': [ours({}, { exp: 1e300 }), '0004'],
    'no user': [ours({}, { sub: undefined }), '0004'],
    'a user in another form': [ours({}, { sub: `0x${ownClaims.sub}` }), '0004'],
    'no role': [ours({}, { roles: [] }), '0005'],
    'a role that is no list': [ours({}, { roles: 'ROLE_USER' }), '0004'],
  }
  const bearers = Object.entries(tokens).map(([what, [token, error]]) => [what, [`Bearer ${token}`, error]])
  return { nothing: [undefined, '0005'], 'another scheme': ['Basic YTpi', '0005'], ...Object.fromEntries(bearers) }
}
