import { useLanguage } from '../../i18n/LanguageProvider'
import { Dialog } from '../../ui/Dialog'

/** The practice room did not come; the page behind stays. */
export function RoomMissing({ retry, close }: { retry: () => void; close: () => void }) {
  const { words } = useLanguage()
  return (
    <Dialog title={words.practice.roomMissing} close={close}>
      <p>{navigator.onLine ? words.app.partMissing : words.app.offline}</p>
      <div className="question-answers">
        <button className="button button-primary" type="button" onClick={retry}>
          {words.app.retry}
        </button>
        <button className="button button-quiet" type="button" onClick={close}>
          {words.app.close}
        </button>
      </div>
    </Dialog>
  )
}
