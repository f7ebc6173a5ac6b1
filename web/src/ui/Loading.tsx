import { useLanguage } from '../i18n/LanguageProvider'

export function Loading() {
  const { words } = useLanguage()
  return (
    <p className="loading" role="status">
      <span className="loading-mark" aria-hidden="true" />
      {words.app.loading}
    </p>
  )
}
