import { useLanguage } from '../i18n/LanguageProvider'

/** minHeight: of what comes, as CSS writes it, where something below must not move. */
export function Loading({ minHeight }: { minHeight?: string }) {
  const { words } = useLanguage()
  return (
    <p className="loading" role="status" style={{ minHeight }}>
      <span className="loading-mark" aria-hidden="true" />
      {words.app.loading}
    </p>
  )
}
