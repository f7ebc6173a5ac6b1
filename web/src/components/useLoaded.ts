import { useCallback, useEffect, useState } from 'react'

export interface Loaded<Value> {
  value: Value | undefined
  error: unknown
  isLoading: boolean
  reload(): void
}

/**
 * Loads a value when the component appears and whenever `load` changes (wrap it in useCallback). The
 * former value stays on view while the next is under way. A load that is overtaken is aborted.
 */
export function useLoaded<Value>(load: (signal: AbortSignal) => Promise<Value>): Loaded<Value> {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ value?: Value; error?: unknown; isLoading: boolean }>({
    isLoading: true,
  })
  useEffect(() => {
    const aborter = new AbortController()
    setState((before) => ({ ...before, error: undefined, isLoading: true }))
    load(aborter.signal).then(
      (value) => !aborter.signal.aborted && setState({ value, isLoading: false }),
      (error: unknown) => !aborter.signal.aborted && setState({ error, isLoading: false }),
    )
    return () => aborter.abort()
  }, [load, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  return { value: state.value, error: state.error, isLoading: state.isLoading, reload }
}
