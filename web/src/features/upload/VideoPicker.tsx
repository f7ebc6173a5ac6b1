import { useId, useState, type DragEvent } from 'react'
import { formatBytes } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'

interface VideoPickerProps {
  file: File | undefined
  problem: string | undefined
  choose: (file: File) => void
}

// Kinds that some systems have no type for, or that of something else.
const moreExtensions = ['.mkv', '.mts', '.m2ts', '.ts', '.avi', '.3gp']

function mayBeVideo(file: File): boolean {
  const name = file.name.toLowerCase()
  const isKnown = moreExtensions.some((extension) => name.endsWith(extension))
  return isKnown || file.type === '' || file.type.startsWith('video/')
}

/** A file input on which a video can also be dropped. What is truly a video the server decides. */
export function VideoPicker({ file, problem, choose }: VideoPickerProps) {
  const { language, words } = useLanguage()
  const [ownProblem, setOwnProblem] = useState<string>()
  const [isOver, setOver] = useState(false)
  const id = useId()
  const shown = ownProblem ?? problem

  const take = (chosen: File | undefined) => {
    if (!chosen) return
    const isVideo = mayBeVideo(chosen)
    setOwnProblem(isVideo ? undefined : words.create.notVideo)
    if (isVideo) choose(chosen)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }

  return (
    <div className="field">
      <span className="field-name" id={`${id}-name`}>
        {words.create.video}
      </span>
      <div
        className={isOver ? 'picker picker-over' : 'picker'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          className="picker-input"
          id={id}
          name="video"
          type="file"
          aria-labelledby={`${id}-name ${id}-button`}
          accept={['video/*', ...moreExtensions].join(',')}
          aria-invalid={shown ? true : undefined}
          aria-describedby={`${id}-notes`}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
        <label className="button button-quiet" id={`${id}-button`} htmlFor={id}>
          {words.create.chooseVideo}
        </label>
        <p className="picker-drop">{words.create.dropVideo}</p>
        {file && (
          <p className="picker-file">{words.create.chosen(file.name, formatBytes(file.size, language))}</p>
        )}
      </div>
      <div id={`${id}-notes`}>
        {shown && <p className="field-problem">{shown}</p>}
        <p className="field-hint">{words.create.videoHint}</p>
      </div>
    </div>
  )
}
