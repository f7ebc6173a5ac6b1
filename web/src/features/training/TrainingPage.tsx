import { useQuery } from '@tanstack/react-query'
import { Suspense, useCallback, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { ApiError } from '../../api/errors'
import { getTraining } from '../../api/trainings'
import { useAuth } from '../../api/useAuth'
import { useMediaTicket } from '../../api/useMediaTicket'
import { useLanguage } from '../../i18n/LanguageProvider'
import { lazyPart } from '../../ui/lazy_part'
import { Loading } from '../../ui/Loading'
import { NotFoundPage } from '../../ui/NotFoundPage'
import { PartBoundary } from '../../ui/PartBoundary'
import { Problem } from '../../ui/Problem'
import { StandInMark } from '../../ui/StandInMark'
import { useTitle } from '../../ui/useTitle'
import { Comments } from '../comments'
import type { PictureSource } from '../practice'
import { About } from './About'
import { DemoCredit } from './DemoCredit'
import { Related } from './Related'
import { Results } from './Results'
import { RoomMissing } from './RoomMissing'
import { TrainingHead } from './TrainingHead'
import { TrainingStage } from './TrainingStage'

const PracticeRoom = lazyPart(() => import('../practice').then((all) => all.default))
const OwnerTools = lazyPart(() => import('./OwnerTools').then((all) => all.default))

export function TrainingPage() {
  const id = Number(useParams().id)
  const state = useAuth()
  if (!Number.isSafeInteger(id) || id <= 0) return <NotFoundPage />
  if (state.status === 'unknown') return <Loading />
  const userId = state.status === 'signedOut' ? undefined : state.user.id
  // Signing in or out shows the page afresh: what one may see and change depends on it.
  return <TrainingView key={`${id}-${userId}`} id={id} userId={userId} />
}

function TrainingView({ id, userId }: { id: number; userId: string | undefined }) {
  const { words } = useLanguage()
  const {
    data: training,
    error,
    refetch,
  } = useQuery({
    queryKey: ['training', id, userId],
    queryFn: ({ signal }) => getTraining(id, signal),
  })
  const reload = useCallback(() => void refetch(), [refetch])
  const preview = useRef<HTMLVideoElement>(null)
  const [room, setRoom] = useState<PictureSource>()
  // Its results are read again after each visit to the room.
  const [visits, setVisits] = useState(0)
  const ticket = useMediaTicket(id, training)
  useTitle(training?.title)

  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />
  if (error && !training) {
    return (
      <div className="page page-narrow">
        <Problem error={error} retry={reload} />
      </div>
    )
  }
  if (!training) return <Loading />
  const isReady = training.state === undefined || training.state === 'READY'
  const open = (source: PictureSource) => {
    preview.current?.pause()
    setRoom(source)
  }
  const leave = () => {
    setRoom(undefined)
    setVisits(visits + 1)
  }
  return (
    <article className="training">
      <div className={isReady ? 'training-top' : 'training-top training-top-bare'}>
        {isReady && <TrainingStage training={training} ticket={ticket} video={preview} />}
        <TrainingHead id={id} training={training} isReady={isReady} open={open} />
      </div>
      <div className="page training-words">
        {isReady && training.networks === 'stand-in' && <StandInMark />}
        {training.mine && (
          <PartBoundary>
            <Suspense fallback={<Loading />}>
              <OwnerTools id={id} training={training} isReady={isReady} video={preview} reload={reload} />
            </Suspense>
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
      </div>
      {room && (
        <PartBoundary instead={(retry) => <RoomMissing retry={retry} close={leave} />}>
          <Suspense fallback={<Loading />}>
            <PracticeRoom
              trainingId={id}
              training={training}
              ticket={ticket}
              source={room}
              setSource={setRoom}
              leave={leave}
            />
          </Suspense>
        </PartBoundary>
      )}
    </article>
  )
}
