import { useState } from 'react'
import { useNavigate } from 'react-router'
import { createTraining, visibilities, type Visibility } from '../../api/trainings'
import { InputField, TextField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'
import { uploads } from './uploads'
import { VideoPicker } from './VideoPicker'

/** Creates the training and hands its video to the upload; the training's own page shows how it goes. */
export function CreateTrainingPage() {
  const { words } = useLanguage()
  const navigate = useNavigate()
  const [file, setFile] = useState<File>()
  const [fileProblem, setFileProblem] = useState<string>()
  useTitle(words.create.heading)
  const form = useForm({
    initial: { title: '', body: '', visibility: 'public' },
    check: ({ title }) => {
      setFileProblem(file ? undefined : words.create.noVideo)
      return {
        title: title.trim() ? undefined : words.fieldProblem.required,
        video: file ? undefined : words.create.noVideo,
      }
    },
    send: async ({ title, body, visibility }) => {
      if (!file) return
      const id = await createTraining(title.trim(), body.trim(), visibility as Visibility)
      void uploads.start(id, file)
      await navigate(`/trainings/${id}`)
    },
  })

  const visibility = form.input('visibility')
  return (
    <div className="page page-narrow">
      <h1>{words.create.heading}</h1>
      <p className="page-text">{words.create.text}</p>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        {form.error !== undefined && <Problem error={form.error} />}
        <InputField
          label={words.create.title}
          hint={words.create.titleHint}
          maxLength={100}
          required
          {...form.input('title')}
        />
        <TextField
          label={words.create.body}
          hint={words.create.bodyHint}
          rows={4}
          maxLength={5000}
          {...form.input('body')}
        />
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
        <VideoPicker
          file={file}
          problem={fileProblem}
          choose={(chosen) => {
            setFile(chosen)
            setFileProblem(undefined)
          }}
        />
        <button className="button button-primary button-large" type="submit" disabled={form.isSending}>
          {words.create.submit}
        </button>
      </form>
    </div>
  )
}
