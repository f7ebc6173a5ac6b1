import { useMemo, useState } from 'react'
import { LatestWish } from '../api/latest_wish'

/** Something on or off that is shown at once and kept by the server; back where it was, with the error, when it refuses. */
export function useToggle(initial: boolean, send: (isOn: boolean) => Promise<void>) {
  const [isOn, setOn] = useState(initial)
  const [error, setError] = useState<unknown>()
  // What it begins with is what the server had when the component came.
  const [first] = useState({ initial, send })
  const wish = useMemo(
    () =>
      new LatestWish(first.initial, first.send, (value, failure) => {
        setOn(value)
        setError(failure)
      }),
    [first],
  )
  return { isOn, error, toggle: () => wish.want(!isOn) }
}
