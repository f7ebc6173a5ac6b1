import { Clapperboard, Smartphone } from 'lucide-react'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { PracticeFailure } from './practice_view'

interface FailureNoticeProps {
  failure: PracticeFailure
  retry: () => void
  /** What else there is where it is the picture that failed. */
  usePhone: (() => void) | undefined
  watchRecording: (() => void) | undefined
}

const ofPhone: PracticeFailure[] = ['phone_lost', 'pairing_failed']

export function FailureNotice({ failure, retry, usePhone, watchRecording }: FailureNoticeProps) {
  const { words } = useLanguage()
  const { title, text } = words.practiceFailure[failure]
  const isOfCamera = failure.startsWith('camera_')
  return (
    <div className="cover" role="alert">
      <p className="cover-heading">{title}</p>
      <p>{navigator.onLine ? text : words.app.offline}</p>
      <button className="button button-primary" type="button" onClick={retry}>
        {words.app.retry}
      </button>
      {usePhone && isOfCamera && (
        <button className="button button-room" type="button" onClick={usePhone}>
          <Smartphone className="icon" aria-hidden="true" />
          {words.phoneCamera.use}
        </button>
      )}
      {watchRecording && (isOfCamera || ofPhone.includes(failure)) && (
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
