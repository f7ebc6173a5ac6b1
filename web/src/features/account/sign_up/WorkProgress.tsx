import { useEffect, useRef } from 'react'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { ProgressBar } from '../../../ui/ProgressBar'

/** Says why signing up takes a moment. done: 0 to 1. */
export function WorkProgress({ done }: { done: number }) {
  const { words } = useLanguage()
  const panel = useRef<HTMLDivElement>(null)
  // It takes the place of the button that was pressed, which may be the last thing in sight.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div className="panel" ref={panel}>
      <p role="status">{words.account.working}</p>
      <ProgressBar label={words.account.workingLabel} percent={100 * done} />
      <p className="progress-facts">{words.account.workingWhy}</p>
    </div>
  )
}
