import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { deleteTraining } from '../api/trainings'
import { useLanguage } from '../i18n/LanguageProvider'
import { Problem } from './Problem'

/** Deleting asks first, in a dialog whose safe answer has the focus. */
export function RemoveTraining({ id }: { id: number }) {
  const { words } = useLanguage()
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const [error, setError] = useState<unknown>()
  const remove = async () => {
    setError(undefined)
    try {
      await deleteTraining(id)
      await navigate('/mine', { replace: true })
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <>
      <button className="button button-quiet" type="button" onClick={() => dialog.current?.showModal()}>
        {words.training.remove}
      </button>
      <dialog ref={dialog} className="question" aria-labelledby="remove-question">
        <p id="remove-question">{words.training.removeQuestion}</p>
        {error !== undefined && <Problem error={error} />}
        <div className="question-answers">
          <button className="button button-quiet" type="button" autoFocus onClick={() => dialog.current?.close()}>
            {words.training.keep}
          </button>
          <button className="button button-danger" type="button" onClick={() => void remove()}>
            {words.training.removeConfirm}
          </button>
        </div>
      </dialog>
    </>
  )
}
