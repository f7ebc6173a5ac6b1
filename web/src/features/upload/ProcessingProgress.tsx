import { Problem } from '../../ui/Problem'
import { StandInMark } from '../../ui/StandInMark'
import { useLanguage } from '../../i18n/LanguageProvider'
import { NoticeList } from './NoticeList'
import { ProgressBar } from '../../ui/ProgressBar'
import type { Progress, StageProgress } from './progress'

interface ProcessingProgressProps {
  progress: Progress
  connectionProblem: unknown
}

export function ProcessingProgress({ progress, connectionProblem }: ProcessingProgressProps) {
  const { words } = useLanguage()
  const { waitingFor, secondsLeft, stages, notices } = progress
  const isWorking = stages.some(({ state }) => state === 'running')
  const isWaiting = progress.state === 'QUEUED' || (waitingFor !== null && !isWorking)
  const heading = isWaiting ? words.progress.waiting : words.progress.heading
  const isSaidBelow = notices.some(({ kind }) => kind === 'stand_in_networks')
  return (
    <div className="panel">
      <h2>{heading}</h2>
      <ProgressBar label={heading} percent={progress.percent} isMain />
      <p className="progress-facts" role={waitingFor ? 'status' : undefined}>
        {waitingFor ? waitingFor.message : secondsLeft !== null && words.progress.secondsLeft(secondsLeft)}
      </p>
      <ul className="stages">
        {stages.map((stage) => (
          <Stage key={stage.name} stage={stage} />
        ))}
      </ul>
      <NoticeList heading="h3" notices={notices} />
      {progress.networks === 'stand-in' && !isSaidBelow && <StandInMark />}
      <p>{words.progress.mayLeave}</p>
      {connectionProblem !== undefined && <Problem error={connectionProblem} />}
    </div>
  )
}

function Stage({ stage }: { stage: StageProgress }) {
  const { words } = useLanguage()
  const name = words.progress.stage[stage.name]
  return (
    <li className={`stage-row stage-${stage.state}`}>
      <span className="stage-name">{name}</span>
      <ProgressBar label={name} percent={stage.state === 'done' ? 100 : stage.percent} />
      <span className="stage-state">
        {words.progress.stageState[stage.state]}
        {stage.state === 'running' && stage.framesPerSecond
          ? ` · ${words.progress.framesPerSecond(stage.framesPerSecond)}`
          : ''}
      </span>
    </li>
  )
}
