import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'
import { LibraryTabs } from '../library'
import { TrainingList } from './TrainingList'

export function MyTrainingsPage() {
  const { words } = useLanguage()
  useTitle(words.trainings.mineTitle)
  return (
    <div className="page">
      <h1>{words.trainings.mineTitle}</h1>
      <LibraryTabs />
      <TrainingList of="caller" />
    </div>
  )
}
