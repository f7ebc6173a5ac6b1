import { useQuery } from '@tanstack/react-query'
import { UserRound } from 'lucide-react'
import { Link, useParams, useSearchParams } from 'react-router'
import { getTrainer } from '../../api/trainers'
import { useAuth } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Avatar } from '../../ui/Avatar'
import { EmptyState } from '../../ui/EmptyState'
import { Loading } from '../../ui/Loading'
import { pageNumber } from '../../ui/page_number'
import { PageLinks } from '../../ui/PageLinks'
import { Problem } from '../../ui/Problem'
import { useTitle } from '../../ui/useTitle'
import { TrainingCards } from '../cards'
import { SubscribeButton } from './SubscribeButton'

/** Everything public by one trainer, found by nickname, which nobody else has. */
export function TrainerPage() {
  const { words } = useLanguage()
  const name = useParams().name ?? ''
  const [parameters] = useSearchParams()
  const page = pageNumber(parameters)
  const { status } = useAuth()
  useTitle(name)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['trainer', name, page, status],
    queryFn: async ({ signal }) => (await getTrainer(name, page, status !== 'signedOut', signal)) ?? null,
    enabled: status !== 'unknown',
  })
  if (error) {
    return (
      <div className="page page-narrow">
        <Problem error={error} retry={() => void refetch()} />
      </div>
    )
  }
  if (isPending) return <Loading />
  return (
    <div className="page">
      <div className="trainer-head">
        <Avatar name={name} picture={data?.picture} isLarge />
        <div>
          <h1>{name}</h1>
          {data && <p className="page-text">{words.discover.trainerCount(data.trainings.totalElements)}</p>}
          {data && <SubscribeButton trainerId={data.id} name={name} isSubscribed={data.isSubscribed} />}
        </div>
      </div>
      {data ? (
        <>
          <TrainingCards rows={data.trainings.rows} />
          <PageLinks page={data.trainings.number} totalPages={data.trainings.totalPages} />
        </>
      ) : (
        <EmptyState icon={UserRound} title={words.discover.trainerEmpty}>
          <Link className="button button-quiet" to="/">
            {words.app.toTrainings}
          </Link>
        </EmptyState>
      )}
    </div>
  )
}
