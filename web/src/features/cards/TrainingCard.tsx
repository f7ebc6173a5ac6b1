import { Link } from 'react-router'
import type { TrainingRow, TrainingState } from '../../api/trainings'
import { formatDate } from '../../i18n/format'
import type { Messages } from '../../i18n/korean'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Thumbnail } from './Thumbnail'

interface TrainingCardProps {
  row: TrainingRow
  /** Of the level below the headings before. */
  heading?: 'h2' | 'h3'
}

export function TrainingCard({ row, heading: Heading = 'h2' }: TrainingCardProps) {
  const { language, words } = useLanguage()
  return (
    <article className="card">
      <Thumbnail id={row.trainingId} picture={row.picture} />
      <Heading className="card-title">
        <Link to={`/trainings/${row.trainingId}`}>{row.title}</Link>
      </Heading>
      <p className="card-facts">
        <span>{row.trainer}</span>
        <span>{words.discover.categories[row.category]}</span>
        <span>{words.trainings.views(row.views)}</span>
        <time dateTime={row.modifiedDate}>{formatDate(row.modifiedDate, language)}</time>
      </p>
      {row.state && (
        <p className={`badge badge-${row.state.toLowerCase()}`}>{badgeOf(row, row.state, words)}</p>
      )}
    </article>
  )
}

/** How far it is; once it is ready, who sees it. */
function badgeOf(
  { visibility = 'public', hidden }: TrainingRow,
  state: TrainingState,
  words: Messages,
): string {
  if (state !== 'READY') return words.trainings.state[state]
  return hidden ? words.visibility.hidden : words.visibility[visibility]
}
