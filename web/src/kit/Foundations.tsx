import { Section } from './Section'

const colours = [
  'paper',
  'sheet',
  'raised',
  'sunk',
  'ink',
  'ink-soft',
  'line',
  'line-strong',
  'shape',
  'accent',
  'accent-ground',
  'danger',
  'danger-ground',
  'good',
  'fair',
  'poor',
]
const types = ['display', 'heading-1', 'heading-2', 'heading-3', 'large', 'aside', 'small']
const spaces = [1, 2, 3, 4, 5, 6, 7, 8]

/** Colours, type and space as tokens.css names them. */
export function Foundations() {
  return (
    <Section name="tokens">
      <ul className="kit-swatches">
        {colours.map((name) => (
          <li key={name}>
            <span className="kit-swatch" style={{ background: `var(--${name})` }} />
            {name}
          </li>
        ))}
      </ul>
      {types.map((name) => (
        <p key={name} style={{ fontSize: `var(--text-${name})`, lineHeight: 1.3 }}>
          text-{name}: 따라 하기, follow along 0123
        </p>
      ))}
      <ul className="kit-spaces">
        {spaces.map((step) => (
          <li key={step}>
            <span style={{ width: `var(--space-${step})` }} />
            space-{step}
          </li>
        ))}
      </ul>
    </Section>
  )
}
