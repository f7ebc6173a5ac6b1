import { useState } from 'react'
import { Link } from 'react-router'
import type { TrainingRow } from '../api/trainings'
import { formatDate } from '../i18n/format'
import { useLanguage } from '../i18n/LanguageProvider'

export function TrainingCard({ row }: { row: TrainingRow }) {
  const { language, words } = useLanguage()
  return (
    <article className="card">
      <Thumbnail id={row.trainingId} url={row.thumbnailUrl} />
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

/** The training's picture, or a shape drawn for it. Decoration: the title says what it is. */
function Thumbnail({ id, url }: { id: number; url: string | undefined }) {
  const [isMissing, setMissing] = useState(false)
  if (url && !isMissing) {
    return (
      <img className="card-picture" src={url} alt="" loading="lazy" onError={() => setMissing(true)} />
    )
  }
  return (
    <svg className="card-picture card-shape" viewBox="0 0 160 100" aria-hidden="true" preserveAspectRatio="xMidYMax meet">
      <circle cx="80" cy="30" r="9" />
      <path
        d={shapes[id % shapes.length]}
        strokeWidth="11"
        strokeLinejoin="round"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  )
}

const shapes = [
  'M80 50v20M70 50 52 66M90 50l18 16M76 72 60 82l4 22M84 72l16 10-4 22',
  'M80 50v22M72 50 46 44M88 50l26-6M76 74 66 104M84 74l10 30',
  'M80 50v22M70 50 56 24M90 50l14-26M76 74 60 104M84 74l16 30',
]
