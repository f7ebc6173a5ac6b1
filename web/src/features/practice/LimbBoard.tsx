import { limbNames, type LimbGrade, type LimbName, type LimbReading } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'

// Seen as in a mirror: the trainee's left is on the left of the drawing.
const lines: Record<LimbName, string> = {
  left_upper_arm: 'M40 46 24 72',
  left_forearm: 'M24 72 14 98',
  right_upper_arm: 'M80 46 96 72',
  right_forearm: 'M96 72 106 98',
  left_thigh: 'M50 102 44 142',
  left_shin: 'M44 142 40 180',
  right_thigh: 'M70 102 76 142',
  right_shin: 'M76 142 80 180',
  trunk: 'M60 50 60 98',
  shoulders: 'M40 44 80 44',
}

/** How each part of the body does: as a drawing, by colour and by line, and in words. */
export function LimbBoard({ limbs }: { limbs: LimbReading[] }) {
  const { words } = useLanguage()
  const grades = new Map<LimbName, LimbGrade>(limbs.map((limb) => [limb.name, limb.grade]))
  const gradeOf = (name: LimbName) => grades.get(name) ?? 'unknown'
  return (
    <section className="limbs" aria-label={words.practice.limbsHeading}>
      <svg className="limbs-figure" viewBox="0 0 120 190" aria-hidden="true">
        <circle className="limb limb-head" cx="60" cy="20" r="12" />
        {limbNames.map((name) => (
          <path key={name} className={`limb limb-${gradeOf(name)}`} d={lines[name]} />
        ))}
      </svg>
      <ul className="limbs-list">
        {limbNames.map((name) => (
          <li key={name} className={`limb-row limb-row-${gradeOf(name)}`}>
            <span>{words.practice.limb[name]}</span>
            <strong>{words.practice.grade[gradeOf(name)]}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}
