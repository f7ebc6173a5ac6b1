import { useState } from 'react'
import { useLanguage } from '../../../i18n/LanguageProvider'
import type { PracticeView } from '../practice_view'
import { rememberOffer, wasOffered } from './stored_delays'

// Less is what anybody is late who follows what they see.
const plainlyLateSeconds = 0.2

/** Offers to measure the delay, until it is answered, to somebody who is told to be late. */
export function DelayOffer({ view, measure }: { view: PracticeView; measure: () => void }) {
  const { delay } = useLanguage().words
  const [isAnswered, setAnswered] = useState(wasOffered)
  const lag = view.reading?.lagSeconds ?? 0
  if (isAnswered || view.source === 'recording' || view.delay !== null || lag < plainlyLateSeconds)
    return null
  const answer = (act?: () => void) => {
    rememberOffer()
    setAnswered(true)
    act?.()
  }
  return (
    <div className="delay-offer">
      <p>{delay.offer}</p>
      <div className="delay-actions">
        <button className="button button-room" type="button" onClick={() => answer(measure)}>
          {delay.measure}
        </button>
        <button className="button button-room" type="button" onClick={() => answer()}>
          {delay.decline}
        </button>
      </div>
    </div>
  )
}
