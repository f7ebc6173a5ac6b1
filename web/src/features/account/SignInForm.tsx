import { auth } from '../../api/auth_session'
import { useLanguage } from '../../i18n/LanguageProvider'
import { InputField, PasswordField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

export function SignInForm() {
  const { words } = useLanguage()
  const form = useForm({
    initial: { id: '', password: '' },
    check: ({ id, password }) => ({
      id: id.trim() ? undefined : words.fieldProblem.required,
      password: password ? undefined : words.fieldProblem.required,
    }),
    send: ({ id, password }) => auth.signIn(id.trim(), password),
  })
  return (
    <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
      {form.error !== undefined && <Problem error={form.error} />}
      <InputField
        label={words.account.id}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        {...form.input('id')}
      />
      <PasswordField
        label={words.account.password}
        autoComplete="current-password"
        required
        {...form.input('password')}
      />
      <button className="button button-primary button-large" type="submit" disabled={form.isSending}>
        {words.account.signInTitle}
      </button>
    </form>
  )
}
