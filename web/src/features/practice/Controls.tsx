import { useLanguage } from '../../i18n/LanguageProvider'
import type { PracticeEvent, PracticePhase } from './practice_flow'

interface ControlsProps {
  phase: PracticePhase
  framesPerSecond: number
  hasSound: boolean
  hasSettings: boolean
  send: (event: PracticeEvent) => void
  toggleSound: () => void
  toggleSettings: () => void
  toggleFullScreen: () => void
}

export function Controls(props: ControlsProps) {
  const { phase, framesPerSecond, hasSound, hasSettings, send } = props
  const { words } = useLanguage()
  const isUnderWay = phase === 'running' || phase === 'paused' || phase === 'away'
  const isHalted = phase === 'paused' || phase === 'away'
  return (
    <div className="room-controls">
      {isUnderWay && (
        <>
          <button
            className="button button-primary"
            type="button"
            onClick={() => send({ type: isHalted ? 'resume' : 'pause' })}
          >
            {isHalted ? words.practice.resume : words.practice.pause}
          </button>
          <button
            className="button button-room"
            type="button"
            data-testid="restart"
            onClick={() => send({ type: 'restart' })}
          >
            {words.practice.restart}
          </button>
          <button className="button button-room" type="button" onClick={() => send({ type: 'ended' })}>
            {words.practice.finish}
          </button>
        </>
      )}
      <span className="room-rate">{framesPerSecond > 0 && words.practice.frameRate(framesPerSecond)}</span>
      <button
        className="button button-room"
        type="button"
        aria-pressed={hasSound}
        onClick={props.toggleSound}
      >
        {words.practice.sound}
      </button>
      {document.fullscreenEnabled && (
        <button className="button button-room" type="button" onClick={props.toggleFullScreen}>
          {words.practice.fullScreen}
        </button>
      )}
      <button
        className="button button-room"
        type="button"
        aria-expanded={hasSettings}
        onClick={props.toggleSettings}
      >
        {words.practice.settings}
      </button>
    </div>
  )
}
