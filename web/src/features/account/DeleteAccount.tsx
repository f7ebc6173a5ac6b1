import { useRef } from 'react'
import { auth } from '../../api/auth_session'
import { useLanguage } from '../../i18n/LanguageProvider'
import { PasswordField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

/** Leaving asks first, and for the password, in a dialog. */
export function DeleteAccount() {
  const { words } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => ({ password: password ? undefined : words.fieldProblem.required }),
    send: ({ password }) => auth.deleteAccount(password),
    blame: { '0011': 'password' },
  })
  return (
    <>
      <button className="button button-quiet" type="button" onClick={() => dialog.current?.showModal()}>
        {words.account.deleteAccount}
      </button>
      <dialog ref={dialog} className="question" aria-labelledby="delete-account-question">
        <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
          <p id="delete-account-question">{words.account.deleteQuestion}</p>
          {form.error !== undefined && <Problem error={form.error} />}
          <PasswordField
            label={words.account.currentPassword}
            autoComplete="current-password"
            required
            {...form.input('password')}
          />
          <div className="question-answers">
            <button className="button button-quiet" type="button" onClick={() => dialog.current?.close()}>
              {words.training.keep}
            </button>
            <button className="button button-danger" type="submit" disabled={form.isSending}>
              {words.account.deleteConfirm}
            </button>
          </div>
        </form>
      </dialog>
    </>
  )
}
