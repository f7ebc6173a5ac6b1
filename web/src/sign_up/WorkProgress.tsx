import { useLanguage } from '../i18n/LanguageProvider'
import { ProgressBar } from '../upload/ProgressBar'

/** Says why signing up takes a moment. done: 0 to 1. */
export function WorkProgress({ done }: { done: number }) {
  const { words } = useLanguage()
  return (
    <div className="panel">
      <p role="status">{words.account.working}</p>
      <ProgressBar label={words.account.workingLabel} percent={100 * done} />
      <p className="progress-facts">{words.account.workingWhy}</p>
    </div>
  )
}
