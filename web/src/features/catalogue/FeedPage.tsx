import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { listSubscriptions } from '../../api/trainers'
import { Avatar } from '../../ui/Avatar'
import { Loading } from '../../ui/Loading'
import { useTitle } from '../../ui/useTitle'
import { useLanguage } from '../../i18n/LanguageProvider'
import { TrainingList } from './TrainingList'

/** What is new from the trainers to whom the person subscribes. */
export function FeedPage() {
  const { words } = useLanguage()
  useTitle(words.discover.feedTitle)
  const { data: trainers, isPending } = useQuery({
    queryKey: ['subscriptions'],
    queryFn: ({ signal }) => listSubscriptions(signal),
  })
  return (
    <div className="page">
      <h1>{words.discover.feedTitle}</h1>
      <p className="page-text">{words.discover.feedText}</p>
      {trainers && trainers.length > 0 && (
        <ul className="trainer-row" aria-label={words.discover.trainersFollowed}>
          {trainers.map(({ trainerId, trainerName, trainerPicture }) => (
            <li key={trainerId}>
              <Link className="chip trainer-chip" to={`/trainers/${encodeURIComponent(trainerName)}`}>
                <Avatar name={trainerName} picture={trainerPicture} />
                {trainerName}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {/* Not before what stands above it, which would push it down. */}
      {isPending ? <Loading /> : <TrainingList of="subscriptions" />}
    </div>
  )
}
