import { Problem } from '../components/Problem'
import { useLanguage } from '../i18n/LanguageProvider'
import { NoticeList } from './NoticeList'
import { ProgressBar } from './ProgressBar'
import type { Progress, StageProgress } from './progress'

interface ProcessingProgressProps {
  progress: Progress
  connectionProblem: unknown
}

export function ProcessingProgress({ progress, connectionProblem }: ProcessingProgressProps) {
  const { words } = useLanguage()
  const heading = progress.state === 'QUEUED' ? words.progress.waiting : words.progress.heading
  return (
    <div className="panel">
      <h2>{heading}</h2>
      <ProgressBar label={heading} percent={progress.percent} isMain />
      <p className="progress-facts">
        {progress.secondsLeft !== null && words.progress.secondsLeft(progress.secondsLeft)}
      </p>
      <ul className="stages">
        {progress.stages.map((stage) => (
          <Stage key={stage.name} stage={stage} />
        ))}
      </ul>
      <NoticeList notices={progress.notices} />
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
