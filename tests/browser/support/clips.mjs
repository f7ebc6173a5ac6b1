// Clips for Chromium's camera, made from the squat clip.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { squats } from './service.mjs'

export const framesPerSecond = 10
export const clipSeconds = 13
const markSize = 24
const markFloor = 20
const markStep = 1.6

function convert(filters, file) {
  execFileSync('ffmpeg', [
    '-loglevel',
    'error',
    '-y',
    '-i',
    squats,
    '-vf',
    ['scale=360:640', 'hflip', `fps=${framesPerSecond}`, ...filters].join(','),
    '-pix_fmt',
    'yuv420p',
    '-t',
    String(clipSeconds),
    file,
  ])
  return file
}

/**
 * People follow a trainer as they would a mirror, so the clips are the trainer's video with left and right
 * exchanged. `moving`: the squats; a grey square in the corner is brighter with each frame, so that a test can tell
 * where the clip is. `still`: the first frame, standing, for as long. `empty`: the wall behind, nobody.
 * `pair`: two of them, one who moves and one who stands. remove() deletes them.
 */
export function makeClips() {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-clips-'))
  const inMark = `lt(X,${markSize})*lt(Y,${markSize})`
  const mark = `geq=lum='if(${inMark},${markFloor}+${markStep}*N,lum(X,Y))':cb='if(${inMark.replaceAll(String(markSize), String(markSize / 2))},128,cb(X,Y))':cr='if(${inMark.replaceAll(String(markSize), String(markSize / 2))},128,cr(X,Y))'`
  return {
    moving: convert([mark], join(folder, 'moving.y4m')),
    still: convert(
      [
        "select='eq(n,0)'",
        `loop=loop=${clipSeconds * framesPerSecond}:size=1`,
        `fps=${framesPerSecond}`,
        `setpts=N/${framesPerSecond}/TB`,
      ],
      join(folder, 'still.y4m'),
    ),
    empty: convert(['crop=120:160:0:0', 'scale=360:640'], join(folder, 'empty.y4m')),
    pair: convert(
      [
        [
          'split[a][b]',
          '[a]scale=270:480[left]',
          `[b]select='eq(n,0)',loop=loop=-1:size=1,setpts=N/${framesPerSecond}/TB,scale=270:480[right]`,
          '[left][right]hstack=shortest=1',
        ].join(';'),
      ],
      join(folder, 'pair.y4m'),
    ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/**
 * Clicks what `selector` names at the moment at which the camera's clip is at `seconds`. Looks through the
 * camera as the page does, with a stream of its own, and lets it go.
 */
export function clickAtClipTime(page, selector, seconds) {
  return page.evaluate(
    async ({ selector, seconds, clipSeconds, framesPerSecond, markSize, markFloor, markStep }) => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 360, height: 640 } })
      const video = document.createElement('video')
      video.srcObject = stream
      video.muted = true
      await video.play()
      const canvas = new OffscreenCanvas(markSize, markSize)
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const times = []
      try {
        for (;;) {
          await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
          context.drawImage(video, 0, 0)
          const grey = context.getImageData(markSize / 2, markSize / 2, 1, 1).data[1]
          // Luma of 16 to 235 comes out as 0 to 255.
          const luma = 16 + (grey * 219) / 255
          const time = (luma - markFloor) / markStep / framesPerSecond
          times.push(Number(time.toFixed(2)))
          const past = (time - seconds + clipSeconds) % clipSeconds
          if (past < 0.3) break
          if (times.length > 60 * framesPerSecond) throw new Error(`the clip never came to ${seconds} s: ${times}`)
        }
        document.querySelector(selector).click()
        return times.at(-1)
      } finally {
        for (const track of stream.getTracks()) track.stop()
      }
    },
    { selector, seconds, clipSeconds, framesPerSecond, markSize, markFloor, markStep },
  )
}
