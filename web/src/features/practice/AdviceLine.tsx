import type { Reading } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { Messages } from '../../i18n/korean'
import type { PracticePhase } from './practice_flow'

// Within 0.3 s the score counts the movement as in time; more than that must also read as more.
const tolerableLagSeconds = 0.35

/** One sentence, large enough for who stands three metres away, and whether they keep time. */
export function AdviceLine({ phase, reading }: { phase: PracticePhase; reading: Reading | null }) {
  const { language, words } = useLanguage()
  const lag = reading?.lagSeconds ?? null
  const isLate = lag !== null && lag >= tolerableLagSeconds
  const seconds = lag?.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) ?? ''
  return (
    <div className="room-advice">
      <p className="advice-main" aria-live="polite">
        {sentence(phase, reading, words)}
      </p>
      <p className="advice-lag">
        {phase === 'running' &&
          lag !== null &&
          (isLate ? words.practice.late(seconds) : words.practice.onTime)}
      </p>
    </div>
  )
}

function sentence(phase: PracticePhase, reading: Reading | null, words: Messages): string {
  if (phase === 'paused') return words.practice.paused
  if (phase === 'away') return words.practice.outOfFrame
  if (phase !== 'running' || !reading) return ''
  if (reading.advice === 'watch_limb') {
    return reading.worstLimb
      ? words.practice.watchLimb(words.practice.limb[reading.worstLimb])
      : words.practice.advice.waiting
  }
  return words.practice.advice[reading.advice]
}
