import { Link, useLocation } from 'react-router'
import { useLanguage } from '../i18n/LanguageProvider'

/** Links to the pages before and after; page counts from 0, the address from 1. */
export function PageLinks({ page, totalPages }: { page: number; totalPages: number }) {
  const { words } = useLanguage()
  const { search } = useLocation()
  if (totalPages <= 1) return null
  const addressOf = (target: number) => {
    const parameters = new URLSearchParams(search)
    if (target === 0) parameters.delete('page')
    else parameters.set('page', String(target + 1))
    return { search: parameters.toString() }
  }
  return (
    <nav className="page-links" aria-label={words.trainings.pages}>
      {page > 0 && (
        <Link className="button button-quiet" to={addressOf(page - 1)}>
          {words.trainings.previousPage}
        </Link>
      )}
      <span>{words.trainings.pageOf(page + 1, totalPages)}</span>
      {page + 1 < totalPages && (
        <Link className="button button-quiet" to={addressOf(page + 1)}>
          {words.trainings.nextPage}
        </Link>
      )}
    </nav>
  )
}
