// Where the joints of a drawn person are. Metres; x to the right of the picture, y up, z towards the camera; the
// person stands on y = 0 and looks along z before being turned.

export const add = (a, b) => a.map((value, axis) => value + b[axis])
export const subtract = (a, b) => a.map((value, axis) => value - b[axis])
export const scale = (a, factor) => a.map((value) => value * factor)
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const length = (a) => Math.hypot(...a)
export const normalise = (a) => scale(a, 1 / length(a))
export const between = (a, b, share) => add(scale(a, 1 - share), scale(b, share))

/** Round the y axis; a positive angle turns the person's face to the right of the picture. */
export function turn([x, y, z], radians) {
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)]
  return [cosine * x + sine * z, y, cosine * z - sine * x]
}

const thigh = 0.42
const shin = 0.41
const upperArm = 0.29
const forearm = 0.26
const degrees = Math.PI / 180

/** The joint between two bones of these lengths, bent towards `pole`. */
function bend(from, to, first, second, pole) {
  const way = subtract(to, from)
  const distance = Math.min(length(way), first + second - 1e-6)
  const along = (first * first - second * second + distance * distance) / (2 * distance)
  const direction = normalise(way)
  const aside = normalise(subtract(pole, scale(direction, dot(pole, direction))))
  return add(from, add(scale(direction, along), scale(aside, Math.sqrt(Math.max(0, first * first - along * along)))))
}

function leg(side, hip) {
  const ankle = [side * 0.17, 0.09, 0]
  const out = normalise([side * 0.5, 0, 1])
  return { hip, knee: bend(hip, ankle, thigh, shin, out), ankle, toe: add(ankle, [out[0] * 0.18, -0.055, out[2] * 0.18]) }
}

/** `raised` 0: the arm hangs; 1: the elbow at the height of the shoulder, the hand above it. */
function arm(side, shoulder, raised) {
  const lift = (12 + 75 * raised) * degrees
  const elbow = add(shoulder, scale(normalise([side * Math.sin(lift), -Math.cos(lift), 0.12]), upperArm))
  const swing = (14 + 158 * raised) * degrees
  const forward = 0.2 + 0.65 * Math.sin(Math.PI * raised)
  const across = Math.sqrt(1 - forward * forward)
  const direction = [side * across * Math.sin(swing), -Math.cos(swing), forward * Math.sin(swing)]
  const wrist = add(elbow, scale(normalise(direction), forearm))
  return { shoulder, elbow, wrist, fingers: add(wrist, scale(normalise(direction), 0.13)) }
}

/**
 * The joints of a person: `depth` of the squat and how far the arms are `raised`, 0 to 1 for both or [left, right]; `turned` in radians;
 * `stature` 1 is 1.75 m. `left` and `right` are the person's own.
 */
export function skeleton({ depth = 0, raised = 0, turned = 0, stature = 1 } = {}) {
  const pelvis = [0, 0.905 - 0.39 * depth, -0.2 * depth]
  const lean = 32 * degrees * depth
  const up = [0, Math.cos(lean), Math.sin(lean)]
  const neck = add(pelvis, scale(up, 0.55))
  const nod = normalise([0, 1, 0.35 * depth])
  const head = add(neck, scale(nod, 0.155))
  // Seen from in front, the person's left is to the right.
  const half = (side, arms) => ({
    ...leg(side, add(pelvis, [side * 0.095, 0, 0])),
    ...arm(side, add(add(pelvis, scale(up, 0.495)), [side * 0.175, 0, 0]), arms),
  })
  const [raisedLeft, raisedRight] = Array.isArray(raised) ? raised : [raised, raised]
  const place = (point) => scale(turn(point, turned), stature)
  const placed = (points) => Object.fromEntries(Object.entries(points).map(([name, point]) => [name, place(point)]))
  return {
    ...placed({ pelvis, neck, head }),
    left: placed(half(1, raisedLeft)),
    right: placed(half(-1, raisedRight)),
    turned,
    stature,
  }
}
