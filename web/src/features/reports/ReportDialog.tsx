import { useState } from 'react'
import { report, reportReasons, type Reported, type ReportReason } from '../../api/reports'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Dialog } from '../../ui/Dialog'
import { TextField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

interface ReportDialogProps {
  what: Reported
  close: () => void
}

/** Tells the admins what is wrong with a training or a comment. */
export function ReportDialog({ what, close }: ReportDialogProps) {
  const { words } = useLanguage()
  const [isDone, setDone] = useState(false)
  const form = useForm({
    initial: { reason: 'spam', text: '' },
    check: () => ({}),
    send: async ({ reason, text }) => {
      await report(what, reason as ReportReason, text.trim())
      setDone(true)
    },
  })
  const reason = form.input('reason')
  const title = 'commentId' in what ? words.community.reportComment : words.community.reportTraining
  return (
    <Dialog title={title} close={close}>
      {isDone ? (
        <>
          <p role="status">{words.community.reported}</p>
          <div className="question-answers">
            <button className="button button-primary" type="button" onClick={close}>
              {words.app.close}
            </button>
          </div>
        </>
      ) : (
        <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
          {form.error !== undefined && <Problem error={form.error} />}
          <label className="field">
            <span>{words.community.reason}</span>
            <select name={reason.name} value={reason.value} onChange={reason.onChange}>
              {reportReasons.map((each) => (
                <option key={each} value={each}>
                  {words.community.reasons[each]}
                </option>
              ))}
            </select>
          </label>
          <TextField
            label={words.community.reportText}
            hint={words.community.reportTextHint}
            rows={3}
            maxLength={1000}
            {...form.input('text')}
          />
          <div className="question-answers">
            <button className="button button-quiet" type="button" onClick={close}>
              {words.shell.cancel}
            </button>
            <button className="button button-danger" type="submit" disabled={form.isSending}>
              {words.community.reportSend}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
