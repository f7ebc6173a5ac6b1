import { Link, useSearchParams } from 'react-router'
import { useAuth } from '../../api/useAuth'
import { TrainingList } from './TrainingList'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'

export function TrainingsPage() {
  const { words } = useLanguage()
  const [parameters] = useSearchParams()
  const state = useAuth()
  const isFrontPage = parameters.size === 0
  useTitle(isFrontPage ? undefined : words.trainings.title)
  return (
    <>
      {isFrontPage && (
        <section className="hero">
          <div className="hero-words">
            <p className="hero-tagline">{words.app.tagline}</p>
            <p className="hero-text">{words.app.introduction}</p>
            {state.status === 'signedOut' && (
              <Link className="button button-primary button-large" to="/sign-up">
                {words.navigation.signUp}
              </Link>
            )}
          </div>
          <HeroShape />
        </section>
      )}
      <div className="page">
        <h1>{words.trainings.title}</h1>
        <TrainingList mine={false} />
      </div>
    </>
  )
}

/** A trainer's shape and, over it, the joints of who follows. */
function HeroShape() {
  return (
    <svg className="hero-shape" viewBox="0 0 220 300" aria-hidden="true">
      <g className="hero-trainer">
        <circle cx="110" cy="52" r="26" />
        <path className="hero-torso" d="M76 100h68l-6 78H86z" />
        <path d="M78 102 38 80 30 34M142 102 182 80 190 34" strokeWidth="25" />
        <path d="M94 178 74 238 80 300M126 178 146 238 140 300" strokeWidth="32" />
      </g>
      <g className="hero-trainee">
        <path d="M30 44 42 84 80 106H140L176 88 196 50M80 106 92 182H128L140 106M92 182 80 242 82 300M128 182 150 236 148 300" />
        {joints.map(([x, y]) => (
          <circle key={`${x}-${y}`} cx={x} cy={y} r="5.5" />
        ))}
      </g>
    </svg>
  )
}

const joints = [
  [30, 44],
  [42, 84],
  [80, 106],
  [140, 106],
  [176, 88],
  [196, 50],
  [92, 182],
  [128, 182],
  [80, 242],
  [150, 236],
]
