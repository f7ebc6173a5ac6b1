import { EngineError } from './engine_error'
import type { FailureCode } from './types'

/** A running camera. The video element is not attached to the page and plays silently. */
export interface Camera {
  readonly video: HTMLVideoElement
  /** Empty where the browser does not tell. */
  readonly deviceId: string
  /** Called once when the device goes away. */
  onLost: (() => void) | null
  stop: () => void
}

export interface CameraChoice {
  deviceId: string
  label: string
}

/** Cameras of this machine. Labels are empty until the person has allowed one. */
export async function listCameras(): Promise<CameraChoice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map(({ deviceId, label }) => ({ deviceId, label }))
}

const failureOfName: Record<string, FailureCode> = {
  NotAllowedError: 'camera_denied',
  SecurityError: 'camera_denied',
  NotFoundError: 'camera_missing',
  OverconstrainedError: 'camera_missing',
  NotReadableError: 'camera_busy',
  AbortError: 'camera_busy',
}

/** A camera of what the stream shows, not playing yet. Stopping it ends the stream, after `stopped`. */
export function cameraOf(stream: MediaStream, stopped?: () => void, deviceId?: string): Camera {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  const camera: Camera = {
    video,
    deviceId: deviceId ?? stream.getVideoTracks()[0]?.getSettings().deviceId ?? '',
    onLost: null,
    stop() {
      camera.onLost = null
      stopped?.()
      for (const track of stream.getTracks()) track.stop()
      video.srcObject = null
    },
  }
  return camera
}

/** Plays it. Throws EngineError, and has stopped it then. */
async function started(camera: Camera): Promise<Camera> {
  try {
    await camera.video.play()
  } catch (error) {
    camera.stop()
    throw new EngineError('camera_busy', String(error))
  }
  return camera
}

/** Which camera: one of these, or one on this side of a phone. */
export interface CameraWish {
  deviceId?: string | undefined
  facing?: 'user' | 'environment'
}

/**
 * What a camera shows, 1280×720 or near at up to 30 frames a second: enough for a large screen, and wide enough to stand in with arms
 * apart. Throws EngineError.
 */
export async function openCameraStream({ deviceId, facing = 'user' }: CameraWish): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new EngineError('camera_unsupported', 'no getUserMedia; the page needs HTTPS')
  }
  const wanted: MediaTrackConstraints & { resizeMode: ConstrainDOMString } = {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
    // A browser that is free to crop to these sides may cut off the feet.
    resizeMode: { ideal: 'none' },
    ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: facing }),
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: wanted })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    throw new EngineError(failureOfName[name] ?? 'camera_missing', String(error))
  }
}

/** Opens a camera of this machine. Throws EngineError. */
export async function openCamera(deviceId?: string): Promise<Camera> {
  const stream = await openCameraStream({ deviceId })
  const camera = cameraOf(stream)
  for (const track of stream.getVideoTracks()) {
    track.addEventListener('ended', () => lose(camera))
  }
  return started(camera)
}

// What stands for every camera of another device, whose ids are none of ours.
const remoteCameraId = 'remote'

/** The camera of another device, over a connection. */
export interface RemotePicture {
  readonly stream: MediaStream
  /** Called once when the connection is lost or the other side ends it. */
  onLost: (() => void) | null
  close: () => void
}

/** A camera of what comes from elsewhere; stopping it closes the connection. Throws EngineError. */
export async function openRemoteCamera(picture: RemotePicture): Promise<Camera> {
  const camera = cameraOf(picture.stream, () => picture.close(), remoteCameraId)
  picture.onLost = () => lose(camera)
  return started(camera)
}

function lose(camera: Camera): void {
  const lost = camera.onLost
  camera.stop()
  lost?.()
}
