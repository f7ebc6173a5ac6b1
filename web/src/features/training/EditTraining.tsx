import { updateTraining, type Training } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Dialog } from '../../ui/Dialog'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'
import { splitTags, TrainingFields } from '../upload'

interface EditTrainingProps {
  id: number
  training: Training
  close: () => void
  changed: () => void
}

export function EditTraining({ id, training, close, changed }: EditTrainingProps) {
  const { words } = useLanguage()
  const { title, body, category, tags, visibility } = training
  const form = useForm({
    initial: { title, body, category: category, tags: tags.join(', ') },
    check: (values) => ({ title: values.title.trim() ? undefined : words.fieldProblem.required }),
    send: (values) =>
      updateTraining(id, {
        title: values.title.trim(),
        body: values.body.trim(),
        category: values.category,
        tags: splitTags(values.tags),
        visibility,
      }),
    whenSent: () => {
      close()
      changed()
    },
  })
  return (
    <Dialog title={words.discover.edit} close={close}>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        {form.error !== undefined && <Problem error={form.error} />}
        <TrainingFields input={form.input} />
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
