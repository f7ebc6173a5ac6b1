import { useSyncExternalStore } from 'react'
import { auth, type AuthState, type User } from './auth_session'

export function useAuth(): AuthState {
  return useSyncExternalStore(auth.subscribe, auth.current)
}

/** The signed-in person, also while they are asked to sign in again; undefined while unknown and when signed out. */
export function useUser(): User | undefined {
  const state = useAuth()
  return state.status === 'signedIn' || state.status === 'expired' ? state.user : undefined
}
