// The drawn clips: who moves how, where, in which clothes.
import { clothes } from './body.mjs'
import { rooms } from './room.mjs'

/** Down and up again, without a jerk: 0, 1 in the middle, 0. */
const dip = (share) => 0.5 - 0.5 * Math.cos(2 * Math.PI * share)

/** Three squats in 13 seconds: with the left arm going up, with the right, with both, so that no moment is like another. */
function squats(seconds) {
  const begins = [0.6, 4.6, 8.6]
  const index = begins.findLastIndex((time) => time <= seconds)
  const depth = index < 0 ? 0 : dip(Math.min(1, (seconds - begins[index]) / 3.8))
  const raised = (isWith) => (isWith ? depth : 0.1 * depth)
  return { depth, raised: [raised(index !== 1), raised(index !== 0)] }
}

/** The arms go up and down again over soft knees. */
const reaching = (seconds) => ({ depth: 0.15 * dip(seconds / 2), raised: dip(seconds / 1.6) })

/**
 * `pose(seconds)` gives what skeleton() takes; `room`, `colours` and `stature` how it looks; the others are those of Camera.
 * `squats` is as long, large and fast as the clip of photographs that it stands in for.
 */
export const clips = {
  squats: {
    width: 720,
    height: 1280,
    framesPerSecond: 5,
    frames: 65,
    pose: squats,
    foot: [360, 1120],
    horizon: 930,
    pixelsPerMetre: 380,
    turned: 0.2,
    stature: 1,
    room: rooms.warm,
    colours: clothes,
  },
  reaching: {
    width: 640,
    height: 480,
    framesPerSecond: 5,
    frames: 8,
    pose: reaching,
    foot: [290, 430],
    horizon: 340,
    pixelsPerMetre: 190,
    turned: -0.3,
    stature: 0.94,
    room: rooms.cool,
    colours: { skin: [141, 94, 66], hair: [26, 22, 22], shirt: [226, 222, 208], trousers: [58, 58, 60], shoes: [150, 40, 40] },
  },
}
