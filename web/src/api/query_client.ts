import { QueryClient } from '@tanstack/react-query'

/**
 * What pages have loaded, as long as a component shows it. Nothing is asked for again by itself: neither after a refusal,
 * which says itself what may be done, nor when the window is looked at again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      gcTime: 0,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
})
