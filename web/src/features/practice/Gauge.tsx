import type { LimbGrade } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'

const radius = 88
const length = 2 * Math.PI * radius

/** The live score as a ring and a number. No reading is shown as such: it is neither low nor high. */
export function Gauge({ score, grade }: { score: number | null; grade: LimbGrade }) {
  const { words } = useLanguage()
  const shown = score === null ? null : Math.round(score)
  return (
    <div className={`gauge gauge-${grade}`}>
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle className="gauge-track" cx="100" cy="100" r={radius} />
        {shown !== null && shown > 0 && (
          <circle
            className="gauge-value"
            cx="100"
            cy="100"
            r={radius}
            transform="rotate(-90 100 100)"
            strokeDasharray={`${(length * shown) / 100} ${length}`}
          />
        )}
      </svg>
      <p className="gauge-number">
        <span className="visually-hidden">{words.practice.score} </span>
        <span data-testid="score">{shown ?? '–'}</span>
      </p>
      {shown === null ? (
        <p className="visually-hidden">{words.practice.noReading}</p>
      ) : (
        <p className="gauge-word">{words.practice.grade[grade]}</p>
      )}
    </div>
  )
}
