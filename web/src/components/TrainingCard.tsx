import { Link } from 'react-router'
import type { TrainingRow } from '../api/trainings'
import { formatDate } from '../i18n/format'
import { useLanguage } from '../i18n/LanguageProvider'
import { Thumbnail } from './Thumbnail'

export function TrainingCard({ row }: { row: TrainingRow }) {
  const { language, words } = useLanguage()
  return (
    <article className="card">
      <Thumbnail id={row.trainingId} picture={row.picture} />
      <h2 className="card-title">
        <Link to={`/trainings/${row.trainingId}`}>{row.title}</Link>
      </h2>
      <p className="card-facts">
        <span>{row.trainer}</span>
        <span>{words.trainings.views(row.views)}</span>
        <time dateTime={row.modifiedDate}>{formatDate(row.modifiedDate, language)}</time>
      </p>
      {row.state && (
        <p className={`badge badge-${row.state.toLowerCase()}`}>{words.trainings.state[row.state]}</p>
      )}
    </article>
  )
}
