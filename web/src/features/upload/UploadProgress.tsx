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
  const percent = state.totalBytes > 0 ? (100 * state.sentBytes) / state.totalBytes : 0
  return (
    <div className="panel">
      <h2>{words.progress.uploading}</h2>
      <ProgressBar label={words.progress.stage.upload} percent={percent} isMain />
      <p className="progress-facts">
        {words.progress.sent(formatBytes(state.sentBytes, language), formatBytes(state.totalBytes, language))}
      </p>
      <p>{words.progress.keepOpen}</p>
      <button className="button button-quiet" type="button" onClick={cancel}>
        {words.progress.cancel}
      </button>
    </div>
  )
}
