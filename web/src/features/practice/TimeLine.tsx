import type { CSSProperties, RefObject } from 'react'
import { useLanguage } from '../../i18n/LanguageProvider'
import type { LoopSection } from './practice_view'
import { useVideoTime } from './useVideoTime'

interface TimeLineProps {
  video: RefObject<HTMLVideoElement | null>
  loop: LoopSection | null
  isEnabled: boolean
  seek: (seconds: number) => void
}

/** Where the training is, what is left of it, and which section is done over and over. */
export function TimeLine({ video, loop, isEnabled, seek }: TimeLineProps) {
  const { words } = useLanguage()
  const { now, duration } = useVideoTime(video)
  if (duration === 0) return null
  const left = duration - now
  const share = (seconds: number) => `${(100 * seconds) / duration}%`
  const places = {
    '--done': share(now),
    ...(loop && { '--loop-from': share(loop.from), '--loop-to': share(loop.to ?? Math.max(loop.from, now)) }),
  } as CSSProperties
  return (
    <div className={loop ? 'time-line time-line-looped' : 'time-line'} style={places}>
      <span>{clock(now)}</span>
      <input
        type="range"
        min={0}
        max={duration}
        step={0.1}
        value={now}
        disabled={!isEnabled}
        aria-label={words.practice.timeLine}
        aria-valuetext={words.practice.timeSpoken(Math.round(now), Math.round(left))}
        onChange={(event) => seek(event.currentTarget.valueAsNumber)}
      />
      <span>
        <span className="visually-hidden">{words.practice.timeLeft} </span>
        <span aria-hidden="true">−</span>
        {clock(left)}
      </span>
    </div>
  )
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`
}
