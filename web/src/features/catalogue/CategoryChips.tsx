import { X } from 'lucide-react'
import { categories, type Category } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'

interface CategoryChipsProps {
  category: Category | undefined
  tag: string | undefined
  change: (changes: Record<string, string>) => void
}

/** One category or all, and the tag that was chosen on a training. */
export function CategoryChips({ category, tag, change }: CategoryChipsProps) {
  const { words } = useLanguage()
  const names = words.discover.categories
  return (
    <div className="chips" role="group" aria-label={words.discover.category}>
      {(['all', ...categories] as const).map((each) => (
        <button
          key={each}
          className="chip"
          type="button"
          aria-pressed={each === (category ?? 'all')}
          onClick={() => change({ category: each === 'all' ? '' : each })}
        >
          {names[each]}
        </button>
      ))}
      {tag && (
        <button
          className="chip"
          type="button"
          aria-label={words.discover.removeTag(tag)}
          aria-pressed="true"
          onClick={() => change({ tag: '' })}
        >
          #{tag}
          <X className="icon" aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
