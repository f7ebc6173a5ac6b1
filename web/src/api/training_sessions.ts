import type { ScoreSummary } from '../engine'
import { auth } from './auth_session'
import * as contract from './generated'

const mostMoments = 500

/** What became of a training session that was saved. */
export interface SavedSession {
  /** Counts for the personal best and the leaderboard; otherwise it is practice. */
  isResult: boolean
  /** Null before the first result. */
  best: { score: number; isNew: boolean } | null
}

export interface Leaderboard {
  leaders: contract.Leader[]
  /** The own place; null where there is none. */
  own: contract.OwnPlace | null
}

/** At most mostMoments of them, with times that rise. */
export function thinned(history: contract.ScoredMoment[]): contract.ScoredMoment[] {
  const step = Math.ceil(history.length / mostMoments)
  const kept: contract.ScoredMoment[] = []
  for (const [i, { time, score }] of history.entries()) {
    const last = kept.at(-1)
    if (i % step === 0 && (!last || time > last.time)) kept.push({ time, score })
  }
  return kept
}

/** Saves a finished training session with the account of the person who is signed in. */
export async function saveTrainingSession(
  trainingId: number,
  startedAt: Date,
  summary: ScoreSummary,
  history: contract.ScoredMoment[],
): Promise<SavedSession> {
  const { isResult, personalBest, isPersonalBest } = await auth.read(
    contract.TrainingSessionCreated,
    '/api/me/sessions',
    {
      method: 'POST',
      body: {
        trainingId,
        startedAt: startedAt.toISOString(),
        durationSeconds: summary.comparedSeconds,
        score: summary.score,
        lagSeconds: summary.lagSeconds,
        coverage: summary.coverage,
        series: thinned(history),
        limbs: summary.limbs.map(({ name, score }) => ({ name, score })),
      },
    },
  )
  return { isResult, best: personalBest && { score: personalBest.score, isNew: isPersonalBest } }
}

export async function getLeaderboard(trainingId: number, signal?: AbortSignal): Promise<Leaderboard> {
  const path = `/api/trainings/${trainingId}/leaderboard?size=5`
  const { _embedded: embedded, own } = await auth.read(contract.Leaderboard, path, { signal })
  return { leaders: embedded.leaderboard, own }
}
