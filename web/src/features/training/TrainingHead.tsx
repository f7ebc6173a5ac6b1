import { Camera, ShieldCheck } from 'lucide-react'
import { Suspense } from 'react'
import { Link } from 'react-router'
import type { Training } from '../../api/trainings'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Avatar } from '../../ui/Avatar'
import { lazyDecoration } from '../../ui/lazy_part'
import { SubscribeButton } from '../trainer'
import { LikeButton } from './LikeButton'
import { MoreActions } from './MoreActions'

const EngineLoading = lazyDecoration(() => import('../practice').then((all) => all.EngineLoading))

interface TrainingHeadProps {
  id: number
  training: Training
  isReady: boolean
  open: () => void
}

/** What it is, by whom, and the way into the practice room. */
export function TrainingHead({ id, training, isReady, open }: TrainingHeadProps) {
  const { language, words } = useLanguage()
  const { trainer, trainerId } = training
  return (
    <div className="training-head">
      <Link className="badge badge-ready" to={`/?category=${training.category}`}>
        {words.discover.categories[training.category]}
      </Link>
      <h1>{training.title}</h1>
      <div className="training-trainer">
        <Avatar userId={trainerId} name={trainer} />
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
          <button className="button button-primary button-huge" type="button" onClick={open}>
            <Camera className="icon" aria-hidden="true" />
            {words.practice.open}
          </button>
          <Suspense fallback={null}>
            <EngineLoading />
          </Suspense>
          <p className="training-note">{words.practice.openHint}</p>
          <p className="training-note">
            <ShieldCheck className="icon" aria-hidden="true" />
            {words.practice.privacy}
          </p>
          <div className="page-actions">
            <LikeButton id={id} training={training} />
            <MoreActions id={id} training={training} />
          </div>
        </>
      )}
    </div>
  )
}
