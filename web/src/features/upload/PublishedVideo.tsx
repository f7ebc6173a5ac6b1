import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Problem } from '../../ui/Problem'
import { useLanguage } from '../../i18n/LanguageProvider'
import { NoticeList } from './NoticeList'
import { Preparation } from './Preparation'
import { getProgress, makeAgain } from './progress'
import { TrainerChoice } from './TrainerChoice'

interface PublishedVideoProps {
  trainingId: number
  videoUrl: string
  /** Something newer has been published. */
  whenReady: () => void
}

/**
 * For the owner of a training that is ready: the notices of its newest upload, how far that is while it takes the
 * place of what is published, and the way to make it again. Nothing while it is not known.
 */
export function PublishedVideo({ trainingId, videoUrl, whenReady }: PublishedVideoProps) {
  // The sentences come from the server, so another language means another question.
  const { language } = useLanguage()
  const { data: progress, refetch } = useQuery({
    queryKey: ['newest upload', trainingId, language],
    queryFn: ({ signal }) => getProgress(trainingId, signal),
  })
  const published = useCallback(() => {
    void refetch()
    whenReady()
  }, [refetch, whenReady])
  if (!progress) return null
  const { state, notices, reprocessable } = progress
  if (state === 'QUEUED' || state === 'PROCESSING' || state === 'FAILED') {
    return <Preparation trainingId={trainingId} whenReady={published} />
  }
  return (
    <>
      <NoticeList heading="h2" notices={notices} />
      {reprocessable && <MakeAgain trainingId={trainingId} begun={() => void refetch()} />}
      <TrainerChoice trainingId={trainingId} videoUrl={videoUrl} begun={() => void refetch()} />
    </>
  )
}

function MakeAgain({ trainingId, begun }: { trainingId: number; begun: () => void }) {
  const { words } = useLanguage()
  const [error, setError] = useState<unknown>()
  const [isAsking, setAsking] = useState(false)
  const ask = async () => {
    setError(undefined)
    setAsking(true)
    await makeAgain(trainingId).then(begun, setError)
    setAsking(false)
  }
  return (
    <div>
      {error !== undefined && <Problem error={error} />}
      <button className="button button-quiet" type="button" disabled={isAsking} onClick={() => void ask()}>
        {words.networks.remakeThis}
      </button>
    </div>
  )
}
