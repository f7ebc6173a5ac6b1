// Picture files for tests, and a look into those that come back.
import { execFileSync } from 'node:child_process'

/** A picture file drawn by FFmpeg. */
export const draw = (format, size = '64x48', options = []) =>
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', `testsrc=size=${size}`, '-frames:v', '1', ...options, '-f', 'image2pipe', '-c:v', format, 'pipe:1'], { maxBuffer: 1 << 26 })

/** The segments of a JPEG file before its picture: [marker, content]. */
export function segmentsOf(jpeg) {
  if (jpeg.readUInt16BE(0) !== 0xffd8) throw new Error('not a JPEG')
  const segments = []
  for (let place = 2; jpeg[place + 1] !== 0xda; ) {
    const end = place + 2 + jpeg.readUInt16BE(place + 2)
    segments.push([jpeg[place + 1], jpeg.subarray(place + 4, end)])
    place = end
  }
  return segments
}

/** Width and height of a JPEG file. */
export function sizeOf(jpeg) {
  const [, frame] = segmentsOf(jpeg).find(([marker]) => marker >= 0xc0 && marker <= 0xc2)
  return [frame.readUInt16BE(3), frame.readUInt16BE(1)]
}

/** A JPEG file with this comment in front, and behind its end. */
export function withSecret(jpeg, secret) {
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, secret.length + 2]), Buffer.from(secret)])
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), Buffer.from(`PK\x03\x04${secret}`)])
}

/** A form as pictures are sent. */
export function formOf(bytes, { name = 'picture.png', field = 'image' } = {}) {
  const body = new FormData()
  body.append(field, new Blob([bytes], { type: 'image/png' }), name)
  return body
}
