import { useId, type ReactNode } from 'react'
import { useModal } from './useModal'

interface DialogProps {
  title: string
  /** The person leaves it, by Escape too. */
  close: () => void
  children: ReactNode
}

/** Something to fill in over the page, which stands still behind it. It is open while it is there. */
export function Dialog({ title, close, children }: DialogProps) {
  const dialog = useModal()
  const id = useId()
  return (
    <dialog
      ref={dialog}
      className="question"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
