import { useLanguage } from '../i18n/LanguageProvider'
import type { PracticeView } from './practice'
import type { PracticeEvent } from './practice_flow'

interface StageCoverProps {
  view: PracticeView
  send(event: PracticeEvent): void
}

/** What lies over the mirror before the practice runs: what is being prepared, where to stand, the countdown. */
export function StageCover({ view, send }: StageCoverProps) {
  const { words } = useLanguage()
  if (view.phase === 'preparing') {
    return (
      <div className="cover" role="status">
        <span className="loading-mark" aria-hidden="true" />
        <p>{view.step === 'camera' ? words.practice.openingCamera : words.practice.loadingModel}</p>
      </div>
    )
  }
  if (view.phase === 'positioning') return <Positioning view={view} send={send} />
  if (view.phase === 'countdown') {
    return (
      <div className="cover cover-clear" role="timer" aria-live="assertive">
        <p className="countdown" key={view.countdown}>
          {view.countdown > 0 ? view.countdown : ''}
        </p>
      </div>
    )
  }
  return null
}

function Positioning({ view, send }: StageCoverProps) {
  const { words } = useLanguage()
  const { practice } = words
  const message = view.reading?.message
  const advice =
    message === 'no_person' || message === 'get_in_frame' || message === 'come_closer'
      ? practice.message[message]
      : message
        ? practice.holdStill
        : practice.stepBack
  return (
    <div className="cover cover-clear">
      <svg className="cover-outline" viewBox="0 0 120 200" aria-hidden="true">
        <circle cx="60" cy="24" r="16" />
        <path d="M36 50h48l12 60M36 50 24 110M42 52l4 60-6 78M78 52l-4 60 6 78M60 118v0" />
      </svg>
      <div className="cover-words">
        <p className="cover-heading">{practice.getInFrame}</p>
        <p aria-live="polite">{advice}</p>
        <button className="button button-room" type="button" onClick={() => send({ type: 'startNow' })}>
          {practice.startNow}
        </button>
      </div>
    </div>
  )
}
