import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { listHiddenTrainings, setHidden, type HiddenTraining } from '../../api/admin'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { useListPlace } from './OnlyOpen'

/** The trainings that admins have hidden, to be shown again. */
export function HiddenTrainingsPanel() {
  const { words } = useLanguage()
  const [parameters] = useSearchParams()
  const { page } = useListPlace(parameters)
  const { data, error, refetch } = useQuery({
    queryKey: ['hidden trainings', page],
    queryFn: ({ signal }) => listHiddenTrainings(page, signal),
  })
  const reload = () => void refetch()
  return (
    <section className="panel-list">
      {error && <Problem error={error} retry={reload} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && (
        <EmptyState icon={Eye} title={words.admin.noneHidden} text={words.admin.noneHint} />
      )}
      <ul className="rows">
        {data?.rows.map((training) => (
          <HiddenRow key={training.trainingId} training={training} reload={reload} />
        ))}
      </ul>
      {data && <PageLinks page={page} totalPages={data.totalPages} />}
    </section>
  )
}

function HiddenRow({ training, reload }: { training: HiddenTraining; reload: () => void }) {
  const { language, words } = useLanguage()
  const [error, setError] = useState<unknown>()
  const { trainingId, title, trainer, modifiedDate } = training
  const show = () => {
    setError(undefined)
    setHidden(trainingId, false).then(reload, setError)
  }
  return (
    <li className="row">
      <div className="row-words">
        <p>
          <Link to={`/trainings/${trainingId}`}>{title}</Link>
        </p>
        <p className="card-facts">
          <span>{trainer}</span>
          <span>{formatDate(modifiedDate, language)}</span>
        </p>
        {error !== undefined && <Problem error={error} />}
      </div>
      <div className="row-actions">
        <button
          className="button button-quiet"
          type="button"
          aria-label={words.admin.showTraining(title)}
          onClick={show}
        >
          {words.admin.show}
        </button>
      </div>
    </li>
  )
}
