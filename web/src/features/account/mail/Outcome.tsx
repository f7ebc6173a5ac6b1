import { useEffect, useRef, type ReactNode } from 'react'

interface OutcomeProps {
  title: string
  text: string
  /** What can be done next. */
  children?: ReactNode
}

/** What came of it, in place of the form: it takes the focus, so that a screen reader says it. */
export function Outcome({ title, text, children }: OutcomeProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="page-text">{text}</p>
      {children}
    </>
  )
}
