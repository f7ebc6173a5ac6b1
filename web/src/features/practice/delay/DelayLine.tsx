import { useLanguage } from '../../../i18n/LanguageProvider'
import type { Messages } from '../../../i18n/korean'
import type { Language } from '../../../i18n/language'
import type { DelayMeasuring } from './delay_meter'
import { delaySeconds } from './seconds'

/** What to do while the delay is measured, and what has come of it, in the room's large line. */
export function DelayLine({ measuring }: { measuring: DelayMeasuring }) {
  const { language, words } = useLanguage()
  const { main, note } = sentences(measuring, words, language)
  return (
    <div className="room-advice" role="status">
      <p className="advice-main">{main}</p>
      <p className="advice-lag">{note}</p>
    </div>
  )
}

function sentences(measuring: DelayMeasuring, { delay }: Messages, language: Language) {
  switch (measuring.step) {
    case 'placing':
      return { main: delay.placing, note: delay.placingNote }
    case 'beating':
      return { main: delay.clap, note: delay.clapNote }
    case 'done':
      return {
        main: delay.measured(delaySeconds(measuring.milliseconds, language)),
        note: delay.measuredNote,
      }
    case 'failed':
      return { main: delay.problem[measuring.problem], note: delay.problemNote[measuring.problem] }
  }
}
