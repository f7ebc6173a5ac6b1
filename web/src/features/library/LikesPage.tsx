import { useQuery } from '@tanstack/react-query'
import { Heart } from 'lucide-react'
import { Link } from 'react-router'
import { listLikes } from '../../api/trainings'
import { EmptyState } from '../../ui/EmptyState'
import { Problem } from '../../ui/Problem'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'
import { CardSkeletons, TrainingCards } from '../cards'
import { LibraryTabs } from './LibraryTabs'

export function LikesPage() {
  const { words } = useLanguage()
  useTitle(words.discover.likesTitle)
  const { data, error, refetch } = useQuery({
    queryKey: ['likes'],
    queryFn: ({ signal }) => listLikes(signal),
  })
  return (
    <div className="page">
      <h1>{words.discover.likesTitle}</h1>
      <LibraryTabs />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <CardSkeletons />}
      {data?.length === 0 && (
        <EmptyState icon={Heart} title={words.discover.likesEmpty} text={words.discover.likesEmptyHint}>
          <Link className="button button-primary" to="/">
            {words.discover.heroBrowse}
          </Link>
        </EmptyState>
      )}
      {data && <TrainingCards rows={data} />}
    </div>
  )
}
