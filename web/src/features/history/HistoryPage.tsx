import { useQuery } from '@tanstack/react-query'
import { Dumbbell, Trophy } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { listSessions, type SessionRow } from '../../api/own_sessions'
import { durationParts, formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { lazyDecoration, PartFallback } from '../../ui/lazy_part'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { pageNumber } from '../../ui/page_number'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { useTitle } from '../../ui/useTitle'
import { Calendar } from './Calendar'
import { dayOf, streak } from './days'

const LineChart = lazyDecoration(() => import('../../ui/LineChart').then((all) => all.default))
const overviewSize = 100
const pageSize = 20

/** One's own training sessions, all or those of the training in the address. */
export function HistoryPage() {
  const { words } = useLanguage()
  const [parameters] = useSearchParams()
  const page = pageNumber(parameters)
  const asked = Number(parameters.get('training'))
  const trainingId = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined
  useTitle(words.history.title)
  const of = trainingId === undefined ? {} : { trainingId }
  const overview = useQuery({
    queryKey: ['history', 'overview', trainingId],
    queryFn: ({ signal }) => listSessions({ ...of, page: 0, size: overviewSize }, signal),
  })
  const list = useQuery({
    queryKey: ['history', 'list', trainingId, page],
    queryFn: ({ signal }) => listSessions({ ...of, page, size: pageSize }, signal),
  })
  const error = overview.error ?? list.error
  const retry = () => {
    void overview.refetch()
    void list.refetch()
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{words.history.title}</h1>
        {trainingId !== undefined && (
          <Link className="button button-quiet" to="/history">
            {words.history.all}
          </Link>
        )}
      </div>
      {error && <Problem error={error} retry={retry} />}
      {!overview.data && !error && <Loading />}
      {overview.data?.rows.length === 0 && (
        <EmptyState icon={Dumbbell} title={words.history.empty} text={words.history.emptyHint}>
          <Link className="button button-primary" to="/">
            {words.history.find}
          </Link>
        </EmptyState>
      )}
      {overview.data && overview.data.rows.length > 0 && (
        <Overview rows={overview.data.rows} total={overview.data.totalElements} />
      )}
      {/* Not before what stands above it, which would push it down. */}
      {overview.data && list.data && list.data.rows.length > 0 && (
        <section>
          <h2>{words.history.list}</h2>
          <Sessions rows={list.data.rows} />
          <PageLinks page={page} totalPages={list.data.totalPages} />
        </section>
      )}
    </div>
  )
}

function Overview({ rows, total }: { rows: SessionRow[]; total: number }) {
  const { language, words } = useLanguage()
  const days = new Set(rows.map(({ startedAt }) => dayOf(new Date(startedAt))))
  const seconds = rows.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0)
  const rising = [...rows].reverse()
  const scores = rising.map(({ score }) => Math.round(score))
  const best = Math.max(...scores)
  const figures = [
    [words.history.sessionsLabel, words.history.sessions(total)],
    [words.history.streakLabel, words.history.days(streak(days, new Date()))],
    [words.history.minutesLabel, words.history.minutes(Math.round(seconds / 60))],
    [words.history.bestLabel, words.discover.points(best)],
  ] as const
  return (
    <>
      <dl className="figures figures-wide">
        {figures.map(([name, value]) => (
          <div key={name} className="sheet">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="history-charts">
        <section className="sheet">
          <h2>{words.history.calendar}</h2>
          <Calendar sessions={rows} />
        </section>
        <section className="sheet">
          <h2>{words.history.curve}</h2>
          <PartFallback shows={<div className="skeleton chart-place" />}>
            <LineChart
              label={words.history.curveDescription(scores[0] ?? 0, scores.at(-1) ?? 0, best)}
              x={rising.map(({ startedAt }) => Date.parse(startedAt) / 1000)}
              y={rising.map(({ score }) => score)}
              isDate
              language={language}
            />
          </PartFallback>
        </section>
      </div>
    </>
  )
}

function Sessions({ rows }: { rows: SessionRow[] }) {
  const { language, words } = useLanguage()
  return (
    <ul className="rows">
      {rows.map((session) => {
        const { minutes, rest } = durationParts(session.durationSeconds)
        const title = session.title ?? words.history.gone
        return (
          <li key={session.sessionId} className="row">
            <span className="row-score">{Math.round(session.score)}</span>
            <div className="row-words">
              <Link className="row-title" to={`/history/${session.sessionId}`}>
                {title}
              </Link>
              <p className="card-facts">
                <time dateTime={session.startedAt}>{formatDate(session.startedAt, language)}</time>
                <span>
                  {minutes}:{String(rest).padStart(2, '0')}
                </span>
                {session.personalBest && (
                  <span className="row-done">
                    <Trophy className="icon" aria-hidden="true" />
                    {words.history.personalBest}
                  </span>
                )}
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
