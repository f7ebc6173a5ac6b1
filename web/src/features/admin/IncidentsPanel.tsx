import { useQuery } from '@tanstack/react-query'
import { CircleCheckBig } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { listIncidents } from '../../api/admin'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { OnlyOpen, useListPlace } from './OnlyOpen'

/** Faults of all servers and of the page. */
export function IncidentsPanel() {
  const { language, words } = useLanguage()
  const [parameters] = useSearchParams()
  const { page, isOnlyOpen } = useListPlace(parameters)
  const { data, error, refetch } = useQuery({
    queryKey: ['incidents', isOnlyOpen, page],
    queryFn: ({ signal }) => listIncidents(isOnlyOpen, page, signal),
  })
  return (
    <section className="panel-list">
      <OnlyOpen />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && (
        <EmptyState icon={CircleCheckBig} title={words.admin.none} text={words.admin.noneHint} />
      )}
      <ul className="rows">
        {data?.rows.map((incident) => (
          <li key={incident.incidentId} className="row">
            <div className="row-words">
              <Link className="row-title" to={`/admin/incidents/${incident.incidentId}`}>
                {incident.type}: {incident.message}
              </Link>
              <p className="card-facts">
                <span>{incident.server}</span>
                <span>×{incident.count}</span>
                <time dateTime={incident.lastDate}>{formatDate(incident.lastDate, language)}</time>
                {incident.resolvedDate && <span>{words.admin.resolved}</span>}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {data && <PageLinks page={page} totalPages={data.totalPages} />}
    </section>
  )
}
