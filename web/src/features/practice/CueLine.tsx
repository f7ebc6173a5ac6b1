import { useRef } from 'react'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { Messages } from '../../i18n/korean'
import { AdviceLine } from './AdviceLine'
import { adviceSentence } from './advice_sentence'
import { DelayLine } from './delay/DelayLine'
import { whyNotBegun } from './in_frame'
import type { PracticeView } from './practice_view'
import { useFittingType } from './useFittingType'

interface CueLineProps {
  view: PracticeView
  /** Turns the mirror setting over, which starts the score over. */
  turnMirror: () => void
}

/** The one large line: what to do now. Its height never changes, so that the stage does not move: long words are smaller. */
export function CueLine({ view, turnMirror }: CueLineProps) {
  const { words } = useLanguage()
  const { phase, reading, source, measuring } = view
  const isRecorded = source === 'recording'
  const line = useRef<HTMLDivElement>(null)
  useFittingType(line)
  const isBefore = phase === 'positioning' || phase === 'countdown'
  return (
    <div ref={line} className="room-cue">
      {measuring ? (
        <DelayLine measuring={measuring} />
      ) : isBefore ? (
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

function whereToStand({ reading, others }: PracticeView, words: Messages): string {
  const { practice } = words
  if (!reading) return practice.stepBack
  const why = whyNotBegun(reading.advice)
  if (why === 'no_person' && others.length > 0) return practice.chooseWhoCounts
  return why ? adviceSentence({ advice: why, worstLimb: null }, words) : practice.holdStill
}
