import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { isOfBadLink, resetPassword } from '../../../api/account_mail'
import { auth } from '../../../api/auth_session'
import { useUser } from '../../../api/useAuth'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { PasswordField } from '../../../ui/Field'
import { Problem } from '../../../ui/Problem'
import { useForm } from '../../../ui/useForm'
import { useTitle } from '../../../ui/useTitle'
import { Outcome } from './Outcome'

type Step = 'ask' | 'done' | 'badLink'

/** Where the link of a mail leads. Its token is in the fragment, which no server gets to see. */
export function ResetPasswordPage() {
  const { words } = useLanguage()
  const { hash } = useLocation()
  useTitle(words.mail.resetTitle)
  return (
    <div className="page page-narrow page-form">
      <Reset key={hash} token={hash.slice(1)} />
    </div>
  )
}

function Reset({ token }: { token: string }) {
  const { words } = useLanguage()
  const [step, setStep] = useState<Step>(token ? 'ask' : 'badLink')
  if (step === 'badLink') {
    return (
      <Outcome title={words.mail.linkInvalidTitle} text={words.mail.linkInvalidText}>
        <Link className="button button-primary" to="/forgotten-password">
          {words.mail.askAgain}
        </Link>
      </Outcome>
    )
  }
  if (step === 'done') {
    return (
      <Outcome title={words.mail.resetDoneTitle} text={words.mail.resetDoneText}>
        <Link className="button button-primary" to="/sign-in">
          {words.account.signInTitle}
        </Link>
      </Outcome>
    )
  }
  return <PasswordForm token={token} become={setStep} />
}

function PasswordForm({ token, become }: { token: string; become: (step: Step) => void }) {
  const { words } = useLanguage()
  const user = useUser()
  const form = useForm({
    initial: { newPassword: '' },
    check: ({ newPassword }) => ({ newPassword: newPassword ? undefined : words.fieldProblem.required }),
    send: async ({ newPassword }) => {
      try {
        await resetPassword(token, newPassword)
      } catch (error) {
        if (!isOfBadLink(error)) throw error
        become('badLink')
        return
      }
      // The session of this device, if it is of that account, has ended as well.
      if (user) await auth.signOut()
      become('done')
    },
  })
  return (
    <>
      <h1>{words.mail.resetTitle}</h1>
      <p className="page-text">{words.mail.resetText}</p>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        {form.error !== undefined && <Problem error={form.error} />}
        <PasswordField
          label={words.account.newPassword}
          hint={words.account.passwordHint}
          autoComplete="new-password"
          required
          {...form.input('newPassword')}
        />
        <button className="button button-primary button-large" type="submit" disabled={form.isSending}>
          {words.account.changePassword}
        </button>
      </form>
    </>
  )
}
