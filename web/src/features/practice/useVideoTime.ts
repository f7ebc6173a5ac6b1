import { useEffect, useState, type RefObject } from 'react'

const events = ['timeupdate', 'seeking', 'seeked', 'durationchange', 'emptied']

/** Where a video is, and how long; a few times a second. Seconds; 0 while its length is not known. */
export function useVideoTime(video: RefObject<HTMLVideoElement | null>) {
  const [time, setTime] = useState({ now: 0, duration: 0 })
  useEffect(() => {
    const element = video.current
    if (!element) return
    const look = () => {
      const { currentTime, duration } = element
      setTime({ now: currentTime, duration: Number.isFinite(duration) ? duration : 0 })
    }
    look()
    for (const name of events) element.addEventListener(name, look)
    return () => {
      for (const name of events) element.removeEventListener(name, look)
    }
  }, [video])
  return time
}
