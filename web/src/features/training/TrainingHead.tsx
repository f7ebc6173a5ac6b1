import { Camera, Clapperboard, ShieldCheck, Smartphone } from 'lucide-react'
import type { RefObject } from 'react'
import { Link } from 'react-router'
import type { Training } from '../../api/trainings'
import { useDemo } from '../../api/useDemo'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Avatar } from '../../ui/Avatar'
import { lazyDecoration, PartFallback } from '../../ui/lazy_part'
import { openIntroduction } from '../introduction'
import type { PictureSource } from '../practice'
import { SubscribeButton } from '../trainer'
import { LikeButton } from './LikeButton'
import { MoreActions } from './MoreActions'

const EngineLoading = lazyDecoration(() => import('../practice').then((all) => all.EngineLoading))

interface TrainingHeadProps {
  id: number
  training: Training
  isReady: boolean
  video: RefObject<HTMLVideoElement | null>
  open: (source: PictureSource) => void
}

/** What it is, by whom, and the way into the practice room. */
export function TrainingHead({ id, training, isReady, video, open }: TrainingHeadProps) {
  const { language, words } = useLanguage()
  const { trainer, trainerId } = training
  const isDemo = useDemo()?.trainingId === id
  return (
    <div className="training-head">
      <p className="training-badges">
        {isDemo && <span className="badge badge-demo">{words.firstSteps.demo.mark}</span>}
        <Link className="badge badge-ready" to={`/?category=${training.category}`}>
          {words.discover.categories[training.category]}
        </Link>
      </p>
      <h1>{training.title}</h1>
      <div className="training-trainer">
        <Avatar name={trainer} picture={training.trainerPicture} />
        <Link className="training-trainer-name" to={`/trainers/${encodeURIComponent(trainer)}`}>
          {words.training.by(trainer)}
        </Link>
        <SubscribeButton trainerId={trainerId} name={trainer} isSubscribed={training.subscribe} />
      </div>
      <p className="card-facts">
        <span>{words.training.views(training.views)}</span>
        <time dateTime={training.createdDate}>{formatDate(training.createdDate, language)}</time>
      </p>
      {isReady && (
        <>
          <div className="training-ways">
            <button
              className="button button-primary button-huge"
              type="button"
              onClick={() => open('camera')}
            >
              <Camera className="icon" aria-hidden="true" />
              {words.practice.open}
            </button>
            <button className="button button-quiet" type="button" onClick={() => open('recording')}>
              <Clapperboard className="icon" aria-hidden="true" />
              {words.firstSteps.recording.open}
            </button>
          </div>
          <p className="training-note">
            <span>
              {words.practice.openHint}{' '}
              <button className="link-button" type="button" onClick={openIntroduction}>
                {words.firstSteps.introduction.open}
              </button>
            </span>
          </p>
          <p className="training-note way-of-screens">
            <Smartphone className="icon" aria-hidden="true" />
            <span>
              {words.phoneCamera.instead}{' '}
              <button className="link-button" type="button" onClick={() => open('phone')}>
                {words.phoneCamera.use}
              </button>
            </span>
          </p>
          <p className="training-note">
            <ShieldCheck className="icon" aria-hidden="true" />
            {words.practice.privacy}
          </p>
          <div className="page-actions">
            <LikeButton id={id} training={training} />
            <MoreActions id={id} training={training} />
          </div>
          {/* Last, since it comes and goes: a button that moves under a finger is missed. */}
          <PartFallback shows={null}>
            <EngineLoading video={video} />
          </PartFallback>
        </>
      )}
    </div>
  )
}
