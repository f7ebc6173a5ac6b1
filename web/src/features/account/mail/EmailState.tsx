import { useState } from 'react'
import { askEmailConfirmation } from '../../../api/account_mail'
import type { Profile } from '../../../api/profile'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { Problem } from '../../../ui/Problem'
import { ChangeEmail } from './ChangeEmail'

interface EmailStateProps {
  profile: Profile
  reload: () => void
}

/** The person's own address and how to replace it, and while it is not confirmed a way to get the mail again. */
export function EmailState({ profile, reload }: EmailStateProps) {
  const { words } = useLanguage()
  const { email, emailConfirmed } = profile
  return (
    <div className="email-state">
      <p className="email-state-label">{words.account.email}</p>
      {email === undefined ? (
        <p className="field-hint">{words.mail.noEmail}</p>
      ) : (
        <p className="email-state-address">{email}</p>
      )}
      {emailConfirmed && <p className="field-hint">{words.mail.confirmed}</p>}
      {profile._links.sendConfirmation && <Confirmation key={email} />}
      <ChangeEmail hasOne={email !== undefined} changed={reload} />
    </div>
  )
}

function Confirmation() {
  const { words } = useLanguage()
  const [isSent, setSent] = useState(false)
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<unknown>()
  const sendAgain = async () => {
    setError(undefined)
    setSent(false)
    setSending(true)
    await askEmailConfirmation()
      .then(() => setSent(true), setError)
      .finally(() => setSending(false))
  }
  return (
    <>
      <p className="field-hint">{words.mail.unconfirmed}</p>
      <button
        className="button button-quiet"
        type="button"
        disabled={isSending}
        onClick={() => void sendAgain()}
      >
        {words.mail.sendAgain}
      </button>
      <p role="status">{isSent && words.mail.sentAgain}</p>
      {error !== undefined && <Problem error={error} />}
    </>
  )
}
