// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { AuthSession, AuthState } from '../api/auth_session'
import { readDraft, writeDraft } from '../ui/draft'
import { watchDrafts } from './drafts_of_person'

const hana = { id: '7', nickName: 'Hana', isAdmin: false }
const minu = { id: '8', nickName: 'Minu', isAdmin: false }

/** A page that goes through these states, after it was loaded. */
function load(...states: AuthState[]) {
  let state: AuthState = { status: 'unknown' }
  const subscribers: (() => void)[] = []
  const session = {
    current: () => state,
    subscribe: (subscriber: () => void) => subscribers.push(subscriber),
  }
  watchDrafts(session as unknown as AuthSession)
  for (const next of states) {
    state = next
    for (const subscriber of subscribers) subscriber()
  }
}

beforeEach(() => {
  sessionStorage.clear()
  load({ status: 'signedIn', user: hana })
  writeDraft('comment.1', { message: 'to be sent' })
})
const kept = () => readDraft('comment.1').message

it('keeps drafts over a reload and the end of a session', () => {
  load({ status: 'signedIn', user: hana })
  expect(kept()).toBe('to be sent')
  load({ status: 'signedOut' }, { status: 'signedIn', user: hana })
  expect(kept()).toBe('to be sent')
  // Not reached at first, then without a session.
  load({ status: 'signedOut' }, { status: 'signedOut' }, { status: 'signedIn', user: hana })
  expect(kept()).toBe('to be sent')
  load(
    { status: 'signedIn', user: hana },
    { status: 'expired', user: hana },
    { status: 'signedIn', user: hana },
  )
  expect(kept()).toBe('to be sent')
})

it('forgets them when the person signs out, or does not sign in again', () => {
  load({ status: 'signedIn', user: hana }, { status: 'signedOut' })
  expect(kept()).toBeUndefined()
  writeDraft('comment.1', { message: 'again' })
  load({ status: 'signedIn', user: hana }, { status: 'expired', user: hana }, { status: 'signedOut' })
  expect(kept()).toBeUndefined()
})

it('shows them to nobody else', () => {
  load({ status: 'signedIn', user: minu })
  expect(kept()).toBeUndefined()
  writeDraft('comment.1', { message: 'of Minu' })
  load({ status: 'signedOut' }, { status: 'signedIn', user: hana })
  expect(kept()).toBeUndefined()
})
