import { Link } from 'react-router'
import { useTitle } from './useTitle'
import { useLanguage } from '../i18n/LanguageProvider'

export function NotFoundPage() {
  const { words } = useLanguage()
  useTitle(words.app.notFoundTitle)
  return (
    <div className="page page-narrow">
      <h1>{words.app.notFoundTitle}</h1>
      <p className="page-text">{words.app.notFoundText}</p>
      <Link className="button button-primary" to="/">
        {words.app.toTrainings}
      </Link>
    </div>
  )
}
