import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

interface LineChartProps {
  /** What it shows, in words, for who does not see it. */
  label: string
  /** Both of the same length; x rises. */
  x: number[]
  y: number[]
  /** x is in seconds since 1970, else in seconds. */
  isDate?: boolean
  language: string
  height?: number
}

/** A curve of scores, 0 to 100, as wide as its place. */
export default function LineChart({ label, x, y, isDate = false, language, height = 220 }: LineChartProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const draw = () => {
      const style = getComputedStyle(element)
      // A canvas knows nothing of the page's colours.
      const [ink, line, accent] = ['chart-ink', 'chart-line', 'chart-accent'].map((name) => {
        const probe = document.createElement('span')
        probe.className = name
        element.append(probe)
        const colour = getComputedStyle(probe).color
        probe.remove()
        return colour
      })
      const axis = {
        stroke: ink,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        font: `12px ${style.fontFamily}`,
      }
      const date = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric' })
      return new UPlot(
        {
          width: element.clientWidth,
          height,
          cursor: { show: false },
          legend: { show: false },
          scales: { x: { time: isDate }, y: { range: [0, 100] } },
          axes: [
            {
              ...axis,
              values: (_, splits) =>
                splits.map((each) =>
                  isDate
                    ? date.format(each * 1000)
                    : `${Math.floor(each / 60)}:${String(Math.floor(each % 60)).padStart(2, '0')}`,
                ),
            },
            { ...axis, size: 36 },
          ],
          series: [{}, { stroke: accent, width: 2, points: { show: x.length < 60, size: 7, fill: accent } }],
        },
        [x, y],
        element,
      )
    }
    let plot = draw()
    const redraw = () => {
      plot.destroy()
      plot = draw()
    }
    const size = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
    size.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', redraw)
    const theme = new MutationObserver(redraw)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      size.disconnect()
      theme.disconnect()
      scheme.removeEventListener('change', redraw)
      plot.destroy()
    }
  }, [x, y, isDate, language, height])
  // Its height does not wait for the curve.
  return (
    <div className="line-chart" style={{ minHeight: height }} ref={place} role="img" aria-label={label} />
  )
}
