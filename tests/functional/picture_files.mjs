// Picture files for tests, and a look into those that come back.
import { execFileSync } from 'node:child_process'

/** The checksum of PNG (ISO 3309). */
export function crc32(bytes) {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; ++bit) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** A picture file drawn by FFmpeg. */
export const draw = (format, size = '64x48', options = []) =>
  execFileSync(
    'ffmpeg',
    [
      '-loglevel',
      'error',
      '-f',
      'lavfi',
      '-i',
      `testsrc=size=${size}`,
      '-frames:v',
      '1',
      ...options,
      '-f',
      'image2pipe',
      '-c:v',
      format,
      'pipe:1',
    ],
    { maxBuffer: 1 << 26 },
  )

/** The segments of a JPEG file before its picture: [marker, content]. */
export function segmentsOf(jpeg) {
  if (jpeg.readUInt16BE(0) !== 0xffd8) throw new Error('not a JPEG')
  const segments = []
  for (let place = 2; jpeg[place + 1] !== 0xda;) {
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

// Exif metadata as TIFF: nothing but the orientation of a camera that lay on its side.
const onItsSide = Buffer.from('49492a000800000001001201030001000000060000000000', 'hex')

const chunk = (name, content) => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)])
}

/** The picture files of `draw`, 64 x 48, as taken with the camera on its side. */
export const lying = {
  mjpeg: (jpeg) => Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe10020457869660000', 'hex'), onItsSide, jpeg.subarray(2)]),
  png: (png) => {
    const name = Buffer.from('eXIf')
    const size = Buffer.alloc(4)
    size.writeUInt32BE(onItsSide.length)
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32BE(crc32(Buffer.concat([name, onItsSide])))
    return Buffer.concat([png.subarray(0, 33), size, name, onItsSide, checksum, png.subarray(33)])
  },
  libwebp: (webp) => {
    // The extended form (RFC 9649, 2.7): a flag for Exif, width and height less one.
    const features = Buffer.from([8, 0, 0, 0, 63, 0, 0, 47, 0, 0])
    return chunk(
      'RIFF',
      Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', features), webp.subarray(12), chunk('EXIF', onItsSide)]),
    )
  },
}

/** The pixels of a picture file: R, G, B, from the top. */
export const pixelsOf = (file) =>
  execFileSync(
    'ffmpeg',
    ['-loglevel', 'error', '-f', 'image2pipe', '-i', 'pipe:0', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
    { input: file, maxBuffer: 1 << 26 },
  )

/** A form as pictures are sent. */
export function formOf(bytes, { name = 'picture.png', field = 'image' } = {}) {
  const body = new FormData()
  body.append(field, new Blob([bytes], { type: 'image/png' }), name)
  return body
}
