import { ApiError, NetworkError } from '../api/errors'
import { useLanguage } from '../i18n/LanguageProvider'

interface ProblemProps {
  error: unknown
  retry?: () => void
}

/** What went wrong, in words, announced to screen readers; the server's own sentence where there is one. */
export function Problem({ error, retry }: ProblemProps) {
  const { words } = useLanguage()
  const sentence =
    error instanceof NetworkError
      ? words.failure.network
      : (error instanceof ApiError && error.message) || words.failure.unexpected
  const reference =
    error instanceof ApiError && error.status >= 500 && error.requestId
      ? words.failure.reference(error.requestId)
      : undefined
  return (
    <div className="problem" role="alert">
      <p>{sentence}</p>
      {reference && <p className="problem-reference">{reference}</p>}
      {retry && (
        <button className="button button-quiet" type="button" onClick={retry}>
          {words.app.retry}
        </button>
      )}
    </div>
  )
}
