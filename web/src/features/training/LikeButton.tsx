import { Heart } from 'lucide-react'
import { useLocation, useNavigate } from 'react-router'
import { setLike, type Training } from '../../api/trainings'
import { useUser } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Problem } from '../../ui/Problem'
import { useToggle } from '../../ui/useToggle'

export function LikeButton({ id, training }: { id: number; training: Training }) {
  const { words } = useLanguage()
  const user = useUser()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { isOn, error, toggle } = useToggle(training.like, (like) => setLike(id, like))
  const count = training.likes + Number(isOn) - Number(training.like)
  return (
    <>
      <button
        className="button button-quiet like"
        type="button"
        aria-pressed={isOn}
        onClick={() => (user ? toggle() : void navigate('/sign-in', { state: { from: pathname } }))}
      >
        <Heart className="icon" aria-hidden="true" />
        <span>{words.training.likeCount(count)}</span>
      </button>
      {error !== undefined && <Problem error={error} />}
    </>
  )
}
