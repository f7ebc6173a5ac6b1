import { useId, useRef, useState } from 'react'
import { Problem } from './Problem'

interface AskFirstProps {
  /** On the button that asks. */
  label: string
  /** For who hears it, where the label alone does not say of what. */
  spokenLabel?: string
  question: string
  /** On the buttons that answer. */
  confirm: string
  keep: string
  isDangerous?: boolean
  act: () => Promise<void>
}

/** A button that asks before it acts, in a dialog whose safe answer has the focus. */
export function AskFirst({
  label,
  spokenLabel,
  question,
  confirm,
  keep,
  isDangerous = false,
  act,
}: AskFirstProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [error, setError] = useState<unknown>()
  const [isActing, setActing] = useState(false)
  const go = async () => {
    setError(undefined)
    setActing(true)
    try {
      await act()
      dialog.current?.close()
    } catch (failure) {
      setError(failure)
    }
    setActing(false)
  }
  return (
    <>
      <button
        className="button button-quiet"
        type="button"
        aria-label={spokenLabel}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} className="question" aria-labelledby={id}>
        <p id={id}>{question}</p>
        {error !== undefined && <Problem error={error} />}
        <div className="question-answers">
          <button
            className="button button-quiet"
            type="button"
            // eslint-disable-next-line jsx-a11y/no-autofocus -- where a dialog asks, its safe answer has the focus
            autoFocus
            onClick={() => dialog.current?.close()}
          >
            {keep}
          </button>
          <button
            className={`button ${isDangerous ? 'button-danger' : 'button-primary'}`}
            type="button"
            disabled={isActing}
            onClick={() => void go()}
          >
            {confirm}
          </button>
        </div>
      </dialog>
    </>
  )
}
