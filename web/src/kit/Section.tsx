import type { ReactNode } from 'react'

export function Section({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="kit-section" aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  )
}
