import { useLanguage } from '../../i18n/LanguageProvider'

/** Where cards will be. */
export function CardSkeletons({ count = 8 }: { count?: number }) {
  const { words } = useLanguage()
  return (
    <div role="status" className="cards">
      <span className="visually-hidden">{words.app.loading}</span>
      {Array.from({ length: count }, (_, place) => (
        <div key={place} className="card" aria-hidden="true">
          <div className="card-picture skeleton" />
          <div className="skeleton card-line" />
          <div className="skeleton card-line card-line-short" />
        </div>
      ))}
    </div>
  )
}
