import type { TrainingRow } from '../../api/trainings'
import { TrainingCard } from './TrainingCard'

interface TrainingCardsProps {
  rows: TrainingRow[]
  heading?: 'h2' | 'h3'
}

export function TrainingCards({ rows, heading = 'h2' }: TrainingCardsProps) {
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={row.trainingId}>
          <TrainingCard row={row} heading={heading} />
        </li>
      ))}
    </ul>
  )
}
