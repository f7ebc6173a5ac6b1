import type { RefObject } from 'react'
import type { MediaTicket } from '../../api/media_ticket'
import type { Training } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'

interface TrainingStageProps {
  training: Training
  ticket: MediaTicket
  video: RefObject<HTMLVideoElement | null>
}

/** The trainer's video, to look at before one follows it. */
export function TrainingStage({ training, ticket, video }: TrainingStageProps) {
  const { words } = useLanguage()
  const { mine, picture } = training
  // It is here before the video is. Owners see the frames, among which they choose a picture.
  const poster = mine || picture?.isClosed ? undefined : picture?.medium
  return (
    <section className="training-stage" aria-label={words.training.preview}>
      <video
        ref={video}
        className="training-preview"
        src={training.videoUrl}
        poster={poster}
        onError={(event) => void ticket.resume(event.currentTarget, 'videoUrl')}
        aria-label={words.training.preview}
        controls
        playsInline
        preload={mine ? 'auto' : 'metadata'}
      />
    </section>
  )
}
