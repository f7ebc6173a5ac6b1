import { sendDescription, type PairingSide } from '../../api/camera_pairings'
import { openCameraStream } from '../../engine'
import { connected, otherDescription, ownDescription } from './descriptions'

export type PhoneStep =
  | 'ready' // nothing is on yet
  | 'starting' // the camera is being opened
  | 'waiting' // for the screen to answer
  | 'connected'
  | 'interrupted' // comes back by itself, or is lost
  | 'ended' // by either side
  | 'lost' // the connection, which never came about or broke
  | 'failed' // see `failure`

export interface PhoneView {
  step: PhoneStep
  /** What the camera shows; null while it is off. */
  stream: MediaStream | null
  facing: 'user' | 'environment'
  /** There is a camera on the other side of the phone. */
  canTurn: boolean
  /** EngineError of the camera, or what the server said. */
  failure: unknown
}

export const firstPhoneView: PhoneView = {
  step: 'ready',
  stream: null,
  facing: 'user',
  canTurn: false,
  failure: null,
}

/** The phone's side of one pairing: its camera, and the connection to the screen that has the other side. */
export class PhoneLink {
  private view = firstPhoneView
  private connection: RTCPeerConnection | null = null
  private readonly aborter = new AbortController()
  private isOver = false

  constructor(
    private readonly side: PairingSide,
    private readonly onView: (view: PhoneView) => void,
  ) {}

  /** Opens the camera and connects; what comes of it becomes part of the view. */
  async start(): Promise<void> {
    this.show({ step: 'starting', failure: null })
    try {
      const stream = await this.open(this.view.facing)
      if (!stream) return
      this.show({ step: 'waiting', canTurn: (await countCameras()) > 1 })
      await this.connect(stream)
    } catch (error) {
      this.finish('failed', error)
    }
  }

  /** To the camera on the other side of the phone. */
  async turn(): Promise<void> {
    const before = this.view.facing
    const facing = before === 'user' ? 'environment' : 'user'
    try {
      // Many phones open one camera at a time.
      this.stopCamera()
      const stream = await this.open(facing).catch(() => this.open(before))
      const [track] = stream?.getVideoTracks() ?? []
      const [sender] = this.connection?.getSenders() ?? []
      if (track) await sender?.replaceTrack(track)
    } catch (error) {
      this.finish('failed', error)
    }
  }

  /** Turns the camera off and lets the screen know. */
  end(): void {
    this.finish('ended')
  }

  private async open(facing: PhoneView['facing']): Promise<MediaStream | null> {
    const stream = await openCameraStream({ facing })
    const [track] = stream.getVideoTracks()
    if (this.isOver || !track) {
      stopTracks(stream)
      return null
    }
    // Of a body that moves, a sharp picture that comes late is of no use.
    track.contentHint = 'motion'
    track.addEventListener('ended', () => this.finish('ended'))
    this.show({ stream, facing })
    return stream
  }

  private async connect(stream: MediaStream): Promise<void> {
    const { signal } = this.aborter
    const connection = new RTCPeerConnection()
    this.connection = connection
    const channel = connection.createDataChannel('end')
    for (const track of stream.getVideoTracks()) {
      connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] })
    }
    await sendDescription(this.side, await ownDescription(connection), signal)
    const sdp = await otherDescription(this.side, signal)
    try {
      await connection.setRemoteDescription({ type: 'answer', sdp })
      await connected(connection, signal)
    } catch {
      this.finish('lost')
      return
    }
    this.show({ step: 'connected' })
    channel.addEventListener('close', () => this.finish('ended'))
    connection.addEventListener('connectionstatechange', () => {
      const state = connection.connectionState
      if (state === 'failed') this.finish('lost')
      else if (state === 'closed') this.finish('ended')
      else this.show({ step: state === 'connected' ? 'connected' : 'interrupted' })
    })
  }

  private finish(step: 'ended' | 'lost' | 'failed', failure: unknown = null): void {
    if (this.isOver) return
    this.isOver = true
    this.aborter.abort()
    this.connection?.close()
    this.stopCamera()
    this.view = { ...this.view, step, failure, stream: null }
    this.onView(this.view)
  }

  private stopCamera(): void {
    if (this.view.stream) stopTracks(this.view.stream)
  }

  private show(changes: Partial<PhoneView>): void {
    if (this.isOver) return
    this.view = { ...this.view, ...changes }
    this.onView(this.view)
  }
}

async function countCameras(): Promise<number> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices.filter(({ kind }) => kind === 'videoinput').length
}

/** Stopped tracks of our own do not end in the sense of their event. */
function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
