import { useState } from 'react'
import { Link } from 'react-router'
import { thumbnailUrl, type TrainingRow } from '../api/trainings'
import { formatDate } from '../i18n/format'
import { useLanguage } from '../i18n/LanguageProvider'

export function TrainingCard({ row }: { row: TrainingRow }) {
  const { language, words } = useLanguage()
  return (
    <article className="card">
      <Thumbnail id={row.trainingId} />
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
function Thumbnail({ id }: { id: number }) {
  const [isMissing, setMissing] = useState(false)
  if (!isMissing) {
    return (
      <img className="card-picture" src={thumbnailUrl(id)} alt="" loading="lazy" onError={() => setMissing(true)} />
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
  'M80 44v24M80 46 58 62M80 46l22 16M80 68 62 84l6 16M80 68l18 16-6 16',
  'M80 44v26M80 46 54 40M80 46l26-6M80 70 68 100M80 70l12 30',
  'M80 44v26M80 46 62 26M80 46l18-20M80 70 60 100M80 70l20 30',
]
