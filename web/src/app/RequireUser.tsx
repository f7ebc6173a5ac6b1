import { Navigate, Outlet, useLocation } from 'react-router'
import { useAuth } from '../api/useAuth'
import { Loading } from '../ui/Loading'

/** Pages for members: others sign in first and come back. */
export function RequireUser() {
  const state = useAuth()
  const { pathname, search } = useLocation()
  if (state.status === 'unknown') return <Loading />
  if (state.status === 'signedOut')
    return <Navigate to="/sign-in" replace state={{ from: pathname + search }} />
  return <Outlet />
}
