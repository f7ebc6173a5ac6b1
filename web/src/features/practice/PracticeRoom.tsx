import { useEffect, useRef, useState } from 'react'
import type { Training } from '../../api/trainings'
import { StandInMark } from '../../ui/StandInMark'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { MediaTicket } from '../../api/media_ticket'
import { AdviceLine } from './AdviceLine'
import { Controls } from './Controls'
import { FailureNotice } from './FailureNotice'
import { Gauge } from './Gauge'
import { SavedScore } from './SavedScore'
import { LimbBoard } from './LimbBoard'
import { SettingsPanel } from './SettingsPanel'
import { StageCover } from './StageCover'
import { Summary } from './Summary'
import { usePractice } from './usePractice'
import { useWakeLock } from './useWakeLock'

interface PracticeRoomProps {
  trainingId: number
  training: Training
  ticket: MediaTicket
  leave: () => void
}

/** The room one practises in: fills the window, and keeps the page behind it out of reach. */
export default function PracticeRoom({ trainingId, training, ticket, leave }: PracticeRoomProps) {
  const { words } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const [hasSettings, setHasSettings] = useState(false)
  const { view, settings, change, send, retry } = usePractice(
    trainingId,
    training.shapeUrl,
    ticket,
    canvas,
    video,
  )

  useWakeLock()

  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  const { phase } = view
  const isUnderWay = phase === 'running' || phase === 'paused' || phase === 'away'
  const reading = isUnderWay ? view.reading : null
  return (
    <dialog
      ref={dialog}
      className="room"
      aria-label={training.title}
      onCancel={(event) => {
        event.preventDefault()
        if (hasSettings) setHasSettings(false)
        else leave()
      }}
    >
      <header className="room-head">
        <h2>{training.title}</h2>
        <p className="privacy-note">{words.practice.privacy}</p>
        {view.networks === 'stand-in' && <StandInMark />}
        <button className="button button-room" type="button" onClick={leave}>
          {words.practice.leave}
        </button>
      </header>
      <div className="room-floor">
        <figure className="room-trainer">
          <video
            ref={video}
            src={training.videoUrl}
            aria-label={words.practice.trainer}
            preload="auto"
            playsInline
            muted={!settings.hasSound}
          />
          <figcaption>{words.practice.trainer}</figcaption>
        </figure>
        <figure className="room-stage">
          <canvas ref={canvas} role="img" aria-label={words.practice.stageDescription} />
          <figcaption>{words.practice.mirror}</figcaption>
          {phase === 'failed' && view.failure ? (
            <FailureNotice failure={view.failure} retry={retry} />
          ) : (
            <StageCover view={view} send={send} />
          )}
        </figure>
        <aside
          className={isUnderWay ? 'room-board' : 'room-board room-board-idle'}
          aria-label={words.practice.score}
        >
          <Gauge score={reading?.score ?? null} grade={reading?.grade ?? 'unknown'} />
          <LimbBoard limbs={reading?.limbs ?? []} />
        </aside>
      </div>
      <AdviceLine
        phase={phase}
        reading={reading}
        turnMirror={() => change({ ...settings, mirror: !settings.mirror })}
      />
      <Controls
        phase={phase}
        framesPerSecond={view.framesPerSecond}
        hasSound={settings.hasSound}
        hasSettings={hasSettings}
        send={send}
        toggleSound={() => change({ ...settings, hasSound: !settings.hasSound })}
        toggleSettings={() => setHasSettings(!hasSettings)}
        toggleFullScreen={() => toggleFullScreen(dialog.current)}
      />
      {hasSettings && (
        <SettingsPanel
          settings={settings}
          cameras={view.cameras}
          change={change}
          close={() => setHasSettings(false)}
        />
      )}
      {phase === 'finished' && view.summary && (
        <Summary
          summary={view.summary}
          history={view.history}
          again={() => send({ type: 'restart' })}
          leave={leave}
        >
          {view.summary.score !== null && view.startedAt && (
            <SavedScore
              trainingId={trainingId}
              startedAt={view.startedAt}
              summary={view.summary}
              history={view.history}
            />
          )}
        </Summary>
      )}
    </dialog>
  )
}

function toggleFullScreen(element: HTMLElement | null): void {
  // A browser that refuses leaves the room as large as the window, which is enough.
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
  else void element?.requestFullscreen?.().catch(() => undefined)
}
