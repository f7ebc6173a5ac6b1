import { useEffect, useState } from 'react'

/** A beat to be seen: how many are left, anew with each. Moments are those of performance.now(). */
export function BeatPulse({ beats }: { beats: readonly number[] }) {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    let request = 0
    const look = () => {
      const now = performance.now()
      setPassed(beats.filter((beat) => beat <= now).length)
      request = requestAnimationFrame(look)
    }
    look()
    return () => cancelAnimationFrame(request)
  }, [beats])
  return (
    <p className="beat-pulse" key={passed} data-beat={passed} aria-hidden="true">
      {passed > 0 && beats.length - passed + 1}
    </p>
  )
}
