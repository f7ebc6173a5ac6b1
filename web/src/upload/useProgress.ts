import { useEffect, useState } from 'react'
import { getProgress, type Progress } from './progress'

const intervalMilliseconds = 1000

export interface Following {
  progress: Progress | undefined
  /** The last question had no good answer; it is asked again all the same. */
  error: unknown
}

/** Asks once a second how far the processing is, while `isOn`; starts anew when `round` changes. */
export function useProgress(trainingId: number, isOn: boolean, round: number): Following {
  const [following, setFollowing] = useState<Following>({ progress: undefined, error: undefined })
  useEffect(() => {
    if (!isOn) return
    const aborter = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      let isOver = false
      try {
        const progress = await getProgress(trainingId, aborter.signal)
        if (aborter.signal.aborted) return
        isOver = progress.state === 'READY' || progress.state === 'FAILED'
        setFollowing({ progress, error: undefined })
      } catch (error) {
        if (aborter.signal.aborted) return
        setFollowing((before) => ({ ...before, error }))
      }
      if (!isOver) timer = setTimeout(() => void ask(), intervalMilliseconds)
    }
    void ask()
    return () => {
      aborter.abort()
      clearTimeout(timer)
    }
  }, [trainingId, isOn, round])
  return following
}
