import { useQuery } from '@tanstack/react-query'
import { getProfile } from './profile'
import { useUser } from './useAuth'

/** The profile of who is signed in. */
export function useProfile() {
  const user = useUser()
  return useQuery({
    queryKey: ['profile', user?.id],
    queryFn: ({ signal }) => getProfile(signal),
    enabled: user !== undefined,
  })
}
