import { Link, Navigate, useLocation } from 'react-router'
import { auth } from '../../api/auth_session'
import { useUser } from '../../api/useAuth'
import { InputField, PasswordField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'

export function SignInPage() {
  const { words } = useLanguage()
  const location = useLocation()
  const user = useUser()
  const state = location.state as { from?: string } | null
  const from = state?.from
  useTitle(words.account.signInTitle)
  const form = useForm({
    initial: { id: '', password: '' },
    check: ({ id, password }) => ({
      id: id.trim() ? undefined : words.fieldProblem.required,
      password: password ? undefined : words.fieldProblem.required,
    }),
    send: ({ id, password }) => auth.signIn(id.trim(), password),
  })

  if (user) return <Navigate to={from ?? '/'} replace />
  return (
    <div className="page page-narrow">
      <h1>{words.account.signInTitle}</h1>
      <p className="page-text">{from ? words.account.signInFirst : words.account.signInText}</p>
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
      <p className="form-aside">
        {words.account.noAccount}{' '}
        <Link to="/sign-up" state={state}>
          {words.account.signUpTitle}
        </Link>
      </p>
    </div>
  )
}
