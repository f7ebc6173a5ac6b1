import { useCallback } from 'react'
import { useLoaded } from '../components/useLoaded'
import { useLanguage } from '../i18n/LanguageProvider'
import { NoticeList } from './NoticeList'
import { getProgress } from './progress'

/** The notices of a training's newest upload, for its owner; nothing while they are not known. */
export function VideoNotices({ trainingId }: { trainingId: number }) {
  const { language } = useLanguage()
  // The sentences come from the server, so another language means another question.
  return <LoadedNotices key={language} trainingId={trainingId} />
}

function LoadedNotices({ trainingId }: { trainingId: number }) {
  const load = useCallback((signal: AbortSignal) => getProgress(trainingId, signal), [trainingId])
  const { value: progress } = useLoaded(load)
  return progress ? <NoticeList notices={progress.notices} /> : null
}
