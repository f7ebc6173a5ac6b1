import { limbNames, type Keypoint, type LimbGrade, type LimbReading } from '../types'
import { limbEnds } from './body'

const seen = 0.25

interface Stroke {
  colour: string
  /** Against the width of a plain line. */
  width: number
  /** Lengths of dashes and gaps against the width of a plain line. */
  dash: number[]
}

/**
 * Grades differ by colour (of the Okabe-Ito palette, which the colour-blind can tell apart), by width and by
 * pattern.
 */
export const strokes: Record<LimbGrade, Stroke> = {
  good: { colour: '#56b4e9', width: 1, dash: [] },
  fair: { colour: '#f0e442', width: 1.5, dash: [5, 2.5] },
  poor: { colour: '#d55e00', width: 2.2, dash: [1.5, 2.5] },
  unknown: { colour: 'rgba(255, 255, 255, 0.55)', width: 0.7, dash: [] },
}

/** Draws the trainee, mirrored, over a canvas that is `scale` times as large as the picture the keypoints are in. */
export function drawSkeleton(
  context: CanvasRenderingContext2D,
  keypoints: Keypoint[],
  limbs: LimbReading[],
  scale: number,
): void {
  const { width, height } = context.canvas
  const plain = Math.max(2, Math.min(width, height) / 150)
  context.clearRect(0, 0, width, height)
  context.lineCap = 'round'
  for (const name of limbNames) {
    const grade = limbs.find((limb) => limb.name === name)?.grade ?? 'unknown'
    for (const [from, to] of limbEnds[name]) {
      drawLimb(context, keypoints[from], keypoints[to], strokes[grade], plain, scale)
    }
  }
}

function drawLimb(
  context: CanvasRenderingContext2D,
  from: Keypoint | undefined,
  to: Keypoint | undefined,
  stroke: Stroke,
  plain: number,
  scale: number,
): void {
  if (!from || !to || Math.min(from.score, to.score) < seen) return
  const mirror = context.canvas.width
  context.beginPath()
  context.moveTo(mirror - from.x * scale, from.y * scale)
  context.lineTo(mirror - to.x * scale, to.y * scale)
  // A dark rim, so that the line shows on any background.
  context.setLineDash([])
  context.strokeStyle = 'rgba(0, 0, 0, 0.45)'
  context.lineWidth = plain * (stroke.width + 1)
  context.stroke()
  context.setLineDash(stroke.dash.map((length) => length * plain))
  context.strokeStyle = stroke.colour
  context.lineWidth = plain * stroke.width
  context.stroke()
  context.setLineDash([])
}
