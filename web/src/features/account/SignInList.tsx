import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endSignIn, listSignIns, type SignIn } from '../../api/account'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'

/** Where the person is signed in, each with a way to end it from here. */
export function SignInList() {
  const signIns = useQuery({ queryKey: ['sign-ins'], queryFn: ({ signal }) => listSignIns(signal) })
  const reload = () => void signIns.refetch()
  const [error, setError] = useState<unknown>()
  const end = async (id: string) => {
    setError(undefined)
    await endSignIn(id).catch(setError)
    reload()
  }
  if (signIns.error) return <Problem error={signIns.error} retry={reload} />
  if (!signIns.data) return <Loading />
  return (
    <>
      {error !== undefined && <Problem error={error} />}
      <ul className="sign-ins">
        {signIns.data.map((signIn) => (
          <SignInItem key={signIn.sessionId} signIn={signIn} end={() => void end(signIn.sessionId)} />
        ))}
      </ul>
    </>
  )
}

function SignInItem({ signIn, end }: { signIn: SignIn; end: () => void }) {
  const { words, language } = useLanguage()
  const { browser, os } = signIn.userAgent
  const known = [browser, os].filter((name) => name !== 'Other').join(' · ')
  const name = known || words.account.unknownBrowser
  return (
    <li>
      <p className="sign-in-name">{name}</p>
      <p className="field-hint">
        {words.account.lastUsed(formatDate(signIn.lastUsedDate, language))}
        {signIn.address && ` · ${signIn.address}`}
      </p>
      {signIn.current ? (
        <p className="sign-in-current">{words.account.thisDevice}</p>
      ) : (
        <button
          className="button button-quiet"
          type="button"
          onClick={end}
          aria-label={words.account.endSignIn(name)}
        >
          {words.navigation.signOut}
        </button>
      )}
    </li>
  )
}
