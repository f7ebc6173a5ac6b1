import { BellRing, Plus } from 'lucide-react'
import { useLocation, useNavigate } from 'react-router'
import { setSubscription } from '../../api/trainers'
import { useUser } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Problem } from '../../ui/Problem'
import { useToggle } from '../../ui/useToggle'

interface SubscribeButtonProps {
  trainerId: string
  name: string
  isSubscribed: boolean
}

/** Nothing on one's own trainings. */
export function SubscribeButton({ trainerId, name, isSubscribed }: SubscribeButtonProps) {
  const { words } = useLanguage()
  const user = useUser()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { isOn, error, toggle } = useToggle(isSubscribed, (next) => setSubscription(trainerId, next))
  if (user?.id === trainerId) return null
  return (
    <>
      <button
        className={isOn ? 'button button-quiet button-small button-on' : 'button button-quiet button-small'}
        type="button"
        aria-label={`${name}: ${isOn ? words.discover.subscribed : words.discover.subscribe}`}
        onClick={() => (user ? toggle() : void navigate('/sign-in', { state: { from: pathname } }))}
      >
        {isOn ? (
          <BellRing className="icon" aria-hidden="true" />
        ) : (
          <Plus className="icon" aria-hidden="true" />
        )}
        {isOn ? words.discover.subscribed : words.discover.subscribe}
      </button>
      {error !== undefined && <Problem error={error} />}
    </>
  )
}
