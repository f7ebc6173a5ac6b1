import { useSearchParams } from 'react-router'
import { useLanguage } from '../../i18n/LanguageProvider'
import { pageNumber } from '../../ui/page_number'

/** Where in a list the address stands. */
export function useListPlace(parameters: URLSearchParams): { page: number; isOnlyOpen: boolean } {
  return {
    page: pageNumber(parameters),
    isOnlyOpen: parameters.get('all') === null,
  }
}

/** Shows what is resolved too, or not; kept in the address. */
export function OnlyOpen() {
  const { words } = useLanguage()
  const [parameters, setParameters] = useSearchParams()
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={parameters.get('all') === null}
        onChange={(event) => setParameters(event.currentTarget.checked ? {} : { all: '1' })}
      />
      <span>{words.admin.onlyOpen}</span>
    </label>
  )
}
