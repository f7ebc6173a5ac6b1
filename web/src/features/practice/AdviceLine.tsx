import type { Reading } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { Messages } from '../../i18n/korean'
import { adviceSentence } from './advice_sentence'
import type { PracticePhase } from './practice_flow'

// Within 0.3 s the score counts the movement as in time; more than that must also read as more.
const tolerableLagSeconds = 0.35

interface AdviceLineProps {
  phase: PracticePhase
  reading: Reading | null
  /** Turns the mirror setting over, which starts the score over. */
  turnMirror: () => void
}

/** One sentence, large enough for who stands three metres away, and whether they keep time. */
export function AdviceLine({ phase, reading, turnMirror }: AdviceLineProps) {
  const { words } = useLanguage()
  const isRunning = phase === 'running' && reading !== null
  return (
    <div className="room-advice">
      <p className="advice-main" aria-live="polite">
        {sentence(phase, reading, words)}
      </p>
      {isRunning && reading.advice === 'turn_mirror' && (
        <button className="button button-room" type="button" onClick={turnMirror}>
          {words.practice.turnMirror}
        </button>
      )}
      <p className="advice-lag">
        {isRunning && <Timing lagSeconds={reading.lagSeconds} />}
        {isRunning && reading.repetitions > 0 && (
          <span data-testid="repetitions"> · {words.practice.repetitions(reading.repetitions)}</span>
        )}
      </p>
    </div>
  )
}

function Timing({ lagSeconds }: { lagSeconds: number | null }) {
  const { language, words } = useLanguage()
  if (lagSeconds === null) return null
  if (Math.abs(lagSeconds) < tolerableLagSeconds) return words.practice.onTime
  const seconds = Math.abs(lagSeconds).toLocaleString(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  return lagSeconds > 0 ? words.practice.late(seconds) : words.practice.early(seconds)
}

function sentence(phase: PracticePhase, reading: Reading | null, words: Messages): string {
  if (phase === 'paused') return words.practice.paused
  if (phase === 'away') return words.practice.outOfFrame
  if (phase !== 'running' || !reading) return ''
  return adviceSentence(reading, words)
}
