import type { RefObject } from 'react'
import type { Training } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { lazyPart, PartFallback } from '../../ui/lazy_part'
import { Loading } from '../../ui/Loading'
import { PartBoundary } from '../../ui/PartBoundary'
import { StandInMark } from '../../ui/StandInMark'
import { Comments } from '../comments'
import { About } from './About'
import { DemoCredit } from './DemoCredit'
import { Related } from './Related'
import { Results } from './Results'

const OwnerTools = lazyPart(() => import('./OwnerTools').then((all) => all.default))

interface TrainingWordsProps {
  id: number
  training: Training
  userId: string | undefined
  isReady: boolean
  /** How often the room was visited: results are read again after each visit. */
  visits: number
  video: RefObject<HTMLVideoElement | null>
  reload: () => void
}

/** What is below the video: for its owner, about it, what people say and reached, and what to train next. */
export function TrainingWords({ id, training, userId, isReady, visits, video, reload }: TrainingWordsProps) {
  const { words } = useLanguage()
  return (
    <>
      {isReady && training.networks === 'stand-in' && <StandInMark />}
      {training.mine && (
        <PartBoundary>
          <PartFallback shows={<Loading />}>
            <OwnerTools id={id} training={training} isReady={isReady} video={video} reload={reload} />
          </PartFallback>
        </PartBoundary>
      )}
      {!isReady && !training.mine && <p>{words.training.notReady}</p>}
      <div className="training-columns">
        <div className="training-main">
          <About training={training} />
          <DemoCredit trainingId={id} />
          {isReady && <Comments trainingId={id} />}
        </div>
        {isReady && (
          <aside className="training-side">
            <Results key={visits} trainingId={id} userId={userId} />
          </aside>
        )}
      </div>
      {isReady && <Related training={training} />}
    </>
  )
}
