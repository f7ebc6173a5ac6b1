import { useId, useRef, useState } from 'react'
import { changeEmail } from '../../../api/account_mail'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { InputField, PasswordField } from '../../../ui/Field'
import { Problem } from '../../../ui/Problem'
import { useForm } from '../../../ui/useForm'
import { emailProblem } from '../email_problem'

interface ChangeEmailProps {
  /** Whether there is an address, which is replaced then. */
  hasOne: boolean
  changed: () => void
}

/** Another address, or the first one, behind a button; asks for the password. */
export function ChangeEmail({ hasOne, changed }: ChangeEmailProps) {
  const { words } = useLanguage()
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  const toggle = () => {
    setDone(false)
    setOpen(!isOpen)
  }
  const finish = () => {
    setOpen(false)
    setDone(true)
    // The form, which had the focus, goes.
    opener.current?.focus()
    changed()
  }
  return (
    <>
      <button
        ref={opener}
        className="button button-quiet"
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={toggle}
      >
        {hasOne ? words.mail.changeEmail : words.mail.addEmail}
      </button>
      <p role="status">{isDone && words.mail.emailChanged}</p>
      {isOpen && <EmailForm id={id} done={finish} />}
    </>
  )
}

function EmailForm({ id, done }: { id: string; done: () => void }) {
  const { words } = useLanguage()
  const form = useForm({
    initial: { email: '', password: '' },
    check: ({ email, password }) => ({
      email: emailProblem(words, email),
      password: password ? undefined : words.fieldProblem.required,
    }),
    send: ({ email, password }) => changeEmail(password, email.trim()),
    whenSent: done,
    blame: { '0011': 'password' },
  })
  return (
    <form id={id} className="form email-form" noValidate onSubmit={(event) => void form.submit(event)}>
      {form.error !== undefined && <Problem error={form.error} />}
      <InputField
        label={words.mail.newEmail}
        type="email"
        autoComplete="email"
        required
        {...form.input('email')}
      />
      <PasswordField
        label={words.account.currentPassword}
        autoComplete="current-password"
        required
        {...form.input('password')}
      />
      <button className="button button-primary" type="submit" disabled={form.isSending}>
        {words.mail.saveEmail}
      </button>
    </form>
  )
}
