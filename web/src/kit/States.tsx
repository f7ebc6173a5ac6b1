import { Clapperboard } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { ApiError, NetworkError } from '../api/errors'
import { useLanguage } from '../i18n/LanguageProvider'
import { Avatar } from '../ui/Avatar'
import { EmptyState } from '../ui/EmptyState'
import { Loading } from '../ui/Loading'
import { Problem } from '../ui/Problem'
import { ProgressBar } from '../ui/ProgressBar'
import { StandInMark } from '../ui/StandInMark'
import { Section } from './Section'

const LineChart = lazy(() => import('../ui/LineChart'))

const scores = [52, 61, 58, 70, 74, 69, 83, 88]

/** What a place shows while something comes, where there is nothing, and when something went wrong. */
export function States() {
  const { language, words } = useLanguage()
  return (
    <Section name="states">
      <div className="kit-row">
        <Avatar name="Training.zip" picture={undefined} />
        <Avatar name="트레이너" picture={undefined} isLarge />
        <span className="badge badge-ready">{words.discover.categories.dance}</span>
        <span className="badge badge-demo">{words.firstSteps.demo.mark}</span>
        <span className="badge badge-failed">{words.progress.failed}</span>
      </div>
      <Loading />
      <div className="skeleton kit-skeleton" aria-hidden="true" />
      <ProgressBar label={words.practice.loadingFiles} percent={37} />
      <ProgressBar label={words.practice.loadingFiles} percent={64} isMain />
      <EmptyState icon={Clapperboard} title={words.discover.trainerEmpty}>
        <button className="button button-quiet" type="button">
          {words.app.toTrainings}
        </button>
      </EmptyState>
      <Problem error={new NetworkError('')} retry={() => undefined} />
      <Problem error={new ApiError(500, '2002', '', [], '5f0c')} />
      <StandInMark />
      <Suspense fallback={<Loading />}>
        <LineChart
          label={words.shell.history}
          x={scores.map((_, i) => i * 12)}
          y={scores}
          language={language}
        />
      </Suspense>
    </Section>
  )
}
