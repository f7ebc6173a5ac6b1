// Makes the drawn media: node tests/media/make.mjs FOLDER. Needs ffmpeg.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { makeCases } from './cases.mjs'
import { clips } from './clips.mjs'
import { frames, jointNames } from './draw.mjs'

const ffmpeg = ['-nostdin', '-v', 'error', '-y']
const rawPictures = (clip, format) => [
  '-f',
  'rawvideo',
  '-pix_fmt',
  format,
  '-s',
  `${clip.width}x${clip.height}`,
  '-r',
  String(clip.framesPerSecond),
]

/** Writes NAME.mp4 and NAME.json: {width, height, framesPerSecond, names, joints, world}, the last two for each frame. Gives the first frame. */
async function makeClip(folder, name, clip) {
  const encoder = spawn(
    'ffmpeg',
    [
      ...ffmpeg.slice(1),
      ...rawPictures(clip, 'rgb24'),
      '-i',
      '-',
      '-c:v',
      'libx264',
      '-profile:v',
      'baseline',
      '-preset',
      'veryfast',
      '-g',
      '1000',
      '-sc_threshold',
      '0',
      '-pix_fmt',
      'yuv420p',
      join(folder, `${name}.mp4`),
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const ended = once(encoder, 'exit')
  const truth = {
    width: clip.width,
    height: clip.height,
    framesPerSecond: clip.framesPerSecond,
    names: jointNames,
    joints: [],
    world: [],
  }
  let first
  for (const frame of frames(clip)) {
    first ??= frame
    truth.joints.push(frame.joints.map((point) => point.map((value) => Number(value.toFixed(2)))))
    truth.world.push(frame.world.map((point) => point.map((value) => Number(value.toFixed(4)))))
    if (!encoder.stdin.write(frame.rgb)) await once(encoder.stdin, 'drain')
  }
  encoder.stdin.end()
  await finished(encoder.stdin)
  const [code] = await ended
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(truth))
  return first
}

const folder = process.argv[2]
if (!folder) throw new Error('usage: node make.mjs FOLDER')
mkdirSync(join(folder, 'drawn'), { recursive: true })
const stills = {}
for (const [name, clip] of Object.entries(clips)) stills[name] = await makeClip(join(folder, 'drawn'), name, clip)
for (const [format, bytes, file] of [
  ['rgb24', stills.squats.rgb, 'person.jpg'],
  ['gray', stills.squats.mask, 'person_mask.png'],
]) {
  execFileSync(
    'ffmpeg',
    [
      '-v',
      'error',
      '-y',
      ...rawPictures(clips.squats, format),
      '-i',
      '-',
      '-frames:v',
      '1',
      '-q:v',
      '3',
      join(folder, 'drawn', file),
    ],
    { input: bytes },
  )
}
makeCases(join(folder, 'drawn', 'squats.mp4'), join(folder, 'cases'))
