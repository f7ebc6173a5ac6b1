import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { confirmEmail, isOfBadLink } from '../../../api/account_mail'
import { useUser } from '../../../api/useAuth'
import { useLanguage } from '../../../i18n/LanguageProvider'
import { Loading } from '../../../ui/Loading'
import { Problem } from '../../../ui/Problem'
import { useTitle } from '../../../ui/useTitle'
import { Outcome } from './Outcome'

/** Where the link of the mail to a new address leads. Its token is in the fragment, which no server gets to see. */
export function ConfirmEmailPage() {
  const { words } = useLanguage()
  const token = useLocation().hash.slice(1)
  useTitle(words.mail.confirmTitle)
  return (
    <div className="page page-narrow page-form">{token ? <Confirmation token={token} /> : <BadLink />}</div>
  )
}

function Confirmation({ token }: { token: string }) {
  const { words } = useLanguage()
  const user = useUser()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['confirm-email', token],
    queryFn: async ({ signal }) => {
      await confirmEmail(token, signal)
      void queries.invalidateQueries({ queryKey: ['profile'] })
      return true
    },
    retry: false,
    staleTime: Infinity,
  })
  if (isOfBadLink(error)) return <BadLink />
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <Outcome title={words.mail.confirmedTitle} text={words.mail.confirmedText}>
      <Link className="button button-primary" to={user ? '/' : '/sign-in'}>
        {user ? words.app.toTrainings : words.account.signInTitle}
      </Link>
    </Outcome>
  )
}

function BadLink() {
  const { words } = useLanguage()
  return (
    <Outcome
      title={words.mail.linkInvalidTitle}
      text={`${words.mail.linkInvalidText} ${words.mail.confirmAgain}`}
    >
      <Link className="button button-primary" to="/account">
        {words.mail.toAccount}
      </Link>
    </Outcome>
  )
}
