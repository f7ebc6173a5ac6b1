import { useEffect, useRef, useState, type RefObject } from 'react'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { Messages } from '../../i18n/korean'
import type { MediaTicket } from '../../api/media_ticket'
import type { Advice } from '../../engine'
import { adviceSentence } from './advice_sentence'
import { Beat } from './beat/beat'
import { Cues } from './cues'
import type { PictureSource } from './picture_source'
import { Practice } from './practice'
import { firstView, type PracticeView } from './practice_view'
import type { PracticeEvent, PracticePhase } from './practice_flow'
import { readSettings, storeSettings, type PracticeSettings } from './settings'

const adviceQuietSeconds = 7
const actedUpon: Advice[] = [
  'watch_limb',
  'raise_limb',
  'lower_limb',
  'late',
  'early',
  'move_more',
  'hold_still',
  'sit_deeper',
  'too_slow',
  'too_fast',
  'turn_mirror',
  'partly_seen',
  'legs_not_seen',
  'arms_not_seen',
]

/** A practice for the life of the component, with its sounds and settings. */
export function usePractice(
  trainingId: number,
  shapeUrl: string,
  ticket: MediaTicket,
  source: PictureSource,
  canvas: RefObject<HTMLCanvasElement | null>,
  backdrop: RefObject<HTMLCanvasElement | null>,
  video: RefObject<HTMLVideoElement | null>,
) {
  const { words } = useLanguage()
  const latestWords = useRef(words)
  useEffect(() => {
    latestWords.current = words
  }, [words])
  const [settings, setSettings] = useState(readSettings)
  const latestSettings = useRef(settings)
  const [view, setView] = useState({ ...firstView, source })
  const [round, setRound] = useState(0)
  const practice = useRef<Practice | undefined>(undefined)
  const sounds = useRef<Sounds | undefined>(undefined)

  useEffect(() => {
    if (!canvas.current || !video.current) return
    const cues = new Cues()
    const made = new Practice(
      trainingId,
      shapeUrl,
      ticket,
      { canvas: canvas.current, backdrop: backdrop.current },
      video.current,
      source,
      latestSettings.current,
      {
        viewChanged: () => {
          const next = made.current()
          setView(next)
          if (next.phase === 'running') speakAdvice(cues, next, latestWords.current)
        },
        phaseChanged: (phase) => {
          // Whoever watches need not step into a picture, and has no points.
          if (source === 'recording' && (phase === 'positioning' || phase === 'finished')) return
          sound(cues, phase, made.current(), latestWords.current)
        },
        countdownTicked: () => cues.tick(),
        tickAt: (wall) => cues.tickAt(wall),
      },
    )
    const beat = new Beat(cues, made)
    tune({ cues, beat }, latestSettings.current)
    practice.current = made
    sounds.current = { cues, beat }
    setView(made.current())
    if (round > 0) video.current.load()
    void made.prepare()
    return () => {
      beat.close()
      made.close()
      cues.close()
    }
  }, [trainingId, shapeUrl, ticket, source, round, canvas, backdrop, video])

  const change = (next: PracticeSettings) => {
    latestSettings.current = next
    setSettings(next)
    storeSettings(next)
    if (sounds.current) tune(sounds.current, next)
    practice.current?.change(next)
  }
  return {
    view,
    settings,
    change,
    send: (event: PracticeEvent) => practice.current?.send(event),
    seek: (seconds: number) => practice.current?.seek(seconds),
    follow: (point: { x: number; y: number }) => practice.current?.follow(point),
    bestPicture: () => practice.current?.bestPicture() ?? null,
    markLoop: () => practice.current?.markLoop(),
    delay: {
      measure: () => {
        // What is clicked now is heard seconds later.
        sounds.current?.cues.wake()
        practice.current?.measureDelay()
      },
      stop: () => practice.current?.stopMeasuring(),
      forget: () => practice.current?.setDelay(null),
    },
    retry: () => setRound((before) => before + 1),
  }
}

interface Sounds {
  cues: Cues
  beat: Beat
}

function tune({ cues, beat }: Sounds, { hasSound, hasVoice, hasBeat, volume }: PracticeSettings): void {
  beat.isOn = hasBeat
  cues.isOn = hasSound
  cues.hasVoice = hasVoice
  cues.volume = volume
}

function sound(cues: Cues, phase: PracticePhase, view: PracticeView, words: Messages): void {
  const { practice } = words
  if (phase === 'positioning') cues.speak(practice.spokenGetInFrame, 4)
  if (phase === 'running') cues.begin()
  if (phase === 'away') cues.speak(practice.spokenPaused)
  if (phase === 'finished') {
    cues.finish()
    const score = view.summary?.score
    if (typeof score === 'number') cues.speak(practice.spokenFinish(Math.round(score)))
  }
}

/** Speaks what the person can act upon; praise stays on the screen. */
function speakAdvice(cues: Cues, view: PracticeView, words: Messages): void {
  const { reading } = view
  if (!reading) return
  if (actedUpon.includes(reading.advice)) cues.speak(adviceSentence(reading, words), adviceQuietSeconds)
}
