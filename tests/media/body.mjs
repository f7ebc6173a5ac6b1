// The parts that a drawn person is made of: rounded limbs round the bones, and a head with a face.
import { add, between, scale, turn } from './skeleton.mjs'

export const clothes = {
  skin: [224, 172, 140],
  hair: [62, 42, 32],
  shirt: [196, 62, 58],
  trousers: [52, 60, 92],
  shoes: [232, 232, 228],
}

/** Positions on the head, which is a ball of radius 1 here: right of the picture, up, towards the camera. */
const face = {
  nose: [0, -0.1, 1],
  leftEye: [0.36, 0.18, 0.92],
  rightEye: [-0.36, 0.18, 0.92],
  leftEar: [1, 0, 0],
  rightEar: [-1, 0, 0],
}
const headRadii = [0.088, 0.124, 0.088]

const onHead = (joints, place) =>
  add(
    joints.head,
    scale(
      turn(
        place.map((value, axis) => value * headRadii[axis]),
        joints.turned,
      ),
      joints.stature,
    ),
  )

/** The 17 keypoints of COCO by name, in metres. */
export function keypoints(joints) {
  const points = Object.fromEntries(Object.entries(face).map(([name, place]) => [name, onHead(joints, place)]))
  for (const part of ['shoulder', 'elbow', 'wrist', 'hip', 'knee', 'ankle']) {
    const title = part[0].toUpperCase() + part.slice(1)
    points[`left${title}`] = joints.left[part]
    points[`right${title}`] = joints.right[part]
  }
  return points
}

const spot = (u, v, [x, y], width, height) => Math.hypot((u - x) / width, (v - y) / height) < 1

/** The colour of the head where the ball's normal is (u, v, w) in its own frame. */
function headColour(colours, u, v, w) {
  const { skin, hair } = colours
  const hairline = 0.6 - 0.3 * Math.abs(u)
  if (v > hairline || w < -0.15 || (Math.abs(u) > 0.86 && v > -0.2)) return hair
  if (w < 0) return skin
  for (const side of [-1, 1]) {
    if (spot(u, v, [side * 0.36, 0.18], 0.055, 0.055)) return [30, 22, 20]
    if (spot(u, v, [side * 0.36, 0.18], 0.15, 0.07)) return [240, 236, 232]
    if (spot(u, v, [side * 0.36, 0.18], 0.18, 0.1)) return scale(skin, 0.72)
    if (spot(u, v, [side * 0.37, 0.38], 0.2, 0.045)) return hair
    if (spot(u, v, [side * 0.09, -0.24], 0.05, 0.035)) return scale(skin, 0.5)
  }
  if (spot(u, v, [0, -0.56], 0.26, 0.03)) return [110, 40, 40]
  if (spot(u, v, [0, -0.56], 0.28, 0.085)) return [190, 96, 90]
  if (spot(u, v, [0.05, -0.06], 0.045, 0.22)) return scale(skin, 0.8)
  if (spot(u, v, [0, -0.04], 0.05, 0.2)) return scale(skin, 1.08)
  return skin
}

/**
 * What to draw. A limb is round about the bone from..to, with radii (metres) evenly spaced along it; `flat` is its
 * depth for a width of 1, `folds` how much the cloth is creased. A head is an ellipsoid.
 */
export function parts(joints, colours) {
  const { skin, shirt, trousers, shoes } = colours
  const size = joints.stature
  const limb = (from, to, radii, colour, more = {}) => ({
    from,
    to,
    radii: radii.map((radius) => radius * size),
    colour,
    flat: 1,
    folds: 0,
    ...more,
  })
  const { pelvis, neck, head } = joints
  const narrow = 1 - 0.3 * Math.abs(Math.sin(joints.turned))
  const wide = (radii) => radii.map((radius) => radius * narrow)
  const all = [
    limb(between(pelvis, neck, -0.06), between(pelvis, neck, 0.12), wide([0.135, 0.155, 0.15]), trousers, {
      flat: 0.7,
      folds: 0.03,
    }),
    limb(
      between(pelvis, neck, 0.1),
      between(pelvis, neck, 0.98),
      wide([0.163, 0.158, 0.152, 0.156, 0.165, 0.172, 0.168, 0.155, 0.08]),
      shirt,
      { flat: 0.8, folds: 0.05 },
    ),
    limb(between(neck, head, -0.15), between(neck, head, 0.6), [0.065, 0.055, 0.055], skin),
    {
      head: true,
      centre: head,
      radii: headRadii.map((radius) => radius * size),
      turned: joints.turned,
      colour: (u, v, w) => headColour(colours, u, v, w),
    },
  ]
  for (const name of ['left', 'right']) {
    const { hip, knee, ankle, toe, shoulder, elbow, wrist, fingers } = joints[name]
    const ear = onHead(joints, face[`${name}Ear`])
    all.push(
      limb(add(ear, [0, 0.02 * size, 0]), add(ear, [0, -0.02 * size, 0]), [0.018, 0.014], skin),
      limb(hip, knee, [0.092, 0.088, 0.078, 0.066, 0.06], trousers, { folds: 0.04 }),
      limb(knee, ankle, [0.06, 0.062, 0.06, 0.052, 0.046], trousers, { folds: 0.04 }),
      limb(add(ankle, [0, -0.03 * size, 0]), toe, [0.043, 0.045, 0.036], shoes),
      limb(elbow, wrist, [0.041, 0.043, 0.038, 0.031, 0.027], skin),
      limb(shoulder, between(shoulder, elbow, 0.98), [0.05, 0.047, 0.043, 0.041], skin),
      limb(shoulder, between(shoulder, elbow, 0.6), [0.056, 0.06, 0.059, 0.058], shirt, { folds: 0.05 }),
      limb(wrist, fingers, [0.027, 0.036, 0.038, 0.028, 0.018], skin, { flat: 0.5 }),
    )
  }
  return all
}
