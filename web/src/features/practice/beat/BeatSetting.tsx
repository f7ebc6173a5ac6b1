import { useId } from 'react'
import { useLanguage } from '../../../i18n/LanguageProvider'

interface BeatSettingProps {
  isOn: boolean
  /** Whether this training has one; null while that is not known. */
  hasBeat: boolean | null
  change: (isOn: boolean) => void
}

/** Can be chosen where there is no beat too, since it is kept for all trainings. */
export function BeatSetting({ isOn, hasBeat, change }: BeatSettingProps) {
  const { words } = useLanguage()
  const note = useId()
  const isMissing = hasBeat === false
  return (
    <>
      <label className="setting setting-check">
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={isMissing ? note : undefined}
          onChange={(event) => change(event.currentTarget.checked)}
        />
        <span>{words.practice.beat}</span>
      </label>
      {isMissing && (
        <p className="setting-note" id={note}>
          {words.practice.noBeat}
        </p>
      )}
    </>
  )
}
