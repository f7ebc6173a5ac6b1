import {
  Maximize,
  Minimize,
  Pause,
  Play,
  Repeat,
  RotateCcw,
  Settings,
  Square,
  Volume2,
  VolumeX,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { LoopSection } from './practice_view'
import type { PracticeEvent, PracticePhase } from './practice_flow'
import { type PracticeSettings, speeds } from './settings'

interface ControlsProps {
  phase: PracticePhase
  framesPerSecond: number
  settings: PracticeSettings
  loop: LoopSection | null
  hasSettings: boolean
  isFull: boolean
  canBeFull: boolean
  change: (settings: PracticeSettings) => void
  send: (event: PracticeEvent) => void
  markLoop: () => void
  toggleSettings: () => void
  toggleFullScreen: () => void
}

export function Controls(props: ControlsProps) {
  const { phase, framesPerSecond, settings, loop, hasSettings, isFull, change, send } = props
  const { language, words } = useLanguage()
  const { practice } = words
  const isUnderWay = phase === 'running' || phase === 'paused' || phase === 'away'
  const isHalted = phase === 'paused' || phase === 'away'
  const loopName = !loop ? practice.loopFromHere : loop.to === null ? practice.loopToHere : practice.loopOff
  return (
    <div className="room-controls">
      {phase === 'positioning' && (
        <button className="button button-primary" type="button" onClick={() => send({ type: 'startNow' })}>
          <Play aria-hidden="true" size={20} />
          {practice.startNow}
        </button>
      )}
      {isUnderWay && (
        <>
          <IconButton
            isMain
            name={isHalted ? practice.resume : practice.pause}
            press={() => send({ type: isHalted ? 'resume' : 'pause' })}
          >
            {isHalted ? <Play /> : <Pause />}
          </IconButton>
          <IconButton name={practice.restart} testId="restart" press={() => send({ type: 'restart' })}>
            <RotateCcw />
          </IconButton>
          <IconButton name={loopName} isOn={loop !== null} press={props.markLoop}>
            <Repeat />
          </IconButton>
          <select
            className="room-speed"
            aria-label={practice.speed}
            value={settings.speed}
            onChange={(event) => change({ ...settings, speed: Number(event.currentTarget.value) })}
          >
            {speeds.map((speed) => (
              <option key={speed} value={speed}>
                {practice.speedValue(speed.toLocaleString(language))}
              </option>
            ))}
          </select>
        </>
      )}
      <span className="room-rate">{framesPerSecond > 0 && practice.frameRate(framesPerSecond)}</span>
      <IconButton
        name={practice.sound}
        isOn={settings.hasSound}
        press={() => change({ ...settings, hasSound: !settings.hasSound })}
      >
        {settings.hasSound ? <Volume2 /> : <VolumeX />}
      </IconButton>
      <input
        className="room-volume"
        type="range"
        min={0}
        max={1}
        step={0.1}
        value={settings.hasSound ? settings.volume : 0}
        aria-label={practice.volume}
        onChange={(event) =>
          change({ ...settings, hasSound: true, volume: event.currentTarget.valueAsNumber })
        }
      />
      {props.canBeFull && (
        <IconButton
          name={isFull ? practice.leaveFullScreen : practice.fullScreen}
          press={props.toggleFullScreen}
        >
          {isFull ? <Minimize /> : <Maximize />}
        </IconButton>
      )}
      <IconButton name={practice.settings} isOpen={hasSettings} press={props.toggleSettings}>
        <Settings />
      </IconButton>
      {isUnderWay && (
        <IconButton name={practice.finish} press={() => send({ type: 'ended' })}>
          <Square />
        </IconButton>
      )}
    </div>
  )
}

interface IconButtonProps {
  name: string
  press: () => void
  children: ReactNode
  isMain?: boolean
  isOn?: boolean
  isOpen?: boolean
  testId?: string
}

function IconButton({ name, press, children, isMain = false, isOn, isOpen, testId }: IconButtonProps) {
  return (
    <button
      className={isMain ? 'icon-button icon-button-main' : 'icon-button'}
      type="button"
      aria-label={name}
      title={name}
      aria-pressed={isOn}
      aria-expanded={isOpen}
      data-testid={testId}
      onClick={press}
    >
      {children}
    </button>
  )
}
