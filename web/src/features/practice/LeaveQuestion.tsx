import { useEffect, useId, useRef } from 'react'
import { useLanguage } from '../../i18n/LanguageProvider'

interface LeaveQuestionProps {
  stay: () => void
  finish: () => void
  leave: () => void
}

/** Asks before a session is lost. What was done can be kept: finishing shows and stores its result. */
export function LeaveQuestion({ stay, finish, leave }: LeaveQuestionProps) {
  const { words } = useLanguage()
  const { practice } = words
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    return () => {
      element?.close()
      // What had the focus before has it again, since the dialog leaves the page with its own.
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
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
