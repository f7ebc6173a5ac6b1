import { useCallback, useState } from 'react'
import { Problem } from '../components/Problem'
import { useLoaded } from '../components/useLoaded'
import { useLanguage } from '../i18n/LanguageProvider'
import { NoticeList } from './NoticeList'
import { Preparation } from './Preparation'
import { getProgress, makeAgain } from './progress'

interface PublishedVideoProps {
  trainingId: number
  /** Something newer has been published. */
  whenReady(): void
}

/**
 * For the owner of a training that is ready: the notices of its newest upload, how far that is while it takes the
 * place of what is published, and the way to make it again. Nothing while it is not known.
 */
export function PublishedVideo(props: PublishedVideoProps) {
  const { language } = useLanguage()
  // The sentences come from the server, so another language means another question.
  return <LoadedVideo key={language} {...props} />
}

function LoadedVideo({ trainingId, whenReady }: PublishedVideoProps) {
  const load = useCallback((signal: AbortSignal) => getProgress(trainingId, signal), [trainingId])
  const { value: progress, reload } = useLoaded(load)
  const published = useCallback(() => {
    reload()
    whenReady()
  }, [reload, whenReady])
  if (!progress) return null
  const { state, notices, reprocessable } = progress
  if (state === 'QUEUED' || state === 'PROCESSING' || state === 'FAILED') {
    return <Preparation trainingId={trainingId} whenReady={published} />
  }
  return (
    <>
      <NoticeList heading="h2" notices={notices} />
      {reprocessable && <MakeAgain trainingId={trainingId} begun={reload} />}
    </>
  )
}

function MakeAgain({ trainingId, begun }: { trainingId: number; begun(): void }) {
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
