import { useEffect, useState, type RefObject } from 'react'

/** Full screen for an element. Not for a modal dialog itself, which browsers refuse, but for what it holds. */
export function useFullScreen(element: RefObject<HTMLElement | null>) {
  const [isFull, setFull] = useState(false)
  const [wasRefused, setRefused] = useState(false)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => {
      document.removeEventListener('fullscreenchange', look)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [])
  const toggle = async () => {
    setRefused(false)
    try {
      if (document.fullscreenElement) await document.exitFullscreen()
      else await element.current?.requestFullscreen()
    } catch {
      setRefused(true)
    }
  }
  return { isFull, wasRefused, isPossible: document.fullscreenEnabled, toggle: () => void toggle() }
}
