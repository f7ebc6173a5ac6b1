import { useLanguage } from '../../i18n/LanguageProvider'
import type { Messages } from '../../i18n/korean'
import { AdviceLine } from './AdviceLine'
import type { PracticeView } from './practice'

interface CueLineProps {
  view: PracticeView
  /** Turns the mirror setting over, which starts the score over. */
  turnMirror: () => void
}

/** The one large line: what to do now. Its height never changes, so that the stage does not move. */
export function CueLine({ view, turnMirror }: CueLineProps) {
  const { words } = useLanguage()
  const { phase, reading, isRecorded } = view
  const isBefore = phase === 'positioning' || phase === 'countdown'
  return (
    <div className="room-cue">
      {isBefore ? (
        <div className="room-advice">
          <p className="advice-main">
            {isRecorded ? words.firstSteps.recording.watch : words.practice.getInFrame}
          </p>
          <p className="advice-lag" aria-live="polite">
            {isRecorded
              ? words.firstSteps.recording.starting
              : phase === 'countdown'
                ? words.practice.holdStill
                : whereToStand(view, words)}
          </p>
        </div>
      ) : (
        <AdviceLine phase={phase} reading={reading} turnMirror={turnMirror} />
      )}
    </div>
  )
}

function whereToStand({ reading }: PracticeView, { practice }: Messages): string {
  const advice = reading?.advice
  if (advice === 'no_person' || advice === 'get_in_frame' || advice === 'come_closer')
    return practice.advice[advice]
  return advice ? practice.holdStill : practice.stepBack
}
