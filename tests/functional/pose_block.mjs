// Poses as the servers pass them on.

/**
 * One pose block as libs/vision/pose_block.h describes it; the keypoints stay where they are, by default all at one place.
 * Score 0: nobody is there.
 */
export function poseBlock(
  firstFrame,
  frameCount,
  { width, height } = { width: 720, height: 1280 },
  { framesPerSecond = 5, score = 255, placeOf = (_part) => [100, 200] } = {},
) {
  const bytes = Buffer.alloc(16 + frameCount * (8 + 17 * 5))
  bytes.write('TZP1')
  bytes.writeUInt32LE(firstFrame, 4)
  bytes.writeUInt32LE(frameCount, 8)
  bytes.writeUInt16LE(width, 12)
  bytes.writeUInt16LE(height, 14)
  let place = 16
  for (let frame = firstFrame; frame < firstFrame + frameCount; ++frame) {
    place = bytes.writeDoubleLE(frame / framesPerSecond, place)
    for (let part = 0; part < 17; ++part) {
      for (const pixels of placeOf(part)) place = bytes.writeUInt16LE((pixels + 1024) * 8, place)
      place = bytes.writeUInt8(score, place)
    }
  }
  return bytes.toString('base64url')
}

function record(block) {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(block.length)
  return Buffer.concat([length, block])
}

/**
 * The file from which the shape server reads where the trainer is (libs/jobs/pose_track_writer.h), with these pose blocks,
 * in base64url; without its end it says that more will come.
 */
export const poseTrack = (blocks, { ended = true } = {}) =>
  Buffer.concat([...blocks.map((block) => record(Buffer.from(block, 'base64url'))), ...(ended ? [record(Buffer.alloc(0))] : [])])
