import { Search, X } from 'lucide-react'
import { useState } from 'react'
import type { TrainingSort } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'

interface TrainingSearchProps {
  search: string
  sort: TrainingSort
  sorts: TrainingSort[]
  change: (changes: Record<string, string>) => void
}

export function TrainingSearch({ search, sort, sorts, change }: TrainingSearchProps) {
  const { words } = useLanguage()
  const names: Record<TrainingSort, string> = {
    'modifiedDate,DESC': words.trainings.newest,
    'views,DESC': words.trainings.popular,
    'title,ASC': words.trainings.byTitle,
  }
  return (
    <div className="list-tools">
      <SearchForm key={search} search={search} change={change} />
      <label className="list-sort">
        <span>{words.trainings.sort}</span>
        <select
          value={sort}
          onChange={(event) =>
            change({ sort: event.currentTarget.value === sorts[0] ? '' : event.currentTarget.value })
          }
        >
          {sorts.map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

function SearchForm({ search, change }: Pick<TrainingSearchProps, 'search' | 'change'>) {
  const { words } = useLanguage()
  const [text, setText] = useState(search)
  return (
    <form
      className="list-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        change({ search: text.trim() })
      }}
    >
      <Search className="icon" aria-hidden="true" />
      <input
        type="search"
        aria-label={words.trainings.search}
        placeholder={words.trainings.searchHint}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {search && (
        <button
          className="button button-bare button-icon"
          type="button"
          aria-label={words.trainings.clearSearch}
          onClick={() => change({ search: '' })}
        >
          <X className="icon" aria-hidden="true" />
        </button>
      )}
      <button className="button button-bare" type="submit">
        {words.trainings.searchButton}
      </button>
    </form>
  )
}
