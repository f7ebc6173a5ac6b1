import type { FilesState } from '../../engine'
import { useLanguage } from '../../i18n/LanguageProvider'

const megabyte = 1e6

/** What has come of the engine's files, in megabytes, and how many seconds the rest takes. */
export function FilesProgress({ files }: { files: FilesState }) {
  const { language, words } = useLanguage()
  if (files.state !== 'loading') return null
  const { receivedBytes, totalBytes, secondsLeft } = files
  const inMegabytes = (bytes: number) =>
    (bytes / megabyte).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const arrived = words.practice.loadedMegabytes(inMegabytes(receivedBytes), inMegabytes(totalBytes))
  return (
    <div className="files-progress">
      <progress
        max={Math.max(1, totalBytes)}
        value={receivedBytes}
        aria-label={words.practice.loadingFiles}
        aria-valuetext={arrived}
      />
      <p className="files-progress-words">
        <span>{totalBytes > 0 && arrived}</span>
        <span>{secondsLeft !== null && words.practice.loadingSeconds(Math.ceil(secondsLeft))}</span>
      </p>
    </div>
  )
}
