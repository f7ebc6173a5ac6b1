import { limbNames, type Keypoint, type LimbGrade, type LimbName, type LimbReading } from '../types'

const seen = 0.25

/** Joints at the ends of each limb, as positions in the order of jointNames. */
const ends: Record<Exclude<LimbName, 'trunk'>, [number, number]> = {
  left_upper_arm: [5, 7],
  right_upper_arm: [6, 8],
  left_forearm: [7, 9],
  right_forearm: [8, 10],
  left_thigh: [11, 13],
  right_thigh: [12, 14],
  left_shin: [13, 15],
  right_shin: [14, 16],
  shoulders: [6, 5],
}
const sidesOfTrunk: [number, number][] = [
  [5, 11],
  [6, 12],
]

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

/** Draws the trainee, mirrored, over a canvas of this size; keypoints are in pixels of it. */
export function drawSkeleton(
  context: CanvasRenderingContext2D,
  keypoints: Keypoint[],
  limbs: LimbReading[],
): void {
  const { width, height } = context.canvas
  const plain = Math.max(2, Math.min(width, height) / 150)
  context.clearRect(0, 0, width, height)
  context.lineCap = 'round'
  for (const name of limbNames) {
    const grade = limbs.find((limb) => limb.name === name)?.grade ?? 'unknown'
    for (const [from, to] of name === 'trunk' ? sidesOfTrunk : [ends[name]]) {
      drawLimb(context, keypoints[from], keypoints[to], strokes[grade], plain)
    }
  }
}

function drawLimb(
  context: CanvasRenderingContext2D,
  from: Keypoint | undefined,
  to: Keypoint | undefined,
  stroke: Stroke,
  plain: number,
): void {
  if (!from || !to || Math.min(from.score, to.score) < seen) return
  const mirror = context.canvas.width
  context.beginPath()
  context.moveTo(mirror - from.x, from.y)
  context.lineTo(mirror - to.x, to.y)
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
