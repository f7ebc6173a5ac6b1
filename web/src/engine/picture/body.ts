import type { Keypoint, LimbName } from '../types'
import type { Box } from '../module/follower'

const seen = 0.25
const fewestSeen = 6

/** Joints at the ends of each limb, as positions in the order of jointNames; the trunk has a line on each side. */
export const limbEnds: Record<LimbName, [number, number][]> = {
  left_upper_arm: [[5, 7]],
  right_upper_arm: [[6, 8]],
  left_forearm: [[7, 9]],
  right_forearm: [[8, 10]],
  left_thigh: [[11, 13]],
  right_thigh: [[12, 14]],
  left_shin: [[13, 15]],
  right_shin: [[14, 16]],
  trunk: [
    [5, 11],
    [6, 12],
  ],
  shoulders: [[6, 5]],
}

/** The middle of a limb; null unless both its ends are seen. */
export function limbMiddle(keypoints: Keypoint[], name: LimbName): { x: number; y: number } | null {
  const ends = limbEnds[name].flat().map((joint) => keypoints[joint])
  if (ends.some((end) => !end || end.score < seen)) return null
  const mean = (of: (end: Keypoint) => number) =>
    ends.reduce((sum, end) => sum + (end ? of(end) : 0), 0) / ends.length
  return { x: mean((end) => end.x), y: mean((end) => end.y) }
}

/** Around the joints that are seen, and the head, hands and feet beyond them; null when too few are. */
export function bodyBox(keypoints: Keypoint[]): Box | null {
  const found = keypoints.filter((joint) => joint.score >= seen)
  if (found.length < fewestSeen) return null
  const xs = found.map((joint) => joint.x)
  const ys = found.map((joint) => joint.y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const beyond = 0.1 * Math.max(right - left, bottom - top)
  return { left: left - beyond, right: right + beyond, top: top - beyond, bottom: bottom + beyond }
}
