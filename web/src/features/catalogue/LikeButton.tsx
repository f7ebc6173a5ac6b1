import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { setLike, type Training } from '../../api/trainings'
import { useUser } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Problem } from '../../ui/Problem'

export function LikeButton({ id, training }: { id: number; training: Training }) {
  const { words } = useLanguage()
  const user = useUser()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [isLiked, setLiked] = useState(training.like)
  const [error, setError] = useState<unknown>()
  const count = training.likes + Number(isLiked) - Number(training.like)

  const toggle = async () => {
    if (!user) return navigate('/sign-in', { state: { from: pathname } })
    setError(undefined)
    setLiked(!isLiked)
    try {
      await setLike(id, !isLiked)
    } catch (failure) {
      setLiked(isLiked)
      setError(failure)
    }
  }
  return (
    <>
      <button
        className="button button-quiet like"
        type="button"
        aria-pressed={isLiked}
        onClick={() => void toggle()}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 20.5 3.6 12a5.2 5.2 0 0 1 7.4-7.3l1 1 1-1a5.2 5.2 0 0 1 7.4 7.3z" strokeWidth="2" />
        </svg>
        <span>{words.training.likeCount(count)}</span>
      </button>
      {error !== undefined && <Problem error={error} />}
    </>
  )
}
