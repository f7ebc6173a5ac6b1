import { useState } from 'react'
import { auth } from '../../api/auth_session'
import { useUser } from '../../api/useAuth'
import { ChangePassword } from './ChangePassword'
import { DeleteAccount } from './DeleteAccount'
import { NetworksPanel } from '../admin'
import { Problem } from '../../ui/Problem'
import { SignInList } from './SignInList'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'

/** The person's account: where they are signed in, the password, and the way out; for admins, the service's networks. */
export function AccountPage() {
  const { words } = useLanguage()
  const user = useUser()
  const [error, setError] = useState<unknown>()
  const [round, setRound] = useState(0)
  useTitle(words.account.title)
  return (
    <div className="page page-narrow">
      <h1>{words.account.title}</h1>
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
      {user?.isAdmin && (
        <>
          <h2>{words.networks.heading}</h2>
          <NetworksPanel />
        </>
      )}
      <h2>{words.account.changePassword}</h2>
      <p className="page-text">{words.account.changePasswordText}</p>
      <ChangePassword changed={() => setRound((before) => before + 1)} />
      <h2>{words.account.deleteAccount}</h2>
      <p className="page-text">{words.account.deleteText}</p>
      <DeleteAccount />
    </div>
  )
}
