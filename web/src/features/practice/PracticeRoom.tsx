import { Clapperboard, Lock, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Training } from '../../api/trainings'
import { StandInMark } from '../../ui/StandInMark'
import { useLanguage } from '../../i18n/LanguageProvider'
import { useWakeLock } from '../../ui/useWakeLock'
import type { MediaTicket } from '../../api/media_ticket'
import { Controls } from './Controls'
import { CueLine } from './CueLine'
import { EngineFigures } from './EngineFigures'
import { FailureNotice } from './FailureNotice'
import { Gauge } from './Gauge'
import { LeaveQuestion } from './LeaveQuestion'
import { LimbWords } from './LimbWords'
import { People } from './People'
import type { PictureSource } from './picture_source'
import { isUnderWay } from './practice'
import { SavedScore } from './SavedScore'
import { cardContent } from './share/card_content'
import { ShareCard } from './share/ShareCard'
import { SettingsPanel } from './SettingsPanel'
import { StageCover } from './StageCover'
import { Summary } from './Summary'
import { TimeLine } from './TimeLine'
import { useFullScreen } from './useFullScreen'
import { useLeaveGuard } from './useLeaveGuard'
import { usePractice } from './usePractice'
import { useRoomKeys } from './useRoomKeys'
import './files.css'
import './recording.css'

interface PracticeRoomProps {
  trainingId: number
  training: Training
  ticket: MediaTicket
  source: PictureSource
  /** Another one in its place. */
  setSource: (source: PictureSource) => void
  leave: () => void
}

/** The room one practises in: fills the window, and keeps the page behind it out of reach. */
export default function PracticeRoom(props: PracticeRoomProps) {
  const { trainingId, training, ticket, setSource, leave } = props
  const { language, words } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const backdrop = useRef<HTMLCanvasElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const [hasSettings, setHasSettings] = useState(false)
  const [hasFigures, setHasFigures] = useState(false)
  const [isAsking, setAsking] = useState(false)
  // Whether it went on before it was asked.
  const [isResuming, setResuming] = useState(false)
  const practice = usePractice(trainingId, training.shapeUrl, ticket, props.source, canvas, backdrop, video)
  const { view, settings, change, send } = practice
  // What is shown may be of the trainee before the one that is wanted now.
  const { phase, source } = view
  const isRecorded = source === 'recording'
  const isAtRisk = isUnderWay(phase)
  const fullScreen = useFullScreen(frame)
  useWakeLock()

  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    frame.current?.focus()
    return () => element?.close()
  }, [])

  // The keys are the room's, not those of what has just left it.
  useEffect(() => {
    if (document.activeElement === document.body) frame.current?.focus()
  })

  const ask = () => {
    if (isAsking) return
    setResuming(phase !== 'paused')
    send({ type: 'pause' })
    setAsking(true)
  }
  const stay = () => {
    setAsking(false)
    if (isResuming) send({ type: 'resume' })
  }
  const wantToLeave = () => (isAtRisk ? ask() : leave())
  useLeaveGuard({ isAtRisk, ask, leave })

  const togglePause = () => {
    if (phase === 'positioning') send({ type: 'startNow' })
    else send({ type: phase === 'running' ? 'pause' : 'resume' })
  }
  const closeSettings = () => {
    const opener = frame.current?.querySelector<HTMLElement>('[aria-expanded=true]')
    if (document.activeElement?.closest('.room-settings')) opener?.focus()
    setHasSettings(false)
  }
  const measureDelay = () => {
    setHasSettings(false)
    practice.delay.measure()
  }
  const escape = () => {
    if (view.measuring) practice.delay.stop()
    else if (hasSettings) closeSettings()
    else wantToLeave()
  }
  useRoomKeys(dialog, {
    hasShortcuts: settings.hasShortcuts,
    escape,
    togglePause,
    toggleFullScreen: fullScreen.toggle,
    toggleSound: () => change({ ...settings, hasSound: !settings.hasSound }),
    toggleFigures: () => setHasFigures(!hasFigures),
    markLoop: practice.markLoop,
    restart: () => send({ type: 'restart' }),
    step: (seconds) => practice.seek((video.current?.currentTime ?? 0) + seconds),
    changeVolume: (by) =>
      change({
        ...settings,
        volume: Math.min(1, Math.max(0, Math.round(10 * (settings.volume + by)) / 10)),
      }),
  })
  const isBefore = phase === 'positioning' || phase === 'countdown'
  const reading = isAtRisk ? view.reading : null
  return (
    <dialog
      ref={dialog}
      className="room"
      aria-label={training.title}
      onCancel={(event) => {
        event.preventDefault()
        escape()
      }}
    >
      <div
        ref={frame}
        className={hasSettings ? 'room-frame room-frame-set' : 'room-frame'}
        data-phase={phase}
        tabIndex={-1}
      >
        <div className="room-stage">
          <canvas ref={backdrop} className="stage-backdrop" aria-hidden="true" />
          <canvas
            ref={canvas}
            className="stage-picture"
            role="img"
            aria-label={words.practice.stageDescription}
          />
          <LimbWords marks={view.marks} />
          {(isAtRisk || isBefore) && <People view={view} follow={practice.follow} />}
          <header className="stage-head">
            <h2>{training.title}</h2>
            {isRecorded ? (
              <p className="recording-note">
                <Clapperboard aria-hidden="true" size={16} />
                {words.firstSteps.recording.mark}
              </p>
            ) : (
              <p className="privacy-note">
                <Lock aria-hidden="true" size={16} />
                {source === 'phone' ? words.phoneCamera.privacy : words.practice.privacy}
              </p>
            )}
            {view.networks === 'stand-in' && <StandInMark />}
          </header>
          {hasFigures && view.statistics && <EngineFigures statistics={view.statistics} />}
          <aside className="stage-score" aria-label={words.practice.score} hidden={!isAtRisk}>
            <Gauge score={reading?.score ?? null} grade={reading?.grade ?? 'unknown'} />
          </aside>
          <figure className="stage-trainer">
            <video
              ref={video}
              src={training.videoUrl}
              aria-label={words.practice.trainer}
              preload="auto"
              playsInline
              muted={!settings.hasSound}
            />
          </figure>
          {phase === 'failed' && view.failure ? (
            <FailureNotice
              failure={view.failure}
              retry={practice.retry}
              usePhone={source === 'phone' ? undefined : () => setSource('phone')}
              watchRecording={isRecorded ? undefined : () => setSource('recording')}
            />
          ) : (
            <StageCover view={view} choose={setSource} delay={{ ...practice.delay, measure: measureDelay }} />
          )}
          <button
            className="icon-button stage-leave"
            type="button"
            aria-label={words.practice.leave}
            title={words.practice.leave}
            onClick={wantToLeave}
          >
            <X />
          </button>
        </div>
        <CueLine view={view} turnMirror={() => change({ ...settings, mirror: !settings.mirror })} />
        <div className="room-bar">
          <TimeLine video={video} loop={view.loop} isEnabled={isAtRisk} seek={practice.seek} />
          <Controls
            phase={phase}
            framesPerSecond={view.statistics?.framesPerSecond ?? 0}
            settings={settings}
            loop={view.loop}
            hasSettings={hasSettings}
            isFull={fullScreen.isFull}
            canBeFull={fullScreen.isPossible}
            change={change}
            send={send}
            markLoop={practice.markLoop}
            toggleSettings={() => (hasSettings ? closeSettings() : setHasSettings(true))}
            toggleFullScreen={fullScreen.toggle}
          />
          {fullScreen.wasRefused && <p role="status">{words.practice.noFullScreen}</p>}
        </div>
        {hasSettings && (
          <SettingsPanel
            settings={settings}
            view={view}
            measureDelay={measureDelay}
            forgetDelay={practice.delay.forget}
            change={change}
            close={closeSettings}
          />
        )}
        {phase === 'finished' && view.summary && (
          <Summary
            summary={view.summary}
            history={view.history}
            again={() => send({ type: 'restart' })}
            leave={leave}
            {...(isRecorded && { tryYourself: () => setSource('camera') })}
          >
            {!isRecorded && view.summary.score !== null && view.startedAt && (
              <>
                <SavedScore
                  trainingId={trainingId}
                  startedAt={view.startedAt}
                  summary={view.summary}
                  history={view.history}
                />
                <ShareCard
                  content={cardContent(
                    {
                      title: training.title,
                      trainer: training.trainer,
                      summary: view.summary,
                      history: view.history,
                      startedAt: view.startedAt,
                      address: `${location.host}/trainings/${trainingId}`,
                    },
                    words,
                    language,
                  )}
                  picture={training.picture}
                  ownPicture={practice.bestPicture}
                />
              </>
            )}
          </Summary>
        )}
        {isAsking && isAtRisk && (
          <LeaveQuestion
            stay={stay}
            finish={() => {
              setAsking(false)
              send({ type: 'ended' })
            }}
            leave={leave}
          />
        )}
      </div>
    </dialog>
  )
}
