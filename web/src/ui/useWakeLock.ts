import { useEffect } from 'react'

/** Keeps the screen awake while the component is shown: nobody touches it from three metres away. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let isGone = false
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      // A browser may have none, or refuse, on low battery for example; one can practise all the same.
      const { wakeLock } = navigator as Partial<Navigator>
      lock = await wakeLock?.request('screen').catch(() => undefined)
      if (isGone) void lock?.release()
    }
    void ask()
    const whenShown = () => void ask()
    document.addEventListener('visibilitychange', whenShown)
    return () => {
      isGone = true
      document.removeEventListener('visibilitychange', whenShown)
      void lock?.release()
    }
  }, [])
}
