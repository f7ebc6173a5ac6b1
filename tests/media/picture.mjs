// Draws rounded parts into pixels, lit from one side, nearer ones before farther ones.
import { turn } from './skeleton.mjs'

const light = [-0.25, 0.6, 0.76]
const ambient = 0.5

/** A camera that looks along -z from `eye` metres above the floor; x = 0, y = 0, z = 0 is at the pixel `foot`, a metre there `pixelsPerMetre`. */
export class Camera {
  constructor({ foot, pixelsPerMetre, eye = 1.1, distance = 4.2 }) {
    this.foot = foot
    this.pixelsPerMetre = pixelsPerMetre
    this.eye = eye
    this.distance = distance
  }

  /** [x, y in pixels, pixels for a metre there]. */
  project([x, y, z]) {
    const size = (this.pixelsPerMetre * this.distance) / (this.distance - z)
    const horizon = this.foot[1] - this.eye * this.pixelsPerMetre
    return [this.foot[0] + x * size, horizon + (this.eye - y) * size, size]
  }
}

function shading(nx, ny, nz) {
  const lit = Math.max(0, nx * light[0] + ny * light[1] + nz * light[2])
  return ambient + 0.62 * lit - 0.18 * (1 - nz) * (1 - nz)
}

/** An RGB picture over `background` (RGB bytes, left as it is), with the mask of what was drawn: 255 or 0. */
export class Picture {
  constructor(width, height, background) {
    this.width = width
    this.height = height
    this.rgb = Uint8Array.from(background)
    this.depth = new Float32Array(width * height).fill(-1e9)
    this.mask = new Uint8Array(width * height)
  }

  #paint(index, colour, shade, coverage, depth) {
    if (coverage <= 0 || depth < this.depth[index]) return
    const cover = Math.min(1, coverage)
    for (let channel = 0; channel < 3; channel += 1) {
      const at = 3 * index + channel
      this.rgb[at] = Math.min(255, this.rgb[at] * (1 - cover) + colour[channel] * shade * cover)
    }
    if (cover >= 0.5) {
      this.depth[index] = depth
      this.mask[index] = 255
    }
  }

  /** The pixels of a rectangle that lie in the picture: [first column, last column, first row, last row]. */
  #clip(left, right, top, bottom) {
    const { width, height } = this
    return [
      Math.max(0, Math.floor(left)),
      Math.min(width - 1, Math.ceil(right)),
      Math.max(0, Math.floor(top)),
      Math.min(height - 1, Math.ceil(bottom)),
    ]
  }

  limb(camera, { from, to, radii, colour, flat, folds }) {
    const [x0, y0, size0] = camera.project(from)
    const [x1, y1, size1] = camera.project(to)
    const [dx, dy] = [x1 - x0, y1 - y0]
    const span = Math.max(dx * dx + dy * dy, 1e-6)
    const reach = Math.max(...radii) * Math.max(size0, size1) + 1
    const [left, right, top, bottom] = this.#clip(
      Math.min(x0, x1) - reach,
      Math.max(x0, x1) + reach,
      Math.min(y0, y1) - reach,
      Math.max(y0, y1) + reach,
    )
    for (let row = top; row <= bottom; row += 1) {
      const y = row + 0.5 - y0
      for (let column = left; column <= right; column += 1) {
        const x = column + 0.5 - x0
        const along = Math.min(1, Math.max(0, (x * dx + y * dy) / span))
        const ox = x - along * dx
        const oy = y - along * dy
        const square = ox * ox + oy * oy
        if (square > reach * reach) continue
        const size = size0 + along * (size1 - size0)
        const place = along * (radii.length - 1)
        const step = Math.min(Math.floor(place), radii.length - 2)
        const radius = (radii[step] + (place - step) * (radii[step + 1] - radii[step])) * size
        const away = Math.sqrt(square)
        if (away > radius + 0.5) continue
        const nx = ox / radius
        const ny = -oy / radius
        const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny))
        const crease =
          folds && folds * (Math.sin(9 * place + 4 * nx) * Math.sin(23 * along + 7 * nx) + 0.5 * Math.sin(41 * along - 5 * nx))
        const depth = from[2] + along * (to[2] - from[2]) + (nz * flat * radius) / size
        this.#paint(row * this.width + column, colour, shading(nx, ny, nz) + crease, radius + 0.5 - away, depth)
      }
    }
  }

  /** As wide as it is deep. `colour(u, v, w)`: of the ellipsoid where its normal, in its own frame, is u, v, w. */
  head(camera, { centre, radii, turned, colour }) {
    const [x0, y0, size] = camera.project(centre)
    const across = radii[0] * size
    const along = radii[1] * size
    const [left, right, top, bottom] = this.#clip(x0 - across - 1, x0 + across + 1, y0 - along - 1, y0 + along + 1)
    for (let row = top; row <= bottom; row += 1) {
      const ny = (y0 - row - 0.5) / along
      // A chin is narrower than a forehead.
      const breadth = ny < -0.1 ? across * (1 - 0.28 * (ny + 0.1) * (ny + 0.1)) : across
      for (let column = left; column <= right; column += 1) {
        const nx = (column + 0.5 - x0) / breadth
        const coverage = (1 - Math.sqrt(nx * nx + ny * ny)) * across + 0.5
        if (coverage <= 0) continue
        const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny))
        const [u, v, w] = turn([nx, ny, nz], -turned)
        this.#paint(row * this.width + column, colour(u, v, w), shading(nx, ny, nz), coverage, centre[2] + nz * radii[2])
      }
    }
  }

  draw(camera, parts) {
    for (const part of parts) {
      if (part.head) this.head(camera, part)
      else this.limb(camera, part)
    }
  }
}
