import { useId } from 'react'
import { useLanguage } from '../../i18n/LanguageProvider'
import { useModal } from '../../ui/useModal'

interface LeaveQuestionProps {
  stay: () => void
  finish: () => void
  leave: () => void
}

/** Asks before a session is lost. What was done can be kept: finishing shows and stores its result. */
export function LeaveQuestion({ stay, finish, leave }: LeaveQuestionProps) {
  const { words } = useLanguage()
  const { practice } = words
  const dialog = useModal()
  const id = useId()
  return (
    <dialog
      ref={dialog}
      className="leave-question"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        event.stopPropagation()
        stay()
      }}
    >
      <h3 id={id}>{practice.leaveHeading}</h3>
      <p>{practice.leaveText}</p>
      <div className="leave-actions">
        <button className="button button-primary" type="button" onClick={stay}>
          {practice.stay}
        </button>
        <button className="button button-room" type="button" onClick={finish}>
          {practice.finishAndSee}
        </button>
        <button className="button button-room" type="button" onClick={leave}>
          {practice.leaveAnyway}
        </button>
      </div>
    </dialog>
  )
}
