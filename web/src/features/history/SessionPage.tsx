import { useQuery } from '@tanstack/react-query'
import { Trophy } from 'lucide-react'
import { Link, useNavigate, useParams } from 'react-router'
import { ApiError } from '../../api/errors'
import { deleteSession, getSession, type Session } from '../../api/own_sessions'
import { durationParts, formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { lazyDecoration, PartFallback } from '../../ui/lazy_part'
import { AskFirst } from '../../ui/AskFirst'
import { Loading } from '../../ui/Loading'
import { NotFoundPage } from '../../ui/NotFoundPage'
import { Problem } from '../../ui/Problem'
import { useTitle } from '../../ui/useTitle'

const LineChart = lazyDecoration(() => import('../../ui/LineChart').then((all) => all.default))

/** One finished training session, to look at again or to delete. */
export function SessionPage() {
  const { words } = useLanguage()
  const id = Number(useParams().id)
  const isId = Number.isSafeInteger(id) && id > 0
  const { data, error, refetch } = useQuery({
    queryKey: ['session', id],
    queryFn: ({ signal }) => getSession(id, signal),
    enabled: isId,
  })
  useTitle(data?.title ?? words.history.title)
  if (!isId || (error instanceof ApiError && error.status === 404)) return <NotFoundPage />
  if (error) {
    return (
      <div className="page page-narrow">
        <Problem error={error} retry={() => void refetch()} />
      </div>
    )
  }
  return data ? <SessionView session={data} /> : <Loading />
}

function SessionView({ session }: { session: Session }) {
  const { language, words } = useLanguage()
  const navigate = useNavigate()
  const { minutes, rest } = durationParts(session.durationSeconds)
  const scores = session.series.map(({ score }) => score)
  const limbs = session.limbs.filter((limb) => limb.score !== null)
  return (
    <div className="page page-session">
      <div className="page-head">
        <div>
          <h1>{session.title ?? words.history.gone}</h1>
          <p className="card-facts">
            <time dateTime={session.startedAt}>{formatDate(session.startedAt, language)}</time>
            <span>
              {minutes}:{String(rest).padStart(2, '0')}
            </span>
          </p>
        </div>
        {session.title !== null && (
          <Link className="button button-primary" to={`/trainings/${session.trainingId}`}>
            {words.history.again}
          </Link>
        )}
      </div>
      <dl className="figures">
        <div className="sheet">
          <dt>{words.history.score}</dt>
          <dd>{Math.round(session.score)}</dd>
          {session.personalBest && (
            <dd className="row-done">
              <Trophy className="icon" aria-hidden="true" />
              {words.history.personalBest}
            </dd>
          )}
        </div>
      </dl>
      {scores.length > 1 && (
        <section className="sheet">
          <h2>{words.history.course}</h2>
          <PartFallback shows={<div className="skeleton chart-place" />}>
            <LineChart
              label={words.history.courseDescription(
                Math.round(Math.min(...scores)),
                Math.round(Math.max(...scores)),
              )}
              x={session.series.map(({ time }) => time)}
              y={scores}
              language={language}
            />
          </PartFallback>
        </section>
      )}
      {limbs.length > 0 && (
        <section className="sheet">
          <h2>{words.history.limbs}</h2>
          <ul className="limb-scores">
            {limbs.map(({ name, score }) => (
              <li key={name}>
                <span>{words.practice.limb[name]}</span>
                <meter min={0} max={100} value={score ?? 0} aria-label={words.practice.limb[name]} />
                <strong>{Math.round(score ?? 0)}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div>
        <AskFirst
          label={words.history.remove}
          question={words.history.removeQuestion}
          confirm={words.training.removeConfirm}
          keep={words.training.keep}
          isDangerous
          act={async () => {
            await deleteSession(session.sessionId)
            await navigate('/history', { replace: true })
          }}
        />
      </div>
    </div>
  )
}
