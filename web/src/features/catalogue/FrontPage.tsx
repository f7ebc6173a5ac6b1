import { useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { Link } from 'react-router'
import { listSessions } from '../../api/own_sessions'
import type { User } from '../../api/auth_session'
import { useAuth } from '../../api/useAuth'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Hero } from './Hero'

/** What stands above the list: the way back to the last training for who has one, else what the service is. */
export function FrontPage() {
  const state = useAuth()
  if (state.status === 'unknown') return null
  return state.status === 'signedOut' ? <Hero /> : <WelcomeBack user={state.user} />
}

function WelcomeBack({ user }: { user: User }) {
  const { language, words } = useLanguage()
  const { data, isPending } = useQuery({
    queryKey: ['last session', user.id],
    queryFn: ({ signal }) => listSessions({ page: 0, size: 1 }, signal),
  })
  const last = data?.rows[0]
  if (isPending) return null
  if (last?.title == null) return <Hero />
  return (
    <section className="welcome">
      <div className="welcome-floor">
        <div>
          <p className="welcome-name">{words.discover.welcomeBack(user.nickName)}</p>
          <p className="card-facts">
            <span>{last.title}</span>
            <span>{words.discover.points(last.score)}</span>
            <time dateTime={last.startedAt}>{formatDate(last.startedAt, language)}</time>
          </p>
        </div>
        <p className="hero-actions">
          <Link className="button button-primary" to={`/trainings/${last.trainingId}`}>
            <Play className="icon" aria-hidden="true" />
            {words.history.again}
          </Link>
          <Link className="button button-room" to="/history">
            {words.history.title}
          </Link>
        </p>
      </div>
    </section>
  )
}
