// A room to stand in: wall, floor of planks, a picture on the wall.

export const rooms = {
  warm: { wall: [214, 204, 188], floor: [150, 112, 78], frame: [92, 116, 128] },
  cool: { wall: [150, 166, 176], floor: [112, 110, 112], frame: [196, 160, 96] },
}

/** A repeatable value of -1 to 1 for a pixel: grain, so that no area is flat as none is in a photograph. */
function grain(index) {
  let bits = Math.imul(index + 1, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b)
  return ((bits ^ (bits >>> 13)) & 0xffff) / 32768 - 1
}

/** RGB bytes. `horizon`: the row where the floor begins; `foot`: where the person stands, for the soft shadow. */
export function paintRoom({ wall, floor, frame }, { width, height, horizon, foot, pixelsPerMetre }) {
  const rgb = new Uint8Array(3 * width * height)
  const skirting = 0.1 * pixelsPerMetre
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = y * width + x
      let colour = wall
      let shade = 1.06 - (0.22 * x) / width - (0.08 * y) / height
      if (y > horizon) {
        colour = floor
        const near = (y - horizon) / (height - horizon)
        const plank = Math.abs((((x - foot[0]) / ((0.25 + near) * 0.16 * pixelsPerMetre)) % 1) + 1) % 1
        shade = 0.82 + 0.26 * near - (plank < 0.04 ? 0.2 : 0)
        const [sx, sy] = [(x - foot[0] - 0.06 * pixelsPerMetre) / (0.42 * pixelsPerMetre), (y - foot[1]) / (0.1 * pixelsPerMetre)]
        shade *= 1 - 0.5 * Math.exp(-(sx * sx + sy * sy))
      } else if (y > horizon - skirting) {
        colour = [236, 234, 228]
        shade -= y > horizon - 3 ? 0.3 : 0.04
      } else if (x > 0.72 * width && x < 0.92 * width && y > 0.13 * height && y < 0.27 * height) {
        const inside = x > 0.735 * width && x < 0.905 * width && y > 0.14 * height && y < 0.26 * height
        colour = inside ? frame : [64, 50, 42]
        if (inside) shade += 0.12 * Math.sin(x / 23) * Math.sin(y / 17)
      }
      const noise = 3.5 * grain(index)
      for (let channel = 0; channel < 3; channel += 1)
        rgb[3 * index + channel] = Math.max(0, Math.min(255, colour[channel] * shade + noise))
    }
  }
  return rgb
}
