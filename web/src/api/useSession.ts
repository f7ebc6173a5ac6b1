import { useSyncExternalStore } from 'react'
import { session, type SessionState, type User } from './session'

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.current)
}

/** The signed-in person; undefined while unknown and when signed out. */
export function useUser(): User | undefined {
  const state = useSession()
  return state.status === 'signedIn' ? state.user : undefined
}
