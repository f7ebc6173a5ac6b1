import { useSearchParams } from 'react-router'
import { FrontPage } from './FrontPage'
import { TrainingList } from './TrainingList'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'

export function TrainingsPage() {
  const { words } = useLanguage()
  const [parameters] = useSearchParams()
  const isFrontPage = parameters.size === 0
  useTitle(isFrontPage ? undefined : words.trainings.title)
  return (
    <>
      {isFrontPage && <FrontPage />}
      <div className="page" id="trainings">
        <h1>{words.trainings.title}</h1>
        <TrainingList of="everybody" />
      </div>
    </>
  )
}
