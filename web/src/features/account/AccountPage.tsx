import { useState } from 'react'
import { auth } from '../../api/auth_session'
import { ChangePassword } from './ChangePassword'
import { DeleteAccount } from './DeleteAccount'
import { ExportData } from './ExportData'
import { Problem } from '../../ui/Problem'
import { Profile } from './Profile'
import { SignInList } from './SignInList'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'

/** The person's profile and account: what others see, where they are signed in, the password, and the way out. */
export function AccountPage() {
  const { words } = useLanguage()
  const [error, setError] = useState<unknown>()
  const [round, setRound] = useState(0)
  useTitle(words.account.title)
  return (
    <div className="page page-narrow page-account">
      <h1>{words.account.title}</h1>
      <section className="sheet">
        <h2>{words.community.profile}</h2>
        <Profile />
      </section>
      <section className="sheet">
        <h2>{words.account.signIns}</h2>
        <p className="page-text">{words.account.signInsText}</p>
        <SignInList key={round} />
        {error !== undefined && <Problem error={error} />}
        <button
          className="button button-quiet"
          type="button"
          onClick={() => void auth.signOutEverywhere().catch(setError)}
        >
          {words.account.signOutEverywhere}
        </button>
      </section>
      <section className="sheet">
        <h2>{words.account.changePassword}</h2>
        <p className="page-text">{words.account.changePasswordText}</p>
        <ChangePassword changed={() => setRound((before) => before + 1)} />
      </section>
      <section className="sheet">
        <h2>{words.account.exportTitle}</h2>
        <p className="page-text">{words.account.exportText}</p>
        <ExportData />
      </section>
      <section className="sheet">
        <h2>{words.account.deleteAccount}</h2>
        <p className="page-text">{words.account.deleteText}</p>
        <DeleteAccount />
      </section>
    </div>
  )
}
