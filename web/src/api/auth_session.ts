import type { GenericSchema, InferOutput } from 'valibot'
import type { WorkProof } from './challenge'
import { readClaims } from './access_token'
import { checked } from './checked'
import * as contract from './generated'
import { ApiError } from './errors'
import { send, type Answer, type RequestOptions } from './http'

export interface User {
  id: string
  nickName: string
  isAdmin: boolean
}

/**
 * 'unknown' until the first refresh has told whether the cookie still holds a session; 'expired' when the server has
 * ended it while the person was at work, until they sign in again or say that they will not.
 */
export type AuthState =
  | { status: 'unknown' }
  | { status: 'signedOut' }
  | { status: 'signedIn'; user: User }
  | { status: 'expired'; user: User }

export interface SignUpForm {
  id: string
  password: string
  nickName: string
  email: string
}

// Says only that a refresh cookie may exist, so that visitors who never signed in cause no request.
const hintKey = 'trainingzip.session'
const refreshAheadSeconds = 60

/**
 * The person's session. The access token lives in this object only; the refresh token is in a cookie
 * that scripts cannot read. Changes are announced to subscribers.
 */
export class AuthSession {
  private state: AuthState = { status: 'unknown' }
  private token: string | undefined
  private refreshing: Promise<boolean> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly subscribers = new Set<() => void>()

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.subscribers.add(subscriber)
    return () => this.subscribers.delete(subscriber)
  }

  readonly current = (): AuthState => this.state

  /** The access token of this moment, for requests that are not made through call(). */
  accessToken(): string | undefined {
    return this.token
  }

  /** Finds out whether the cookie still holds a session. */
  async restore(): Promise<void> {
    if (this.state.status !== 'unknown') return
    if (!readHint()) this.become({ status: 'signedOut' })
    else await this.refresh()
  }

  async signIn(id: string, password: string): Promise<void> {
    this.accept(await send('/api/auth/signin', { method: 'POST', body: { id, password } }))
  }

  /** proof: of the work that the server has asked for. */
  async signUp(form: SignUpForm, proof?: WorkProof): Promise<void> {
    this.accept(
      await send('/api/auth/signup', { method: 'POST', body: { ...form, ...(proof && { proof }) } }),
    )
  }

  /** Forgets the session here at once, and asks the server to end it. */
  async signOut(): Promise<void> {
    const token = this.token
    this.end()
    await send('/api/auth/signout', { method: 'POST', body: {}, token }).catch(() => undefined)
  }

  /** The person does not sign in again after their session has expired. */
  stayOut(): void {
    if (this.state.status === 'expired') this.end()
  }

  /** Ends every session of the person, on all devices. */
  async signOutEverywhere(): Promise<void> {
    await this.call('/api/auth/signout/all', { method: 'POST', body: {} })
    this.end()
  }

  /** The other sessions end, this one goes on with new tokens. */
  async changePassword(password: string, newPassword: string): Promise<void> {
    this.accept(await this.call('/api/auth/password', { method: 'PUT', body: { password, newPassword } }))
  }

  async deleteAccount(password: string): Promise<void> {
    await this.call('/api/auth/account', { method: 'DELETE', body: { password } })
    this.end()
  }

  /** A request with the access token, renewed once when the server finds it expired. */
  async call(path: string, options: Omit<RequestOptions, 'token'> = {}): Promise<Answer> {
    if (this.state.status === 'unknown') await this.restore()
    try {
      return await send(path, { ...options, token: this.token })
    } catch (error) {
      const expired = error instanceof ApiError && error.status === 401 && this.token !== undefined
      if (!expired || !(await this.refresh())) throw error
      return send(path, { ...options, token: this.token })
    }
  }

  /** The body of the answer to such a request, which is as the schema says. Throws UnexpectedAnswer as well. */
  async read<Schema extends GenericSchema>(
    schema: Schema,
    path: string,
    options: Omit<RequestOptions, 'token' | 'binary'> = {},
  ): Promise<InferOutput<Schema>> {
    const { body } = await this.call(path, options)
    return checked(schema, body, path)
  }

  /**
   * Gets the next access token by the cookie. False when the session has ended. One request serves all
   * who ask at the same time. A server that cannot be reached ends nothing: it is asked again later.
   */
  refresh(): Promise<boolean> {
    this.refreshing ??= this.askForToken().finally(() => {
      this.refreshing = undefined
    })
    return this.refreshing
  }

  private async askForToken(): Promise<boolean> {
    try {
      this.accept(await send('/api/auth/refresh', { method: 'POST', body: {} }))
      return true
    } catch (error) {
      const ended =
        error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429
      if (ended) this.expire()
      else {
        if (this.state.status === 'unknown') this.become({ status: 'signedOut' })
        this.schedule(15)
      }
      return false
    }
  }

  private accept(answer: Answer): void {
    const { accessToken: token } = checked(contract.NextTokens, answer.body, 'tokens')
    const claims = readClaims(token)
    this.token = token
    writeHint(true)
    this.schedule(Math.max(5, claims.lifetimeSeconds - refreshAheadSeconds))
    this.become({
      status: 'signedIn',
      user: { id: claims.userId, nickName: claims.nickName, isAdmin: claims.isAdmin },
    })
  }

  private expire(): void {
    const { state } = this
    const wasHere = state.status === 'signedIn' || state.status === 'expired'
    this.end(wasHere ? { status: 'expired', user: state.user } : undefined)
  }

  private end(state: AuthState = { status: 'signedOut' }): void {
    this.token = undefined
    clearTimeout(this.timer)
    writeHint(false)
    this.become(state)
  }

  private schedule(seconds: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.refresh(), seconds * 1000)
  }

  private become(state: AuthState): void {
    this.state = state
    for (const subscriber of this.subscribers) subscriber()
  }
}

export const auth = new AuthSession()

function readHint(): boolean {
  try {
    return localStorage.getItem(hintKey) !== null
  } catch {
    return true
  }
}

function writeHint(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(hintKey, '1')
    else localStorage.removeItem(hintKey)
  } catch {
    // Without storage every visit asks the server, which is slower and still right.
  }
}
