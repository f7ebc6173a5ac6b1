import { useEffect, useRef } from 'react'

interface LeaveGuard {
  /** Something would be lost. */
  isAtRisk: boolean
  /** Asks the person, who wanted to go back. */
  ask: () => void
  leave: () => void
}

const mark = { room: true }
let steppingBack: ReturnType<typeof setTimeout> | undefined

function isInRoom(): boolean {
  return (history.state as { room?: boolean } | null)?.room === true
}

function enter(): void {
  history.pushState({ ...(history.state as object | null), ...mark }, '')
}

/**
 * Makes the room a step of its own in the browser's history: Back leaves it for the page it was opened from, after asking where a
 * session would be lost. Closing the tab asks as well.
 */
export function useLeaveGuard(guard: LeaveGuard): void {
  const latest = useRef(guard)
  useEffect(() => {
    latest.current = guard
  })
  useEffect(() => {
    // An effect that was taken back only to run again is there already; a mark from before a reload is not this room's.
    if (steppingBack === undefined) enter()
    clearTimeout(steppingBack)
    steppingBack = undefined
    let wasLeft = false
    const goneBack = () => {
      const { isAtRisk, ask, leave } = latest.current
      if (isAtRisk) {
        enter()
        ask()
      } else {
        wasLeft = true
        leave()
      }
    }
    const closing = (event: BeforeUnloadEvent) => {
      if (latest.current.isAtRisk) event.preventDefault()
    }
    addEventListener('popstate', goneBack)
    addEventListener('beforeunload', closing)
    return () => {
      removeEventListener('popstate', goneBack)
      removeEventListener('beforeunload', closing)
      steppingBack = setTimeout(() => {
        steppingBack = undefined
        if (!wasLeft && isInRoom()) history.back()
      })
    }
  }, [])
}
