import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Clapperboard, CornerDownLeft, Hourglass, Rss, SearchX } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { categories, listTrainings, type TrainingQuery, type TrainingSort } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { CardSkeletons, TrainingCards } from '../cards'
import { EmptyState } from '../../ui/EmptyState'
import { pageNumber } from '../../ui/page_number'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { CategoryChips } from './CategoryChips'
import { TrainingSearch } from './TrainingSearch'
import { useDemoArrival } from './useDemoArrival'

const sorts: TrainingSort[] = ['modifiedDate,DESC', 'views,DESC', 'title,ASC']

/** Trainings by search, filters, order and page, all of which stand in the address so that it can be shared. */
export function TrainingList({ of }: { of: TrainingQuery['of'] }) {
  const { words } = useLanguage()
  const [parameters, setParameters] = useSearchParams()
  const search = parameters.get('search') ?? ''
  const page = pageNumber(parameters)
  const sort = sorts.find((known) => known === parameters.get('sort')) ?? 'modifiedDate,DESC'
  const category = categories.find((known) => known === parameters.get('category'))
  const tag = parameters.get('tag') ?? undefined

  const query: TrainingQuery = { of, search, category, tag, page, sort }
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
    <section className="list" aria-busy={isFetching}>
      <TrainingSearch search={search} sort={sort} sorts={sorts} change={change} />
      <CategoryChips category={category} tag={tag} change={change} />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {isPending && <CardSkeletons />}
      {data && (
        <>
          <p className="list-count" role="status">
            {data.totalElements > 0 && words.trainings.count(data.totalElements)}
          </p>
          {data.rows.length === 0 && (
            <Empty query={query} isPastEnd={data.totalElements > 0} clear={() => setParameters({})} />
          )}
          <TrainingCards rows={data.rows} />
          <PageLinks page={page} totalPages={data.totalPages} />
        </>
      )}
    </section>
  )
}

interface EmptyProps {
  query: TrainingQuery
  isPastEnd: boolean
  clear: () => void
}

function Empty({ query: { of, search, category, tag }, isPastEnd, clear }: EmptyProps) {
  const { words } = useLanguage()
  const [parameters] = useSearchParams()
  const isMaking = useDemoArrival()
  if (isPastEnd) {
    const first = new URLSearchParams(parameters)
    first.delete('page')
    return (
      <EmptyState icon={CornerDownLeft} title={words.discover.pastEnd}>
        <Link className="button button-quiet" to={{ search: first.toString() }}>
          {words.discover.toFirstPage}
        </Link>
      </EmptyState>
    )
  }
  if (search || category || tag) {
    const title = search ? words.trainings.emptySearch(search) : words.trainings.emptyFilter
    return (
      <EmptyState icon={SearchX} title={title} text={words.discover.emptySearchHint}>
        <button className="button button-quiet" type="button" onClick={clear}>
          {words.discover.clearAll}
        </button>
      </EmptyState>
    )
  }
  if (of === 'subscriptions') {
    return (
      <EmptyState icon={Rss} title={words.discover.feedEmpty} text={words.discover.feedEmptyHint}>
        <Link className="button button-primary" to="/">
          {words.discover.heroBrowse}
        </Link>
      </EmptyState>
    )
  }
  const isMine = of === 'caller'
  if (isMaking && !isMine) {
    const { making, makingHint } = words.firstSteps.demo
    return <EmptyState icon={Hourglass} title={making} text={makingHint} />
  }
  return (
    <EmptyState
      icon={Clapperboard}
      title={isMine ? words.trainings.mineEmpty : words.trainings.empty}
      text={isMine ? words.discover.mineEmptyHint : words.trainings.beFirst}
    >
      <Link className="button button-primary" to="/trainings/new">
        {words.navigation.create}
      </Link>
    </EmptyState>
  )
}
