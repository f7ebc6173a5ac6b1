import { useLanguage } from '../../i18n/LanguageProvider'
import { FilesProgress } from './FilesProgress'
import type { PracticeView } from './practice'
import type { PracticeEvent } from './practice_flow'

interface StageCoverProps {
  view: PracticeView
  send: (event: PracticeEvent) => void
}

/** What lies over the mirror before the practice runs: what is being prepared, where to stand, the countdown. */
export function StageCover({ view, send }: StageCoverProps) {
  if (view.phase === 'preparing') return <Preparing view={view} />
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

function Preparing({ view: { step, files } }: { view: PracticeView }) {
  const { words } = useLanguage()
  const { practice } = words
  const sentence = { files: practice.loadingFiles, camera: practice.openingCamera, model: practice.loadingModel }
  return (
    <div className="cover">
      {step !== 'files' && <span className="loading-mark" aria-hidden="true" />}
      <p role="status">{sentence[step]}</p>
      {step === 'files' && (
        <>
          <FilesProgress files={files} />
          <p className="cover-note">{practice.loadingKept}</p>
        </>
      )}
    </div>
  )
}

function Positioning({ view, send }: StageCoverProps) {
  const { words } = useLanguage()
  const { practice } = words
  const advice = view.reading?.advice
  const sentence =
    advice === 'no_person' || advice === 'get_in_frame' || advice === 'come_closer'
      ? practice.advice[advice]
      : advice
        ? practice.holdStill
        : practice.stepBack
  return (
    <div className="cover cover-clear">
      <svg className="cover-outline" viewBox="0 0 120 200" aria-hidden="true">
        <circle cx="60" cy="22" r="16" />
        <path d="M60 44c-14 0-24 4-26 14l-8 46q-1 6 4 7t6-5l8-32v44l-6 66q0 7 7 7t7-7l8-56 8 56q1 7 7 7t7-7l-6-66V74l8 32q1 6 6 5t4-7l-8-46c-2-10-12-14-26-14z" />
      </svg>
      <div className="cover-words">
        <p className="cover-heading">{practice.getInFrame}</p>
        <p aria-live="polite">{sentence}</p>
        <button className="button button-room" type="button" onClick={() => send({ type: 'startNow' })}>
          {practice.startNow}
        </button>
      </div>
    </div>
  )
}
