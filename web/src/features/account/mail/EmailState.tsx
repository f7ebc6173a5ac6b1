import { useState } from 'react'
import { askEmailConfirmation } from '../../../api/account_mail'
import type { Profile } from '../../../api/profile'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { Problem } from '../../../ui/Problem'

/** The person's own address, and while it is not confirmed a way to get the mail again. */
export function EmailState({ profile }: { profile: Profile }) {
  const { words } = useLanguage()
  const [isSent, setSent] = useState(false)
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<unknown>()
  if (!profile.email) return null
  const canBeConfirmed = profile._links.sendConfirmation !== undefined
  const sendAgain = async () => {
    setError(undefined)
    setSent(false)
    setSending(true)
    await askEmailConfirmation()
      .then(() => setSent(true), setError)
      .finally(() => setSending(false))
  }
  return (
    <div className="email-state">
      <p className="email-state-label">{words.account.email}</p>
      <p className="email-state-address">{profile.email}</p>
      {profile.emailConfirmed && <p className="field-hint">{words.mail.confirmed}</p>}
      {canBeConfirmed && (
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
        </>
      )}
      {error !== undefined && <Problem error={error} />}
    </div>
  )
}
