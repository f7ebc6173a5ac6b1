import { Image as ImageIcon } from 'lucide-react'
import { useState, type RefObject } from 'react'
import { pictureOf, pictureWidths, sendThumbnail } from '../../api/pictures'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Problem } from '../../ui/Problem'

interface TakeThumbnailProps {
  trainingId: number
  video: RefObject<HTMLVideoElement | null>
}

/** Makes the moment that the video shows the picture of the training; for its owner. */
export function TakeThumbnail({ trainingId, video }: TakeThumbnailProps) {
  const { words } = useLanguage()
  const [state, setState] = useState<'idle' | 'sending' | 'done'>('idle')
  const [error, setError] = useState<unknown>()
  const take = async () => {
    if (!video.current) return
    setError(undefined)
    setState('sending')
    try {
      await sendThumbnail(trainingId, await pictureOf(video.current, pictureWidths.large))
      setState('done')
    } catch (failure) {
      setError(failure)
      setState('idle')
    }
  }
  return (
    <div className="thumbnail-tool">
      <button
        className="button button-quiet"
        type="button"
        disabled={state === 'sending'}
        onClick={() => void take()}
      >
        <ImageIcon className="icon" aria-hidden="true" />
        {words.training.takeThumbnail}
      </button>
      <p role="status">{state === 'done' && words.training.thumbnailTaken}</p>
      {error !== undefined && <Problem error={error} />}
    </div>
  )
}
