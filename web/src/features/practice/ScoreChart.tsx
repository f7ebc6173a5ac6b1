import { useLanguage } from '../../i18n/LanguageProvider'
import type { ScoredMoment } from '../../api/generated'

const width = 600
const height = 160

/** The score over the time of the video, 0 to 100; said in words for who cannot see it. */
export function ScoreChart({ history }: { history: ScoredMoment[] }) {
  const { words } = useLanguage()
  const first = history[0]
  const last = history.at(-1)
  if (!first || !last || last.time <= first.time) return null
  const scores = history.map((moment) => moment.score)
  const low = Math.round(Math.min(...scores))
  const high = Math.round(Math.max(...scores))
  const mean = Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length)
  const x = (time: number) => (width * (time - first.time)) / (last.time - first.time)
  const y = (score: number) => height * (1 - score / 100)
  const points = history.map(({ time, score }) => `${x(time).toFixed(1)},${y(score).toFixed(1)}`).join(' ')
  return (
    <figure className="chart">
      <svg
        viewBox={`-48 -18 ${width + 58} ${height + 50}`}
        role="img"
        aria-label={`${words.practice.scoreOverTime}. ${words.practice.chartDescription(low, high, mean)}`}
      >
        {[0, 50, 100].map((score) => (
          <g key={score}>
            <line className="chart-line" x1="0" x2={width} y1={y(score)} y2={y(score)} />
            <text className="chart-text" x="-8" y={y(score) + 5} textAnchor="end">
              {score}
            </text>
          </g>
        ))}
        <polygon className="chart-area" points={`0,${height} ${points} ${width},${height}`} />
        <polyline className="chart-score" points={points} />
        <text className="chart-text" x="0" y={height + 24}>
          {words.practice.seconds(Math.round(first.time))}
        </text>
        <text className="chart-text" x={width} y={height + 24} textAnchor="end">
          {words.practice.seconds(Math.round(last.time))}
        </text>
      </svg>
      <figcaption>{words.practice.scoreOverTime}</figcaption>
    </figure>
  )
}
