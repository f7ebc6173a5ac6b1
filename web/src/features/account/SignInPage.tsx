import { Link, Navigate, useLocation } from 'react-router'
import { useUser } from '../../api/useAuth'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'
import { SignInForm } from './SignInForm'

export function SignInPage() {
  const { words } = useLanguage()
  const location = useLocation()
  const user = useUser()
  const state = location.state as { from?: string } | null
  const from = state?.from
  useTitle(words.account.signInTitle)

  if (user) return <Navigate to={from ?? '/'} replace />
  return (
    <div className="page page-narrow page-form">
      <h1>{words.account.signInTitle}</h1>
      <p className="page-text">{from ? words.account.signInFirst : words.account.signInText}</p>
      <SignInForm />
      <p className="form-aside">
        <Link to="/forgotten-password">{words.mail.forgotten}</Link>
      </p>
      <p className="form-aside">
        {words.account.noAccount}{' '}
        <Link to="/sign-up" state={state}>
          {words.account.signUpTitle}
        </Link>
      </p>
    </div>
  )
}
