import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { askPasswordReset, isMailOffered } from '../../../api/account_mail'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { InputField } from '../../../ui/Field'
import { Loading } from '../../../ui/Loading'
import { Problem } from '../../../ui/Problem'
import { useForm } from '../../../ui/useForm'
import { useTitle } from '../../../ui/useTitle'
import { emailProblem } from '../email_problem'
import { Outcome } from './Outcome'

/** Asks for the address to which the link goes that sets a new password. */
export function ForgottenPasswordPage() {
  const { words } = useLanguage()
  const [sentTo, setSentTo] = useState<string>()
  const offer = useQuery({
    queryKey: ['mail-offer'],
    queryFn: ({ signal }) => isMailOffered(signal),
  })
  useTitle(words.mail.forgottenTitle)
  return (
    <div className="page page-narrow page-form">
      {sentTo !== undefined ? (
        <Outcome title={words.mail.sentTitle} text={words.mail.sentText(sentTo)}>
          <button className="button button-quiet" type="button" onClick={() => setSentTo(undefined)}>
            {words.mail.anotherAddress}
          </button>
        </Outcome>
      ) : (
        <>
          <h1>{words.mail.forgottenTitle}</h1>
          {offer.error && <Problem error={offer.error} retry={() => void offer.refetch()} />}
          {offer.isPending && <Loading />}
          {offer.data === false && <p className="page-text">{words.mail.notOffered}</p>}
          {offer.data === true && <AddressForm sent={setSentTo} />}
        </>
      )}
      <p className="form-aside">
        <Link to="/sign-in">{words.mail.backToSignIn}</Link>
      </p>
    </div>
  )
}

function AddressForm({ sent }: { sent: (email: string) => void }) {
  const { words } = useLanguage()
  const form = useForm({
    initial: { email: '' },
    check: ({ email }) => ({ email: emailProblem(words, email) }),
    send: async ({ email }) => {
      await askPasswordReset(email.trim())
      sent(email.trim())
    },
  })
  return (
    <>
      <p className="page-text">{words.mail.forgottenText}</p>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        {form.error !== undefined && <Problem error={form.error} />}
        <InputField
          label={words.account.email}
          type="email"
          autoComplete="email"
          required
          {...form.input('email')}
        />
        <button className="button button-primary button-large" type="submit" disabled={form.isSending}>
          {words.mail.sendLink}
        </button>
      </form>
    </>
  )
}
