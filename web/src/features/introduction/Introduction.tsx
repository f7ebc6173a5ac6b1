import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { listTrainings } from '../../api/trainings'
import { useDemo } from '../../api/useDemo'
import { useLanguage } from '../../i18n/LanguageProvider'
import { useModal } from '../../ui/useModal'
import { Follow, Score, Stand } from './drawings'
import { closeIntroduction } from './opening'
import './introduction.css'

const drawings = [Follow, Stand, Score]

/** Three steps: what it is, where to stand, how the score works. Left at any of them, by Escape too. */
export default function Introduction() {
  const { words } = useLanguage()
  const { introduction } = words.firstSteps
  const dialog = useModal()
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  const [place, setPlace] = useState(0)
  const [step] = introduction.steps.slice(place)
  const Drawing = drawings[place]
  const isLast = place === introduction.steps.length - 1

  // Each step is read out from its beginning.
  useEffect(() => heading.current?.focus(), [place])

  const go = (to: number) => setPlace(Math.max(0, Math.min(introduction.steps.length - 1, to)))
  if (!step || !Drawing) return null
  return (
    <dialog
      ref={dialog}
      className="introduction"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        closeIntroduction()
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') go(place + 1)
        else if (event.key === 'ArrowLeft') go(place - 1)
      }}
    >
      <div className="introduction-picture">
        <Drawing />
      </div>
      <div className="introduction-words">
        <p className="introduction-place">
          {introduction.steps.map(({ title }, index) => (
            <span key={title} className="introduction-dot" data-is-now={index === place} aria-hidden="true" />
          ))}
          <span>{introduction.place(place + 1, introduction.steps.length)}</span>
        </p>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {step.title}
        </h2>
        <div className="introduction-text">
          <p>{step.text}</p>
          {isLast && <Grades />}
        </div>
      </div>
      <div className="introduction-actions">
        <button className="button button-bare introduction-skip" type="button" onClick={closeIntroduction}>
          {isLast ? words.app.close : introduction.skip}
        </button>
        {place > 0 && (
          <button className="button button-quiet" type="button" onClick={() => go(place - 1)}>
            <ArrowLeft className="icon" aria-hidden="true" />
            {introduction.back}
          </button>
        )}
        {isLast ? (
          <Ways />
        ) : (
          <button className="button button-primary" type="button" onClick={() => go(place + 1)}>
            {introduction.next}
            <ArrowRight className="icon" aria-hidden="true" />
          </button>
        )}
      </div>
    </dialog>
  )
}

/** The words for the colours of the limbs. */
function Grades() {
  const { words } = useLanguage()
  const { grade } = words.practice
  return (
    <ul className="introduction-grades">
      {(['good', 'fair', 'poor'] as const).map((name) => (
        <li key={name} className={`introduction-grade-${name}`}>
          {grade[name]}
        </li>
      ))}
    </ul>
  )
}

/** To the demo training where there is one, and out. */
function Ways() {
  const { words } = useLanguage()
  const { introduction } = words.firstSteps
  const navigate = useNavigate()
  const demo = useDemo()
  const id = demo?.state === 'ready' ? demo.trainingId : undefined
  // An admin may have hidden it since.
  const { data } = useQuery({
    queryKey: ['favourite', 'demo'],
    queryFn: ({ signal }) =>
      listTrainings({ of: 'everybody', tag: 'demo', page: 0, size: 20, sort: 'views,DESC' }, signal),
    enabled: id !== undefined,
  })
  const isThere = data?.rows.some((row) => row.trainingId === id)
  const leave = () => {
    closeIntroduction()
    if (isThere) void navigate(`/trainings/${id}`)
  }
  return (
    <button className="button button-primary" type="button" onClick={leave}>
      {isThere ? introduction.tryDemo : introduction.done}
    </button>
  )
}
