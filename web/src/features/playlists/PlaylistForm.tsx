import type { PlaylistText } from '../../api/playlists'
import { visibilities } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Dialog } from '../../ui/Dialog'
import { InputField, TextField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

interface PlaylistFormProps {
  title: string
  initial: PlaylistText
  send: (text: PlaylistText) => Promise<void>
  close: () => void
}

/** Makes or changes a playlist, in a dialog that closes once it is sent. */
export function PlaylistForm({ title: heading, initial, send, close }: PlaylistFormProps) {
  const { words } = useLanguage()
  const form = useForm({
    initial: { ...initial },
    check: ({ title }) => ({ title: title.trim() ? undefined : words.fieldProblem.required }),
    send: async ({ title, body, visibility }) => {
      await send({ title: title.trim(), body: body.trim(), visibility: visibility })
      close()
    },
  })
  const visibility = form.input('visibility')
  return (
    <Dialog title={heading} close={close}>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        {form.error !== undefined && <Problem error={form.error} />}
        <InputField label={words.create.title} maxLength={100} required {...form.input('title')} />
        <TextField label={words.create.body} rows={3} maxLength={5000} {...form.input('body')} />
        <label className="field">
          <span>{words.visibility.label}</span>
          <select name={visibility.name} value={visibility.value} onChange={visibility.onChange}>
            {visibilities.map((each) => (
              <option key={each} value={each}>
                {words.visibility[each]}
              </option>
            ))}
          </select>
        </label>
        <div className="question-answers">
          <button className="button button-quiet" type="button" onClick={close}>
            {words.shell.cancel}
          </button>
          <button className="button button-primary" type="submit" disabled={form.isSending}>
            {words.shell.save}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
