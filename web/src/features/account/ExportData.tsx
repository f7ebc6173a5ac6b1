import { useState } from 'react'
import { exportData } from '../../api/account'
import { useLanguage } from '../../i18n/LanguageProvider'
import { download } from '../../ui/download'
import { Problem } from '../../ui/Problem'

type State = 'idle' | 'working' | 'done'

/** Downloads everything that is kept about the person. */
export function ExportData() {
  const { words } = useLanguage()
  const [state, setState] = useState<State>('idle')
  const [error, setError] = useState<unknown>()
  const start = async () => {
    if (state === 'working') return
    setState('working')
    setError(undefined)
    try {
      download(await exportData(), `training-zip-${new Date().toISOString().slice(0, 10)}.json`)
      setState('done')
    } catch (caught) {
      setError(caught)
      setState('idle')
    }
  }
  return (
    <>
      {error !== undefined && <Problem error={error} />}
      <button
        className="button button-quiet"
        type="button"
        aria-disabled={state === 'working'}
        onClick={() => void start()}
      >
        {words.account.exportData}
      </button>
      <p className="page-text" role="status">
        {state === 'working' && words.account.exportWorking}
        {state === 'done' && words.account.exportDone}
      </p>
    </>
  )
}
