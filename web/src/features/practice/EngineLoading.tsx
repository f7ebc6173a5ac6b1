import { useEffect } from 'react'
import { engineFiles } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'
import { FilesProgress } from './FilesProgress'
import { useEngineFiles } from './useEngineFiles'
import './files.css'

interface Connection {
  saveData?: boolean
}

/**
 * Begins to bring what the engine needs while the person still reads about the training, and shows how far that is. Who saves
 * data gets it when they open the room.
 */
export function EngineLoading() {
  const { words } = useLanguage()
  const files = useEngineFiles()
  useEffect(() => {
    const { connection } = navigator as { connection?: Connection }
    // A failure is told where it matters: in the room, which tries again.
    if (!connection?.saveData)
      engineFiles()
        .start()
        .catch(() => undefined)
  }, [])
  if (files.state !== 'loading') return null
  return (
    <div className="files-note">
      <p>{words.practice.loadingFiles}</p>
      <FilesProgress files={files} />
    </div>
  )
}
