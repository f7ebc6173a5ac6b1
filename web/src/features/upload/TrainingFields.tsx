import { categories } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { InputField, TextField } from '../../ui/Field'

type Name = 'title' | 'body' | 'category' | 'tags'

interface TrainingFieldsProps {
  /** Of useForm(). */
  input: (name: Name) => {
    name: string
    value: string | undefined
    problem: string | undefined
    onChange: (event: { currentTarget: { value: string } }) => void
  }
}

/** What an owner writes about a training. */
export function TrainingFields({ input }: TrainingFieldsProps) {
  const { words } = useLanguage()
  const category = input('category')
  return (
    <>
      <InputField
        label={words.create.title}
        hint={words.create.titleHint}
        maxLength={100}
        required
        {...input('title')}
      />
      <TextField
        label={words.create.body}
        hint={words.create.bodyHint}
        rows={4}
        maxLength={5000}
        {...input('body')}
      />
      <label className="field">
        <span>{words.discover.category}</span>
        <select name={category.name} value={category.value} onChange={category.onChange}>
          {categories.map((each) => (
            <option key={each} value={each}>
              {words.discover.categories[each]}
            </option>
          ))}
        </select>
      </label>
      <InputField
        label={words.discover.tags}
        hint={words.discover.tagsHint}
        maxLength={300}
        {...input('tags')}
      />
    </>
  )
}

/** The tags in what a person wrote with commas between them, each once. */
export function splitTags(text: string): string[] {
  const tags = text.split(/[,，]/).map((tag) => tag.trim().replace(/^#/, ''))
  return [...new Set(tags.filter(Boolean))]
}
