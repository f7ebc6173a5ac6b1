import { useEffect, useState, useSyncExternalStore } from 'react'
import { ApiError } from '../../api/errors'
import { Problem } from '../../ui/Problem'
import { Loading } from '../../ui/Loading'
import { useLanguage } from '../../i18n/LanguageProvider'
import { ProcessingProgress } from './ProcessingProgress'
import { isOfVideo, retryProcessing, type Progress } from './progress'
import { UploadProgress } from './UploadProgress'
import { uploads } from './uploads'
import { useProgress } from './useProgress'
import { VideoPicker } from './VideoPicker'

interface PreparationProps {
  trainingId: number
  whenReady: () => void
}

/** What the owner sees until the training is ready: upload, processing, failure and the way on. */
export function Preparation({ trainingId, whenReady }: PreparationProps) {
  const upload = useSyncExternalStore(uploads.subscribe, () => uploads.stateOf(trainingId))
  const [round, setRound] = useState(0)
  const isSending = upload?.status === 'sending'
  const hasFailedToSend = upload?.status === 'failed'
  const { progress, error } = useProgress(trainingId, !isSending && !hasFailedToSend, round)
  const isReady = progress?.state === 'READY'
  useEffect(() => {
    if (!isReady) return
    uploads.cancel(trainingId)
    whenReady()
  }, [isReady, trainingId, whenReady])

  const send = (file: File) => {
    void uploads.start(trainingId, file)
    setRound((before) => before + 1)
  }

  if (upload?.status === 'sending') {
    return <UploadProgress state={upload} cancel={() => uploads.cancel(trainingId)} />
  }
  if (upload?.status === 'failed') return <UploadFailed error={upload.error} send={send} />
  if (!progress) return error === undefined ? <Loading minHeight="13rem" /> : <Problem error={error} />
  if (progress.state === 'FAILED') {
    return (
      <ProcessingFailed
        failure={progress.failure}
        send={send}
        retry={async () => {
          await retryProcessing(trainingId)
          setRound((before) => before + 1)
        }}
      />
    )
  }
  const hasNoVideo = progress.state === 'CREATED' || (progress.state === 'UPLOADING' && !upload)
  if (hasNoVideo) return <NoVideo send={send} />
  return <ProcessingProgress progress={progress} connectionProblem={error} />
}

function NoVideo({ send }: { send: (file: File) => void }) {
  const { words } = useLanguage()
  return (
    <div className="panel">
      <p>{words.progress.noVideoYet}</p>
      <VideoPicker file={undefined} problem={undefined} choose={send} />
    </div>
  )
}

/** The server has seen the video and does not want it; anything else may go well another time. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && [400, 413, 415, 422].includes(error.status)
}

function UploadFailed({ error, send }: { error: unknown; send: (file: File) => void }) {
  const { words } = useLanguage()
  return (
    <div className="panel">
      <h2>{isRefusal(error) ? words.progress.refused : words.progress.uploadFailed}</h2>
      <Problem error={error} />
      <VideoPicker file={undefined} problem={undefined} choose={send} />
    </div>
  )
}

interface ProcessingFailedProps {
  failure: Progress['failure']
  retry: () => Promise<void>
  send: (file: File) => void
}

function ProcessingFailed({ failure, retry, send }: ProcessingFailedProps) {
  const { words } = useLanguage()
  const [error, setError] = useState<unknown>()
  const [isAsking, setAsking] = useState(false)
  const ask = async () => {
    setAsking(true)
    setError(undefined)
    await retry().catch(setError)
    setAsking(false)
  }
  return (
    <div className="panel panel-failed">
      <h2>{words.progress.failed}</h2>
      <p role="alert" className="failure-reason">
        {failure?.message ?? words.failure.unexpected}
      </p>
      {error !== undefined && <Problem error={error} />}
      {!isOfVideo(failure) && (
        <button
          className="button button-primary"
          type="button"
          disabled={isAsking}
          onClick={() => void ask()}
        >
          {words.progress.retry}
        </button>
      )}
      <h3>{words.progress.another}</h3>
      <VideoPicker file={undefined} problem={undefined} choose={send} />
    </div>
  )
}
