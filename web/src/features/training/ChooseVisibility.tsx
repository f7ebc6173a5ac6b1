import { useState } from 'react'
import { setVisibility, visibilities, type Training, type Visibility } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Problem } from '../../ui/Problem'

interface ChooseVisibilityProps {
  id: number
  training: Training
  /** Links to the video that were loaded before are no longer good. */
  changed: () => void
}

/** Who may see the training; for its owner. */
export function ChooseVisibility({ id, training, changed }: ChooseVisibilityProps) {
  const { words } = useLanguage()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<unknown>()
  const choose = async (visibility: Visibility) => {
    setError(undefined)
    setSending(true)
    try {
      await setVisibility(id, training, visibility)
      changed()
    } catch (failure) {
      setError(failure)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <label className="list-sort">
        <span>{words.visibility.label}</span>
        <select
          value={training.visibility}
          disabled={isSending}
          onChange={(event) => void choose(event.currentTarget.value as Visibility)}
        >
          {visibilities.map((each) => (
            <option key={each} value={each}>
              {words.visibility[each]}
            </option>
          ))}
        </select>
      </label>
      {training.visibility === 'subscribers' && (
        <p className="field-hint">{words.discover.subscribersHint}</p>
      )}
      {error !== undefined && <Problem error={error} />}
    </>
  )
}
