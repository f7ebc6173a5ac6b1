import type { ScoredMoment } from '../../../api/generated'
import type { ScoreSummary } from '../../../engine'
import type { Messages } from '../../../i18n/korean'
import { summaryStep } from '../summary_step'

export interface CardFact {
  name: string
  value: string
}

/** What a card says, in the person's language. */
export interface CardContent {
  title: string
  trainer: string
  heading: string
  scoreLabel: string
  score: string
  facts: CardFact[]
  history: ScoredMoment[]
  date: string
  address: string
}

interface Finished {
  title: string
  trainer: string
  summary: ScoreSummary
  history: ScoredMoment[]
  startedAt: Date
  /** Of the training. */
  address: string
}

const mostFacts = 3

export function cardContent(finished: Finished, words: Messages, language: string): CardContent {
  const { practice } = words
  const { summary, history } = finished
  const best = history.reduce((highest, moment) => Math.max(highest, moment.score), 0)
  const facts: CardFact[] = []
  if (summary.askedRepetitions > 0) {
    facts.push({
      name: practice.repetitionsName,
      value: practice.repetitionsOf(summary.repetitions, summary.askedRepetitions),
    })
  }
  facts.push({ name: practice.best, value: practice.scoreSpoken(Math.round(best)) })
  facts.push({ name: practice.readTime, value: practice.seconds(Math.round(summary.comparedSeconds)) })
  return {
    title: finished.title,
    trainer: finished.trainer,
    heading: practice.summaryHeading[summaryStep(summary.score)],
    scoreLabel: practice.yourScore,
    score: Math.round(summary.score ?? 0).toLocaleString(language),
    facts: facts.slice(0, mostFacts),
    history,
    date: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(finished.startedAt),
    address: finished.address,
  }
}
