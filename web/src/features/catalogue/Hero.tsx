import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { sourcesOf } from '../../api/pictures'
import { listTrainings, type TrainingRow } from '../../api/trainings'
import { useAuth } from '../../api/useAuth'
import { useDemo } from '../../api/useDemo'
import { useLanguage } from '../../i18n/LanguageProvider'

/** What the service is, with the training that most people look at. */
export function Hero() {
  const { words } = useLanguage()
  const state = useAuth()
  const { data } = useQuery({
    queryKey: ['favourite'],
    queryFn: ({ signal }) => listTrainings({ of: 'everybody', page: 0, size: 1, sort: 'views,DESC' }, signal),
  })
  const training = data?.rows[0]
  const isVisitor = state.status === 'signedOut'
  return (
    <section className="hero">
      <div className="hero-floor">
        <div className="hero-words">
          <p className="hero-tagline">{words.app.tagline}</p>
          <p className="hero-text">{words.app.introduction}</p>
          <p className="hero-actions">
            {training && (
              <Link className="button button-primary button-large" to={`/trainings/${training.trainingId}`}>
                {words.discover.heroStart}
              </Link>
            )}
            {isVisitor && (
              <Link
                className={`button button-large ${training ? 'button-room' : 'button-primary'}`}
                to="/sign-up"
              >
                {words.navigation.signUp}
              </Link>
            )}
            {!training && <DemoMaking />}
          </p>
        </div>
        <Picture training={training} />
      </div>
      {isVisitor && <Steps />}
    </section>
  )
}

/** Says that there will be something to try in a moment. */
function DemoMaking() {
  const { words } = useLanguage()
  const demo = useDemo()
  if (demo?.state !== 'making') return null
  return (
    <span className="hero-making" role="status">
      <span className="loading-mark" aria-hidden="true" />
      {words.firstSteps.demo.making}
    </span>
  )
}

function Picture({ training }: { training: TrainingRow | undefined }) {
  const picture = training?.picture
  return (
    <div className="hero-picture" aria-hidden="true">
      {picture && !picture.isClosed && (
        <img alt="" src={picture.large} srcSet={sourcesOf(picture)} sizes="(max-width: 48rem) 100vw, 36rem" />
      )}
      <HeroShape />
    </div>
  )
}

function Steps() {
  const { words } = useLanguage()
  return (
    <ol className="hero-steps" aria-label={words.discover.stepsHeading}>
      {words.discover.steps.map(([name, text], place) => (
        <li key={name}>
          <span className="hero-step" aria-hidden="true">
            {place + 1}
          </span>
          <p>
            <strong>{name}</strong>
            {text}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** A trainer's shape and, over it, the joints of who follows. */
function HeroShape() {
  return (
    <svg className="hero-shape" viewBox="0 0 220 300">
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
] as const
