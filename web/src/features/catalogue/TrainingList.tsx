import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { listTrainings, type TrainingSort } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Loading } from '../../ui/Loading'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { TrainingCard } from './TrainingCard'
import { TrainingSearch } from './TrainingSearch'

const sorts: TrainingSort[] = ['modifiedDate,DESC', 'views,DESC', 'title,ASC']

/** Trainings by search, order and page, all of which stand in the address so that it can be shared. */
export function TrainingList({ mine }: { mine: boolean }) {
  const { words } = useLanguage()
  const [parameters, setParameters] = useSearchParams()
  const search = parameters.get('search') ?? ''
  const page = Math.max(0, Number.parseInt(parameters.get('page') ?? '1', 10) - 1 || 0)
  const sort = sorts.find((known) => known === parameters.get('sort')) ?? 'modifiedDate,DESC'

  const query = { search, page, sort, mine }
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['trainings', query],
    queryFn: ({ signal }) => listTrainings(query, signal),
    placeholderData: keepPreviousData,
  })

  const change = (changes: Record<string, string>) => {
    const next = new URLSearchParams(parameters)
    next.delete('page')
    for (const [name, text] of Object.entries(changes)) {
      if (text) next.set(name, text)
      else next.delete(name)
    }
    setParameters(next)
  }

  return (
    <section aria-busy={isFetching}>
      <TrainingSearch search={search} sort={sort} sorts={sorts} change={change} />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && (
        <>
          <p className="list-count" role="status">
            {data.totalElements > 0 && words.trainings.count(data.totalElements)}
          </p>
          {data.rows.length === 0 && <Empty search={search} mine={mine} />}
          <ul className="cards">
            {data.rows.map((row) => (
              <li key={row.trainingId}>
                <TrainingCard row={row} />
              </li>
            ))}
          </ul>
          <PageLinks page={page} totalPages={data.totalPages} />
        </>
      )}
    </section>
  )
}

function Empty({ search, mine }: { search: string; mine: boolean }) {
  const { words } = useLanguage()
  if (search) return <p className="empty">{words.trainings.emptySearch(search)}</p>
  return (
    <div className="empty">
      <p>{mine ? words.trainings.mineEmpty : words.trainings.empty}</p>
      <p>
        <Link to="/trainings/new">{words.trainings.beFirst}</Link>
      </p>
    </div>
  )
}
