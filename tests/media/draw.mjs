// Draws the frames of a clip and knows where the joints are.
import { keypoints, parts } from './body.mjs'
import { Camera, Picture } from './picture.mjs'
import { paintRoom } from './room.mjs'
import { skeleton } from './skeleton.mjs'

/** The 17 keypoints of COCO, in its order. */
export const jointNames = [
  'nose',
  'leftEye',
  'rightEye',
  'leftEar',
  'rightEar',
  'leftShoulder',
  'rightShoulder',
  'leftElbow',
  'rightElbow',
  'leftWrist',
  'rightWrist',
  'leftHip',
  'rightHip',
  'leftKnee',
  'rightKnee',
  'leftAnkle',
  'rightAnkle',
]

/**
 * Yields for each frame of a clip {rgb, mask, joints, world}: bytes of the clip's size; for each name of jointNames its
 * [x, y] in pixels and its [x, y, z] in metres: to the right and up in the picture, towards the camera.
 */
export function* frames(clip) {
  const camera = new Camera(clip)
  const room = paintRoom(clip.room, clip)
  for (let frame = 0; frame < clip.frames; frame += 1) {
    const body = skeleton({ turned: clip.turned, stature: clip.stature, ...clip.pose(frame / clip.framesPerSecond) })
    const picture = new Picture(clip.width, clip.height, room)
    picture.draw(camera, parts(body, clip.colours))
    const points = keypoints(body)
    const world = jointNames.map((name) => points[name])
    yield { rgb: picture.rgb, mask: picture.mask, joints: world.map((point) => camera.project(point).slice(0, 2)), world }
  }
}
