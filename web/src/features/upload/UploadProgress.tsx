import { formatBytes } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { ProgressBar } from '../../ui/ProgressBar'
import type { UploadState } from './uploads'

interface UploadProgressProps {
  state: UploadState & { status: 'sending' }
  cancel: () => void
}

export function UploadProgress({ state, cancel }: UploadProgressProps) {
  const { language, words } = useLanguage()
  const { sentBytes, totalBytes, bytesPerSecond, isStalled } = state
  const percent = totalBytes > 0 ? (100 * sentBytes) / totalBytes : 0
  const secondsLeft = bytesPerSecond && !isStalled ? (totalBytes - sentBytes) / bytesPerSecond : undefined
  const facts = [
    words.progress.sent(formatBytes(sentBytes, language), formatBytes(totalBytes, language)),
    ...(bytesPerSecond && !isStalled
      ? [words.progress.perSecond(formatBytes(bytesPerSecond, language))]
      : []),
    ...(secondsLeft === undefined ? [] : [words.progress.secondsLeft(secondsLeft)]),
  ]
  return (
    <div className="panel">
      <h2>{isStalled ? words.progress.stalled : words.progress.uploading}</h2>
      <ProgressBar label={words.progress.stage.upload} percent={percent} isMain />
      <p className="progress-facts">{facts.join(' · ')}</p>
      <p role="status">{isStalled ? words.progress.stalledText : words.progress.keepOpen}</p>
      <button className="button button-quiet" type="button" onClick={cancel}>
        {words.progress.cancel}
      </button>
    </div>
  )
}
