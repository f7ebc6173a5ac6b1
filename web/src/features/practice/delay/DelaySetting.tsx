import { useId } from 'react'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { delaySeconds } from './seconds'
import './delay.css'

interface DelaySettingProps {
  /** Milliseconds; null when it was not measured. */
  delay: number | null
  canMeasure: boolean
  measure: () => void
  forget: () => void
}

export function DelaySetting({ delay, canMeasure, measure, forget }: DelaySettingProps) {
  const { language, words } = useLanguage()
  const id = useId()
  return (
    <div className="setting" role="group" aria-labelledby={id}>
      <span id={id}>{words.delay.name}</span>
      <p className="setting-note" role="status">
        {delay === null ? words.delay.unknown : words.delay.known(delaySeconds(delay, language))}
      </p>
      <div className="delay-actions">
        <button className="button button-room" type="button" disabled={!canMeasure} onClick={measure}>
          {delay === null ? words.delay.measure : words.delay.again}
        </button>
        {delay !== null && (
          <button className="button button-room" type="button" onClick={forget}>
            {words.delay.forget}
          </button>
        )}
      </div>
    </div>
  )
}
