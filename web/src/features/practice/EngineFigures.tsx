import type { EngineStatistics } from '../../engine'

/** How the engine runs, for who looks into a fault: the names are those of the code, in no language. */
export function EngineFigures({ statistics }: { statistics: EngineStatistics }) {
  return (
    <dl className="engine-figures">
      {Object.entries(statistics).map(([name, value]: [string, string | number]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'number' ? Math.round(10 * value) / 10 : value}</dd>
        </div>
      ))}
    </dl>
  )
}
