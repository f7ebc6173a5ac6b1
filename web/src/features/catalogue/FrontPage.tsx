import { useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { Link } from 'react-router'
import { listSessions, type SessionRow } from '../../api/own_sessions'
import type { User } from '../../api/auth_session'
import { useAuth } from '../../api/useAuth'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Hero } from './Hero'

/** What stands above the list: the way back to the last training for who has one, else what the service is. */
export function FrontPage() {
  const state = useAuth()
  if (state.status === 'signedOut') return <Hero />
  return state.status === 'unknown' ? <Welcome /> : <WelcomeBack user={state.user} />
}

function WelcomeBack({ user }: { user: User }) {
  const { data, isPending } = useQuery({
    queryKey: ['last session', user.id],
    queryFn: ({ signal }) => listSessions({ page: 0, size: 1 }, signal),
  })
  const last = data?.rows[0]
  if (!isPending && last?.title == null) return <Hero />
  return <Welcome name={user.nickName} last={last} />
}

/** Keeps its place while it is not yet known whom it welcomes and what they did last. */
function Welcome({ name, last }: { name?: string; last?: SessionRow | undefined }) {
  const { language, words } = useLanguage()
  return (
    <section className="welcome" aria-busy={!last}>
      <div className="welcome-floor">
        <div>
          <p className="welcome-name">{name === undefined ? '\u00a0' : words.discover.welcomeBack(name)}</p>
          <p className="card-facts">
            {last ? (
              <>
                <span>{last.title}</span>
                <span>{words.discover.points(last.score)}</span>
                <time dateTime={last.startedAt}>{formatDate(last.startedAt, language)}</time>
              </>
            ) : (
              <span>{words.app.loading}</span>
            )}
          </p>
        </div>
        <p className={last ? 'hero-actions' : 'hero-actions hero-actions-coming'}>
          <Link className="button button-primary" to={last ? `/trainings/${last.trainingId}` : '/history'}>
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
