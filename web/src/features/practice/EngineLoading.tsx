import { useEffect, type RefObject } from 'react'
import { engineFiles } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'
import { FilesProgress } from './FilesProgress'
import { useEngineFiles } from './useEngineFiles'
import './files.css'

interface Connection {
  saveData?: boolean
}

interface EngineLoadingProps {
  /** What is seen first: its picture comes before the engine, for a while. */
  video: RefObject<HTMLVideoElement | null>
}

const longestWaitMilliseconds = 2000

/**
 * Begins to bring what the engine needs while the person still reads about the training, and shows how far that is. Who saves
 * data gets it when they open the room.
 */
export function EngineLoading({ video }: EngineLoadingProps) {
  const { words } = useLanguage()
  const files = useEngineFiles()
  useEffect(() => {
    const { connection } = navigator as { connection?: Connection }
    if (connection?.saveData) return
    return afterPicture(video.current, () => {
      // A failure is told where it matters: in the room, which tries again.
      engineFiles()
        .start()
        .catch(() => undefined)
    })
  }, [video])
  if (files.state !== 'loading') return null
  return (
    <div className="files-note">
      <p>{words.practice.loadingFiles}</p>
      <FilesProgress files={files} />
    </div>
  )
}

/** Acts once the video shows something or will not; gives what takes that back. Some browsers wait with it until it is played. */
function afterPicture(video: HTMLVideoElement | null, act: () => void): () => void {
  if (!video || video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
    act()
    return () => undefined
  }
  const ends = new AbortController()
  const end = () => {
    ends.abort()
    clearTimeout(timer)
  }
  const go = () => {
    end()
    act()
  }
  const timer = setTimeout(go, longestWaitMilliseconds)
  for (const event of ['loadeddata', 'error']) video.addEventListener(event, go, { signal: ends.signal })
  return end
}
