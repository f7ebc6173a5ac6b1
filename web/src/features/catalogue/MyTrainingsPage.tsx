import { Link } from 'react-router'
import { TrainingList } from './TrainingList'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'

export function MyTrainingsPage() {
  const { words } = useLanguage()
  useTitle(words.trainings.mineTitle)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{words.trainings.mineTitle}</h1>
        <Link className="button button-primary" to="/trainings/new">
          {words.navigation.create}
        </Link>
      </div>
      <TrainingList mine />
    </div>
  )
}
