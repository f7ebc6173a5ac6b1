import { Link, useSearchParams } from 'react-router'
import { useSession } from '../api/useSession'
import { TrainingList } from '../components/TrainingList'
import { useTitle } from '../components/useTitle'
import { useLanguage } from '../i18n/LanguageProvider'

export function TrainingsPage() {
  const { words } = useLanguage()
  const [parameters] = useSearchParams()
  const state = useSession()
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

/** A trainer's shape and, over it, the outline of who follows. */
function HeroShape() {
  const limbs = 'M52 96 92 108v66l-8 62-6 58M148 70 128 108v66l14 56 2 64M92 108h36v66H92z'
  return (
    <svg className="hero-shape" viewBox="0 0 210 310" aria-hidden="true">
      <g className="hero-trainer">
        <circle cx="110" cy="62" r="25" />
        <path d={limbs} strokeWidth="34" strokeLinejoin="round" strokeLinecap="round" />
        <path d="M52 96 30 58M148 70 166 28" strokeWidth="22" strokeLinecap="round" />
      </g>
      <g className="hero-trainee">
        <path d="M52 102 92 112h38l20-36M52 102 24 70M150 76l22-40M100 174h24M100 174l-12 62-4 58M124 174l16 58v62M92 112l8 62M130 112l-6 62" />
        {[[52, 102], [24, 70], [92, 112], [130, 112], [150, 76], [172, 36], [100, 174], [124, 174], [88, 236], [84, 294], [140, 232], [140, 294]].map(
          ([x, y]) => (
            <circle key={`${x}-${y}`} cx={x} cy={y} r="5" />
          ),
        )}
      </g>
    </svg>
  )
}
