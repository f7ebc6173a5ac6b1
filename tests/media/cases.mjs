// Small files of the kinds that people have, made from one clip with ffmpeg.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const run = (...options) => execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...options.map(String)])
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p']

/** Sets the matrix in the header of each track (ISO/IEC 14496-12, 8.3.2, version 0): how the picture is to be turned or mirrored. */
function turnTracks(file, [a, b, c, d]) {
  const bytes = readFileSync(file)
  for (let at = bytes.indexOf('tkhd'); at >= 0; at = bytes.indexOf('tkhd', at + 4)) {
    const one = 0x10000
    const matrix = [a * one, b * one, 0, c * one, d * one, 0, 0, 0, 0x40000000]
    matrix.forEach((value, index) => bytes.writeInt32BE(value, at + 44 + 4 * index))
  }
  writeFileSync(file, bytes)
}

export function makeCases(clip, folder) {
  mkdirSync(folder, { recursive: true })
  const to = (name) => join(folder, name)
  const sized = (name, seconds, rate, width, height, ...more) =>
    run('-i', clip, '-t', seconds, '-vf', `fps=${rate},scale=${width}:${height}`, ...h264, ...more, to(name))

  sized('p360x640.mp4', 2, 5, 360, 640)
  sized('odd478x852.mp4', 4, 30, 478, 852)
  sized('tiny.mp4', 4, 30, 24, 42)
  sized('fps300.mp4', 1, 300, 480, 854)
  sized('mirror_hflip.mp4', 2, 30, 480, 854)
  turnTracks(to('mirror_hflip.mp4'), [-1, 0, 0, 1])
  sized('mirror_portrait.mp4', 2, 30, 854, 480)
  turnTracks(to('mirror_portrait.mp4'), [0, 1, 1, 0])

  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=1']
  const oneSecond = ['-t', '1', '-i', clip, ...tone]
  run(
    ...oneSecond,
    '-map',
    0,
    '-map',
    1,
    '-map',
    1,
    '-vf',
    'fps=30,scale=480:854',
    ...h264,
    '-c:a:0',
    'pcm_s16le',
    '-c:a:1',
    'aac',
    to('pcm_then_aac_1s.mov'),
  )

  run('-i', clip, '-frames:v', 1, '-vf', 'scale=64:64', to('cover.jpg'))
  run(
    ...oneSecond,
    '-i',
    to('cover.jpg'),
    '-map',
    0,
    '-map',
    1,
    '-map',
    2,
    '-filter:v:0',
    'fps=30,scale=480:854',
    '-c:v:0',
    'libx264',
    '-preset',
    'veryfast',
    '-pix_fmt:v:0',
    'yuv420p',
    '-c:a',
    'aac',
    '-c:v:1',
    'copy',
    '-disposition:v:1',
    'attached_pic',
    to('withcover_1s.mp4'),
  )
  rmSync(to('cover.jpg'))

  run(
    '-t',
    4,
    '-i',
    clip,
    '-f',
    'lavfi',
    '-i',
    'sine=duration=4',
    '-vf',
    'fps=30,scale=480:854',
    ...h264,
    '-g',
    250,
    '-c:a',
    'aac',
    to('whole.mkv'),
  )
  const whole = readFileSync(to('whole.mkv'))
  writeFileSync(to('cutmkv.mkv'), whole.subarray(0, Math.floor(whole.length * 0.55)))
  rmSync(to('whole.mkv'))
}
