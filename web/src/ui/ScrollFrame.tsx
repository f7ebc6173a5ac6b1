import type { ReactNode } from 'react'

interface ScrollFrameProps {
  label: string
  className: string
  children: ReactNode
}

/** Something that may be wider or higher than its place, scrolled with the keyboard too. */
export function ScrollFrame({ label, className, children }: ScrollFrameProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys scroll what has the focus
    <div className={className} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
