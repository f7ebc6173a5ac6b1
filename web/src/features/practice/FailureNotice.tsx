import { Clapperboard } from 'lucide-react'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { PracticeFailure } from './practice'

interface FailureNoticeProps {
  failure: PracticeFailure
  retry: () => void
  /** What else there is where it is the camera that failed. */
  watchRecording: (() => void) | undefined
}

export function FailureNotice({ failure, retry, watchRecording }: FailureNoticeProps) {
  const { words } = useLanguage()
  const { title, text } = words.practiceFailure[failure]
  return (
    <div className="cover" role="alert">
      <p className="cover-heading">{title}</p>
      <p>{navigator.onLine ? text : words.app.offline}</p>
      <button className="button button-primary" type="button" onClick={retry}>
        {words.app.retry}
      </button>
      {watchRecording && failure.startsWith('camera_') && (
        <>
          <button className="button button-room" type="button" onClick={watchRecording}>
            <Clapperboard className="icon" aria-hidden="true" />
            {words.firstSteps.recording.open}
          </button>
          <p className="cover-note">{words.firstSteps.recording.text}</p>
        </>
      )}
    </div>
  )
}
