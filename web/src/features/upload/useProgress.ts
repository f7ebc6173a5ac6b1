import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getProgress, type Progress } from './progress'

const intervalMilliseconds = 1000

export interface Following {
  progress: Progress | undefined
  /** The last question had no good answer; it is asked again all the same. */
  error: unknown
}

const isOver = (progress: Progress | undefined) => progress?.state === 'READY' || progress?.state === 'FAILED'

/** Asks once a second how far the processing is, while `isOn`; starts anew when `round` changes. */
export function useProgress(trainingId: number, isOn: boolean, round: number): Following {
  const { data, error } = useQuery({
    queryKey: ['progress', trainingId, round],
    queryFn: ({ signal }) => getProgress(trainingId, signal),
    enabled: isOn,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => !isOver(state.data) && intervalMilliseconds,
    refetchIntervalInBackground: true,
  })
  return { progress: data, error: error ?? undefined }
}
