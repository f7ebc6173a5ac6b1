import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '../../api/errors'
import { getLeaderboard, saveTrainingSession, type SavedSession } from '../../api/training_sessions'
import { useUser } from '../../api/useAuth'
import { Problem } from '../../ui/Problem'
import type { ScoreSummary } from '../../engine'
import type { Messages } from '../../i18n/korean'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { ScoredMoment } from '../../api/generated'

interface SavedScoreProps {
  trainingId: number
  startedAt: Date
  /** With a score. */
  summary: ScoreSummary
  history: ScoredMoment[]
}

/** Saves the score of the training session with the account, and shows the personal best and the leaderboard. */
export function SavedScore(props: SavedScoreProps) {
  const { words } = useLanguage()
  const user = useUser()
  if (!user) {
    return (
      <section className="kept">
        <p className="kept-note">{words.practice.signInToKeep}</p>
        <Leaders trainingId={props.trainingId} />
      </section>
    )
  }
  return <OwnScore {...props} userId={user.id} />
}

function OwnScore({ trainingId, startedAt, summary, history, userId }: SavedScoreProps & { userId: string }) {
  const { words } = useLanguage()
  const [saved, setSaved] = useState<SavedSession>()
  const [isKept, setKept] = useState(false)
  const [error, setError] = useState<unknown>()
  const keep = useCallback(() => {
    saveTrainingSession(trainingId, startedAt, summary, history).then(
      (made) => {
        setSaved(made)
        setKept(true)
      },
      (failure: unknown) => {
        // Sent a second time: the first answer was lost.
        if (failure instanceof ApiError && failure.code === '1111') setKept(true)
        else setError(failure)
      },
    )
  }, [trainingId, startedAt, summary, history])
  useEffect(keep, [keep])
  const retry = () => {
    setError(undefined)
    keep()
  }
  return (
    <section className="kept">
      {error !== undefined && <Problem error={error} retry={retry} />}
      {saved && (
        <p className="kept-note" role="status">
          {savedSentence(saved, words)}
        </p>
      )}
      {isKept && <Leaders trainingId={trainingId} userId={userId} />}
    </section>
  )
}

function savedSentence({ isResult, best }: SavedSession, words: Messages): string {
  if (!isResult || !best) return words.practice.keptAsPractice
  return best.isNew ? words.practice.newBest : words.practice.personalBest(Math.round(best.score))
}

function Leaders({ trainingId, userId }: { trainingId: number; userId?: string }) {
  const { words } = useLanguage()
  const { data } = useQuery({
    queryKey: ['leaderboard', trainingId, userId],
    queryFn: ({ signal }) => getLeaderboard(trainingId, signal),
  })
  if (!data || data.leaders.length === 0) return null
  const isBelow = data.own !== null && !data.leaders.some((leader) => leader.userId === userId)
  return (
    <>
      <h4>{words.practice.leaderboard}</h4>
      <ol className="leaders">
        {data.leaders.map((leader) => (
          <li key={leader.userId} className={leader.userId === userId ? 'leader leader-own' : 'leader'}>
            <span className="leader-rank">{leader.rank}</span>
            <span className="leader-name">{leader.nickName}</span>
            <strong>{Math.round(leader.score)}</strong>
          </li>
        ))}
      </ol>
      {isBelow && data.own && <p className="kept-note">{words.practice.ownRank(data.own.rank)}</p>}
    </>
  )
}
