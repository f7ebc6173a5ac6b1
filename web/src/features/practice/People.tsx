import { useLanguage } from '../../i18n/LanguageProvider'
import type { PracticeView } from './practice_view'

interface PeopleProps {
  view: PracticeView
  /** Somebody else is to count: who stands at this point of the stage, in shares of its sides. */
  follow: (point: { x: number; y: number }) => void
}

/** Where more than one person is in the picture: who of them counts, and a button on each of the others. */
export function People({ view: { others, head, reading }, follow }: PeopleProps) {
  const { words } = useLanguage()
  const { practice } = words
  // Who counts may have left while others are there.
  const isLost = reading?.advice === 'no_person'
  if (others.length === 0) return null
  const percent = (share: number) => `${100 * share}%`
  return (
    <>
      <p className="people-note" role="status">
        {isLost ? practice.chooseWhoCounts : practice.severalPeople(others.length + 1)}
      </p>
      {head && (
        <span
          className="people-own"
          style={{ left: percent(head.x), top: percent(head.y) }}
          aria-hidden="true"
        >
          {practice.thisCounts}
        </span>
      )}
      {others.map(({ left, top, right, bottom }, index) => (
        <button
          key={index}
          className="people-other"
          type="button"
          style={{
            left: percent(left),
            top: percent(top),
            width: percent(right - left),
            height: percent(bottom - top),
          }}
          onClick={() => follow({ x: (left + right) / 2, y: (top + bottom) / 2 })}
        >
          <span>{practice.followThis}</span>
        </button>
      ))}
    </>
  )
}
