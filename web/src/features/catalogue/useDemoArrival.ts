import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useDemo } from '../../api/useDemo'

// The gateway keeps lists for 5 seconds (list_cache_seconds).
const listsKeptMilliseconds = 6000

/** Whether the demo training is in the making. Lists are read again when it has come. */
export function useDemoArrival(): boolean {
  const state = useDemo()?.state
  const queries = useQueryClient()
  const hasWaited = useRef(false)
  useEffect(() => {
    if (state === 'making') hasWaited.current = true
    if (state !== 'ready' || !hasWaited.current) return
    hasWaited.current = false
    const read = () => {
      void queries.invalidateQueries({ queryKey: ['trainings'] })
      void queries.invalidateQueries({ queryKey: ['favourite'] })
    }
    read()
    const again = setTimeout(read, listsKeptMilliseconds)
    return () => clearTimeout(again)
  }, [state, queries])
  return state === 'making'
}
