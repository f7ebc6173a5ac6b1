import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { listSessions } from '../../api/own_sessions'
import { getLeaderboard } from '../../api/training_sessions'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'

interface ResultsProps {
  trainingId: number
  userId: string | undefined
}

/** The person's own best and last, and the best of everybody. */
export function Results({ trainingId, userId }: ResultsProps) {
  return (
    <>
      {userId !== undefined && <OwnResults trainingId={trainingId} />}
      <Leaders trainingId={trainingId} userId={userId} />
    </>
  )
}

function OwnResults({ trainingId }: { trainingId: number }) {
  const { language, words } = useLanguage()
  const { data } = useQuery({
    queryKey: ['own sessions', trainingId],
    queryFn: ({ signal }) => listSessions({ trainingId, page: 0, size: 100 }, signal),
  })
  const last = data?.rows[0]
  if (!data) return null
  return (
    <section className="sheet">
      <h2>{words.history.title}</h2>
      {last ? (
        <>
          <dl className="figures">
            <div>
              <dt>{words.discover.ownBest}</dt>
              <dd>{Math.round(Math.max(...data.rows.map(({ score }) => score)))}</dd>
            </div>
            <div>
              <dt>{words.discover.ownLast}</dt>
              <dd>{Math.round(last.score)}</dd>
            </div>
          </dl>
          <p className="card-facts">
            <span>{words.history.sessions(data.totalElements)}</span>
            <time dateTime={last.startedAt}>{formatDate(last.startedAt, language)}</time>
          </p>
          <Link to={`/history?training=${trainingId}`}>{words.shell.history}</Link>
        </>
      ) : (
        <p className="page-text">{words.discover.ownNone}</p>
      )}
    </section>
  )
}

function Leaders({ trainingId, userId }: ResultsProps) {
  const { words } = useLanguage()
  const { data } = useQuery({
    queryKey: ['leaders', trainingId, userId],
    queryFn: ({ signal }) => getLeaderboard(trainingId, signal),
  })
  if (!data) return null
  return (
    <section className="sheet">
      <h2>{words.discover.leaderboard}</h2>
      {data.leaders.length === 0 && <p className="page-text">{words.discover.leaderboardEmpty}</p>}
      <ol className="places">
        {data.leaders.map((leader) => (
          <li key={leader.userId} className={leader.userId === userId ? 'place place-own' : 'place'}>
            <span className="place-rank">{leader.rank}</span>
            <span className="place-name">{leader.nickName}</span>
            <strong>{Math.round(leader.score)}</strong>
          </li>
        ))}
      </ol>
      {data.own && !data.leaders.some((leader) => leader.userId === userId) && (
        <p>{words.discover.ownRank(data.own.rank)}</p>
      )}
    </section>
  )
}
