import { Camera } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { ScoreSummary } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { ScoredMoment } from '../../api/generated'
import { ScoreChart } from './ScoreChart'
import { summaryStep } from './summary_step'

interface SummaryProps {
  summary: ScoreSummary
  history: ScoredMoment[]
  again: () => void
  leave: () => void
  /** Where it was not the person who was scored: how they can be. */
  tryYourself?: () => void
  /** What became of the score. */
  children?: ReactNode
}

export function Summary({ summary, history, again, leave, tryYourself, children }: SummaryProps) {
  const { language, words } = useLanguage()
  const { practice } = words
  const { recording } = words.firstSteps
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const best = history.reduce((highest, moment) => Math.max(highest, moment.score), 0)
  const terms = Object.entries(summary.terms).filter(([, value]) => value !== null) as [
    keyof typeof summary.terms,
    number,
  ][]
  return (
    <section className="summary">
      <h3 ref={heading} tabIndex={-1}>
        {tryYourself ? recording.over : practice.summaryHeading[summaryStep(summary.score)]}
      </h3>
      {tryYourself && <p className="kept-note">{recording.notKept}</p>}
      {summary.score === null ? (
        <p>{practice.notEnough}</p>
      ) : (
        <>
          <p className="summary-score">
            <span className="summary-label">{tryYourself ? recording.score : practice.yourScore}</span>{' '}
            <strong data-testid="final-score">{Math.round(summary.score)}</strong>
          </p>
          <ScoreChart history={history} />
          <dl className="summary-facts">
            <Fact name={practice.best} value={practice.scoreSpoken(Math.round(best))} />
            {summary.lagSeconds !== null && (
              <Fact
                name={summary.lagSeconds < 0 ? practice.averageLead : practice.averageLag}
                value={practice.seconds(Math.abs(summary.lagSeconds))}
              />
            )}
            <Fact name={practice.readTime} value={practice.seconds(summary.comparedSeconds)} />
            <Fact name={practice.coverage} value={practice.percent(Math.round(100 * summary.coverage))} />
            {summary.askedRepetitions > 0 && (
              <Fact
                name={practice.repetitionsName}
                value={practice.repetitionsOf(summary.repetitions, summary.askedRepetitions)}
              />
            )}
            {summary.depth !== null && (
              <Fact name={practice.depth} value={practice.percent(Math.round(summary.depth))} />
            )}
            {summary.periodSeconds !== null && (
              <Fact name={practice.tempo} value={practice.seconds(summary.periodSeconds)} />
            )}
            {terms.map(([name, value]) => (
              <Fact
                key={name}
                name={practice.term[name]}
                value={Math.round(value).toLocaleString(language)}
              />
            ))}
          </dl>
          <ul className="summary-limbs">
            {summary.limbs
              .filter((limb) => limb.score !== null)
              .map((limb) => (
                <li key={limb.name} className={`limb-row limb-row-${limb.grade}`}>
                  <span>{practice.limb[limb.name]}</span>
                  <strong>{practice.grade[limb.grade]}</strong>
                </li>
              ))}
          </ul>
        </>
      )}
      {children}
      <div className="summary-actions">
        {tryYourself && (
          <button className="button button-primary button-large" type="button" onClick={tryYourself}>
            <Camera className="icon" aria-hidden="true" />
            {practice.open}
          </button>
        )}
        <button
          className={`button ${tryYourself ? 'button-room' : 'button-primary'} button-large`}
          type="button"
          onClick={again}
        >
          {practice.again}
        </button>
        <button className="button button-room" type="button" onClick={leave}>
          {practice.leave}
        </button>
      </div>
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
