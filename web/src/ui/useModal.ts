import { useEffect, useRef, type RefObject } from 'react'

/**
 * Opens a dialog element over the page for as long as it is shown. What had the focus before has it again afterwards, since the
 * dialog leaves the page with its own.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return dialog
}
