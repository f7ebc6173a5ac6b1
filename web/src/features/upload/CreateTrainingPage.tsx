import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { createTraining, visibilities, type Category, type Visibility } from '../../api/trainings'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'
import { splitTags, TrainingFields } from './TrainingFields'
import { uploads } from './uploads'
import { VideoPicker } from './VideoPicker'

/** Creates the training and hands its video to the upload; the training's own page shows how it goes. */
export function CreateTrainingPage() {
  const { words } = useLanguage()
  const navigate = useNavigate()
  const made = useRef(0)
  const [file, setFile] = useState<File>()
  const [fileProblem, setFileProblem] = useState<string>()
  useTitle(words.create.heading)
  const form = useForm({
    initial: { title: '', body: '', category: 'sport', tags: '', visibility: 'public' },
    check: ({ title }) => {
      setFileProblem(file ? undefined : words.create.noVideo)
      return {
        title: title.trim() ? undefined : words.fieldProblem.required,
        video: file ? undefined : words.create.noVideo,
      }
    },
    send: async ({ title, body, category, tags, visibility }) => {
      if (!file) return
      const id = await createTraining({
        title: title.trim(),
        body: body.trim(),
        category: category as Category,
        tags: splitTags(tags),
        visibility: visibility as Visibility,
      })
      void uploads.start(id, file)
      made.current = id
    },
    draft: 'training',
    whenSent: () => void navigate(`/trainings/${made.current}`),
  })

  const visibility = form.input('visibility')
  return (
    <div className="page page-narrow">
      <h1>{words.create.heading}</h1>
      <p className="page-text">{words.create.text}</p>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        {form.error !== undefined && <Problem error={form.error} />}
        <TrainingFields input={form.input} />
        <label className="field">
          <span>{words.visibility.label}</span>
          <select name={visibility.name} value={visibility.value} onChange={visibility.onChange}>
            {visibilities.map((each) => (
              <option key={each} value={each}>
                {words.visibility[each]}
              </option>
            ))}
          </select>
          {visibility.value === 'subscribers' && (
            <span className="field-hint">{words.discover.subscribersHint}</span>
          )}
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
