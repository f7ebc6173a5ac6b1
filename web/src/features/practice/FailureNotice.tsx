import { useLanguage } from '../../i18n/LanguageProvider'
import type { PracticeFailure } from './practice'

export function FailureNotice({ failure, retry }: { failure: PracticeFailure; retry: () => void }) {
  const { words } = useLanguage()
  const { title, text } = words.practiceFailure[failure]
  return (
    <div className="cover" role="alert">
      <p className="cover-heading">{title}</p>
      <p>{navigator.onLine ? text : words.app.offline}</p>
      <button className="button button-primary" type="button" onClick={retry}>
        {words.app.retry}
      </button>
    </div>
  )
}
