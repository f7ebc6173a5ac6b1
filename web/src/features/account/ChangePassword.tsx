import { useState } from 'react'
import { auth } from '../../api/auth_session'
import { useLanguage } from '../../i18n/LanguageProvider'
import { PasswordField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

/** Another password; `changed` is called when the other sessions have ended. */
export function ChangePassword({ changed }: { changed: () => void }) {
  const { words } = useLanguage()
  const [isDone, setDone] = useState(false)
  const form = useForm({
    initial: { password: '', newPassword: '' },
    check: ({ password, newPassword }) => ({
      password: password ? undefined : words.fieldProblem.required,
      newPassword: newPassword ? undefined : words.fieldProblem.required,
    }),
    send: async ({ password, newPassword }) => {
      setDone(false)
      await auth.changePassword(password, newPassword)
      setDone(true)
      changed()
    },
    blame: { '0011': 'password' },
  })
  return (
    <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
      {form.error !== undefined && <Problem error={form.error} />}
      <PasswordField
        label={words.account.currentPassword}
        autoComplete="current-password"
        required
        {...form.input('password')}
      />
      <PasswordField
        label={words.account.newPassword}
        hint={words.account.passwordHint}
        autoComplete="new-password"
        required
        {...form.input('newPassword')}
      />
      <p role="status">{isDone && words.account.passwordChanged}</p>
      <button className="button button-primary" type="submit" disabled={form.isSending}>
        {words.account.changePassword}
      </button>
    </form>
  )
}
