import { useQuery } from '@tanstack/react-query'
import { getDemo, type Demo } from './demo'

const makingMilliseconds = 3000

/** The demo training; followed while it is in the making. */
export function useDemo(): Demo | null {
  const { data } = useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => getDemo(signal),
    staleTime: 60_000,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.state === 'making' ? makingMilliseconds : false),
  })
  return data ?? null
}
