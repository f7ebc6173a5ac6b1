import type { ScoreSummary } from '../engine'
import type { ScoredMoment } from '../training/practice'
import { auth } from './auth_session'

const mostMoments = 500

export interface PersonalBest {
  score: number
  isNew: boolean
}

export interface Leader {
  rank: number
  userId: string
  nickName: string
  score: number
}

export interface Leaderboard {
  leaders: Leader[]
  /** The own place; null where there is none. */
  own: { rank: number; score: number } | null
}

/** At most mostMoments of them, with times that rise. */
export function thinned(history: ScoredMoment[]): ScoredMoment[] {
  const step = Math.ceil(history.length / mostMoments)
  const kept: ScoredMoment[] = []
  for (let i = 0; i < history.length; i += step) {
    const moment = history[i]!
    if (kept.length === 0 || moment.time > kept.at(-1)!.time) kept.push({ time: moment.time, score: moment.score })
  }
  return kept
}

/** Saves a finished training session with the account of the person who is signed in. */
export async function saveTrainingSession(
  trainingId: number,
  startedAt: Date,
  summary: ScoreSummary,
  history: ScoredMoment[],
): Promise<PersonalBest> {
  const answer = await auth.call('/api/me/sessions', {
    method: 'POST',
    body: {
      trainingId,
      startedAt: startedAt.toISOString(),
      durationSeconds: summary.comparedSeconds,
      score: summary.score,
      lagSeconds: summary.lagSeconds,
      series: thinned(history),
      limbs: summary.limbs.map(({ name, score }) => ({ name, score })),
    },
  })
  const body = answer.body as { isPersonalBest: boolean; personalBest: { score: number } }
  return { score: body.personalBest.score, isNew: body.isPersonalBest }
}

export async function getLeaderboard(trainingId: number, signal?: AbortSignal): Promise<Leaderboard> {
  const answer = await auth.call(`/api/trainings/${trainingId}/leaderboard?size=5`, { signal })
  const body = answer.body as { _embedded: { leaderboard: Leader[] }; own: Leaderboard['own'] }
  return { leaders: body._embedded.leaderboard, own: body.own }
}
