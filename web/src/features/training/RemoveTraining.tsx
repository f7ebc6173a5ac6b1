import { useNavigate } from 'react-router'
import { deleteTraining } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { AskFirst } from '../../ui/AskFirst'

export function RemoveTraining({ id }: { id: number }) {
  const { words } = useLanguage()
  const navigate = useNavigate()
  return (
    <AskFirst
      label={words.training.remove}
      question={words.training.removeQuestion}
      confirm={words.training.removeConfirm}
      keep={words.training.keep}
      isDangerous
      act={async () => {
        await deleteTraining(id)
        await navigate('/mine', { replace: true })
      }}
    />
  )
}
