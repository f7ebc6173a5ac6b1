// The points of MoveNet from its heads, as tools/convert/tfjs_to_onnx.py describes it.

const MIDDLE_DISTANCE = 1.8

/** heads: by name, values in planes and shape. Gives y, x (0..1 of the picture) and score of the 17 points. */
export function decodeSinglePose({ center, regression, heatmaps, offsets }) {
  const side = center.shape[3]
  const cells = side * side
  const best = (plane, y, x) => {
    let [cell, largest] = [0, -Infinity]
    for (let index = 0; index < cells; index++) {
      const value = plane[index] / (Math.hypot(Math.floor(index / side) - y, (index % side) - x) + MIDDLE_DISTANCE)
      if (value > largest) [cell, largest] = [index, value]
    }
    return cell
  }
  const plane = (head, channel) => head.values.subarray(channel * cells, (channel + 1) * cells)
  const person = best(plane(center, 0), side / 2, side / 2)
  const points = []
  for (let joint = 0; joint < 17; joint++) {
    const y = Math.floor(person / side) + plane(regression, 2 * joint)[person]
    const x = (person % side) + plane(regression, 2 * joint + 1)[person]
    const cell = best(plane(heatmaps, joint), y, x)
    points.push(
      (Math.floor(cell / side) + plane(offsets, 2 * joint)[cell]) / side,
      ((cell % side) + plane(offsets, 2 * joint + 1)[cell]) / side,
      plane(heatmaps, joint)[cell],
    )
  }
  return Float32Array.from(points)
}
