import { useQuery } from '@tanstack/react-query'
import { listTrainings, type Training } from '../../api/trainings'
import { useLanguage } from '../../i18n/LanguageProvider'
import { TrainingCards } from '../cards'

const shownCount = 4

/** Others of its category, those that most people look at first. */
export function Related({ training: { trainingId, category } }: { training: Training }) {
  const { words } = useLanguage()
  const { data } = useQuery({
    queryKey: ['related', category],
    queryFn: ({ signal }) =>
      listTrainings({ of: 'everybody', category, page: 0, size: shownCount + 1, sort: 'views,DESC' }, signal),
  })
  const rows = data?.rows.filter((row) => row.trainingId !== trainingId).slice(0, shownCount) ?? []
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{words.discover.related}</h2>
      <TrainingCards rows={rows} heading="h3" />
    </section>
  )
}
