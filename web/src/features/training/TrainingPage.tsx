import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { ApiError } from '../../api/errors'
import { getTraining } from '../../api/trainings'
import { useAuth } from '../../api/useAuth'
import { useMediaTicket } from '../../api/useMediaTicket'
import { lazyPart, PartFallback } from '../../ui/lazy_part'
import { Loading } from '../../ui/Loading'
import { NotFoundPage } from '../../ui/NotFoundPage'
import { PartBoundary } from '../../ui/PartBoundary'
import { Problem } from '../../ui/Problem'
import { useTitle } from '../../ui/useTitle'
import type { PictureSource } from '../practice'
import { RoomMissing } from './RoomMissing'
import { TrainingHead } from './TrainingHead'
import { TrainingStage } from './TrainingStage'
import { TrainingWords } from './TrainingWords'

const PracticeRoom = lazyPart(() => import('../practice').then((all) => all.default))

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
  const [visits, setVisits] = useState(0)
  const ticket = useMediaTicket(id, training)
  // What is below the video waits until that is drawn: a phone would stand still for as long as both take.
  const hasStage = useDeferredValue(training !== undefined, false)
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
        <TrainingHead id={id} training={training} isReady={isReady} video={preview} open={open} />
      </div>
      <div className="page training-words">
        {hasStage && (
          <TrainingWords
            id={id}
            training={training}
            userId={userId}
            isReady={isReady}
            visits={visits}
            video={preview}
            reload={reload}
          />
        )}
      </div>
      {room && (
        <PartBoundary instead={(retry) => <RoomMissing retry={retry} close={leave} />}>
          <PartFallback shows={<Loading />}>
            <PracticeRoom
              trainingId={id}
              training={training}
              ticket={ticket}
              source={room}
              setSource={setRoom}
              leave={leave}
            />
          </PartFallback>
        </PartBoundary>
      )}
    </article>
  )
}
