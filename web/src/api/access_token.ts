/** Who an access token speaks for. Read for display only: the servers check the signature. */
export interface TokenClaims {
  /** Opaque, as every id of a person. */
  userId: string
  nickName: string
  isAdmin: boolean
  /** Seconds between issue and expiry; independent of this machine's clock. */
  lifetimeSeconds: number
}

/** Throws when the text is not a JSON Web Token with the claims of the contract. */
export function readClaims(token: string): TokenClaims {
  const payload = token.split('.')[1] ?? ''
  const base64 = payload.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
  if (typeof claims.sub !== 'string') throw new Error('token without a user id')
  return {
    userId: claims.sub,
    nickName: typeof claims.nickName === 'string' ? claims.nickName : '',
    isAdmin: Array.isArray(claims.roles) && claims.roles.includes('ROLE_ADMIN'),
    lifetimeSeconds: Math.max(0, Number(claims.exp) - Number(claims.iat)) || 0,
  }
}
