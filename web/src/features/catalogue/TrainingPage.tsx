import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { ApiError } from '../../api/errors'
import { getTraining, type Training } from '../../api/trainings'
import { useAuth } from '../../api/useAuth'
import { ChooseVisibility } from './ChooseVisibility'
import { Comments } from '../comments'
import { LikeButton } from './LikeButton'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'
import { RemoveTraining } from './RemoveTraining'
import { StandInMark } from '../../ui/StandInMark'
import { TakeThumbnail } from './TakeThumbnail'
import { useTitle } from '../../ui/useTitle'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { MediaTicket } from '../../api/media_ticket'
import { useMediaTicket } from '../../api/useMediaTicket'
import { Preparation } from '../upload'
import { PublishedVideo } from '../upload'
import { NotFoundPage } from '../../ui/NotFoundPage'

const PracticeRoom = lazy(() => import('../practice'))
const EngineLoading = lazy(async () => ({ default: (await import('../practice')).EngineLoading }))

export function TrainingPage() {
  const id = Number(useParams().id)
  const { status } = useAuth()
  if (!Number.isSafeInteger(id) || id <= 0) return <NotFoundPage />
  if (status === 'unknown') return <Loading />
  // Signing in or out shows the page afresh: what one may see and change depends on it.
  return <TrainingView key={`${id}-${status}`} id={id} status={status} />
}

function TrainingView({ id, status }: { id: number; status: string }) {
  const { language, words } = useLanguage()
  const {
    data: training,
    error,
    refetch,
  } = useQuery({
    queryKey: ['training', id, status],
    queryFn: ({ signal }) => getTraining(id, signal),
  })
  const reload = useCallback(() => void refetch(), [refetch])
  const [isOpen, setOpen] = useState(false)
  const ticket = useMediaTicket(id, training)
  useTitle(training?.title)

  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />
  // What was loaded stays where it cannot be loaded anew: somebody may be training.
  if (error && !training) {
    return (
      <div className="page page-narrow">
        <Problem error={error} retry={reload} />
      </div>
    )
  }
  if (!training) return <Loading />
  const isReady = training.state === undefined || training.state === 'READY'
  return (
    <article className="training">
      {isReady && <Stage id={id} training={training} ticket={ticket} open={() => setOpen(true)} />}
      <div className="page training-words">
        <div className="page-head">
          <h1>{training.title}</h1>
          <div className="page-actions">
            {isReady && <LikeButton id={id} training={training} />}
            {training.mine && <ChooseVisibility id={id} training={training} changed={reload} />}
            {training.mine && <RemoveTraining id={id} />}
          </div>
        </div>
        <p className="card-facts">
          <span>{words.training.by(training.trainer)}</span>
          <span>{words.training.views(training.views)}</span>
          <time dateTime={training.createdDate}>{formatDate(training.createdDate, language)}</time>
        </p>
        {isReady && training.networks === 'stand-in' && <StandInMark />}
        {isReady && training.mine && (
          <PublishedVideo trainingId={id} videoUrl={training.videoUrl} whenReady={reload} />
        )}
        {!isReady && training.mine && <Preparation trainingId={id} whenReady={reload} />}
        {!isReady && !training.mine && <p>{words.training.notReady}</p>}
        <About training={training} />
        {isReady && <Comments trainingId={id} />}
      </div>
      {isOpen && (
        <Suspense fallback={<Loading />}>
          <PracticeRoom trainingId={id} training={training} ticket={ticket} leave={() => setOpen(false)} />
        </Suspense>
      )}
    </article>
  )
}

interface StageProps {
  id: number
  training: Training
  ticket: MediaTicket
  open: () => void
}

function Stage({ id, training, ticket, open }: StageProps) {
  const { words } = useLanguage()
  const preview = useRef<HTMLVideoElement>(null)
  return (
    <section className="training-stage" aria-label={training.title}>
      <video
        ref={preview}
        className="training-preview"
        src={training.videoUrl}
        onError={(event) => void ticket.resume(event.currentTarget, 'videoUrl')}
        aria-label={words.training.preview}
        controls
        playsInline
        preload={training.mine ? 'auto' : 'metadata'}
      />
      <div className="training-invitation">
        <button
          className="button button-primary button-huge"
          type="button"
          onClick={() => {
            preview.current?.pause()
            open()
          }}
        >
          {words.practice.open}
        </button>
        <Suspense fallback={null}>
          <EngineLoading />
        </Suspense>
        <p>{words.practice.openHint}</p>
        <p className="privacy-note">{words.practice.privacy}</p>
        {training.mine && <TakeThumbnail trainingId={id} video={preview} />}
      </div>
    </section>
  )
}

function About({ training }: { training: Training }) {
  const { words } = useLanguage()
  if (!training.body) return null
  return (
    <section className="training-about">
      <h2>{words.training.about}</h2>
      <p>{training.body}</p>
    </section>
  )
}
