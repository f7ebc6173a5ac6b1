import { useLanguage } from '../../i18n/LanguageProvider'
import type { LimbMark } from './practice_view'

/** Names the limbs that are off, where they are on the body. What to do about them is in the large line, which is read aloud. */
export function LimbWords({ marks }: { marks: LimbMark[] }) {
  const { words } = useLanguage()
  return (
    <div className="limb-words" aria-hidden="true">
      {marks.map(({ name, x, y }) => (
        <span
          key={name}
          className={x < 0.5 ? 'limb-word limb-word-left' : 'limb-word'}
          style={{ left: `clamp(var(--room), ${100 * x}%, 100% - var(--room))`, top: `${100 * y}%` }}
        >
          {words.practice.limb[name]}
        </span>
      ))}
    </div>
  )
}
