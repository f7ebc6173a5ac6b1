import { cameraOf, type Camera } from './camera'
import { EngineError } from './engine_error'

// With what capturing takes, some half a second: the page says so.
const lagSeconds = 0.4
const framesPerSecond = 15
// Of the longer side; the pose network looks at less.
const longestSide = 640
// A browser that loads no video before it is played shows nothing until then.
const longestWaitMilliseconds = 5000

interface Frame {
  /** performance.now() when it was taken. */
  at: number
  picture: HTMLCanvasElement
}

/**
 * A trainee for who has no camera: the trainer's own picture, as in a mirror, a little late. It comes as the stream that a
 * camera gives, so that the engine does with it what it does with a camera's. `isFlipped`: left and right are exchanged, as by
 * people who move as in a mirror. Throws EngineError: 'engine_unsupported' where a browser cannot
 * make such a stream, 'engine_failed' where it does not begin.
 */
export async function openRecordedTrainee(trainer: HTMLVideoElement, isFlipped: boolean): Promise<Camera> {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context || typeof canvas.captureStream !== 'function') {
    throw new EngineError('engine_unsupported', 'no captureStream')
  }
  const frames: Frame[] = []
  const spare: HTMLCanvasElement[] = []
  const take = () => {
    const { videoWidth: width, videoHeight: height } = trainer
    if (width === 0 || trainer.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    const scale = Math.min(1, longestSide / Math.max(width, height))
    const picture = spare.pop() ?? document.createElement('canvas')
    picture.width = Math.round(width * scale)
    picture.height = Math.round(height * scale)
    picture.getContext('2d')?.drawImage(trainer, 0, 0, picture.width, picture.height)
    frames.push({ at: performance.now(), picture })
  }
  const show = () => {
    const until = performance.now() - 1000 * lagSeconds
    let next = frames[0]
    while (frames.length > 1 && frames[1] && frames[1].at <= until) {
      const passed = frames.shift()
      if (passed) spare.push(passed.picture)
      next = frames[0]
    }
    if (!next) return
    const { width, height } = next.picture
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    context.setTransform(isFlipped ? -1 : 1, 0, 0, 1, isFlipped ? width : 0, 0)
    context.drawImage(next.picture, 0, 0)
  }
  await hasPicture(trainer)
  const step = () => {
    take()
    show()
  }
  // Drawn to before it is captured: the stream of an empty canvas has no first frame.
  context.fillRect(0, 0, canvas.width, canvas.height)
  step()
  const stream = canvas.captureStream(framesPerSecond)
  const timer = setInterval(step, 1000 / framesPerSecond)
  const camera = cameraOf(stream, () => clearInterval(timer))
  try {
    await Promise.race([camera.video.play(), expired(AbortSignal.timeout(longestWaitMilliseconds))])
  } catch (error) {
    camera.stop()
    throw new EngineError('engine_failed', String(error))
  }
  return camera
}

const expired = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('the stream does not begin')), { once: true }),
  )

async function hasPicture(video: HTMLVideoElement): Promise<void> {
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) return
  const signal = AbortSignal.timeout(longestWaitMilliseconds)
  await new Promise((resolve) => {
    video.addEventListener('loadeddata', resolve, { once: true, signal })
    signal.addEventListener('abort', resolve, { once: true })
  })
}
