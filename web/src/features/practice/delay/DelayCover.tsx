import { useEffect, useRef } from 'react'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { BeatPulse } from './BeatPulse'
import type { DelayMeasuring } from './delay_meter'

interface DelayCoverProps {
  measuring: DelayMeasuring
  again: () => void
  close: () => void
}

/** The beat to clap to, over the mirror, and the way out of the measurement. */
export function DelayCover({ measuring, again, close }: DelayCoverProps) {
  const { delay } = useLanguage().words
  const { step } = measuring
  const main = useRef<HTMLButtonElement>(null)
  const hasEnded = step === 'done' || step === 'failed'
  // What was clicked to begin is gone, and so is the way out once it has ended.
  useEffect(() => main.current?.focus(), [hasEnded])
  return (
    <div className="cover cover-clear delay-cover" data-step={step}>
      {step === 'beating' && <BeatPulse beats={measuring.beats} />}
      <div className="delay-actions">
        {step === 'failed' && (
          <button ref={main} className="button button-primary" type="button" onClick={again}>
            {delay.again}
          </button>
        )}
        <button
          ref={step === 'failed' ? undefined : main}
          className={step === 'done' ? 'button button-primary' : 'button button-room'}
          type="button"
          onClick={close}
        >
          {step === 'done' ? delay.done : delay.stop}
        </button>
      </div>
    </div>
  )
}
