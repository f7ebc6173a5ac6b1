import {
  createCameraPairing,
  endCameraPairing,
  isPairingGone,
  sendDescription,
  type PairingSide,
} from '../../api/camera_pairings'
import type { RemotePicture } from '../../engine'
import { codeOf } from './code'
import { connected, otherDescription, ownDescription } from './descriptions'

/** What the screen shows while it waits for a phone. */
export interface Pairing {
  code: string
  /** A phone has used the code, and they are being connected. */
  isConnecting: boolean
  /** A phone used the code before and could not be reached. */
  hasFailed: boolean
}

/**
 * The screen's side: makes codes, one after the other as they end, until a phone has used one, and gives its picture. The signal
 * ends all of it, the connection too. Throws what stands in the way of a code.
 */
export async function waitForPhone(
  onPairing: (pairing: Pairing) => void,
  signal: AbortSignal,
): Promise<RemotePicture> {
  for (let hasFailed = false; ;) {
    const { pairingId, phoneSecret, screenSecret } = await createCameraPairing(signal)
    const code = codeOf({ pairingId, secret: phoneSecret })
    const screen = { pairingId, secret: screenSecret }
    onPairing({ code, isConnecting: false, hasFailed })
    try {
      const offer = await otherDescription(screen, signal)
      onPairing({ code, isConnecting: true, hasFailed })
      return await answer(screen, offer, signal)
    } catch (error) {
      if (signal.aborted) throw error
      hasFailed = !isPairingGone(error)
    } finally {
      endCameraPairing(screen).catch(() => undefined)
    }
  }
}

async function answer(screen: PairingSide, offer: string, signal: AbortSignal): Promise<RemotePicture> {
  const connection = new RTCPeerConnection()
  const stream = new MediaStream()
  const picture: RemotePicture = { stream, onLost: null, close: () => connection.close() }
  const lose = () => {
    const lost = picture.onLost
    picture.onLost = null
    connection.close()
    lost?.()
  }
  signal.addEventListener('abort', () => connection.close())
  connection.addEventListener('track', ({ track }) => stream.addTrack(track))
  // It closes at once when the phone ends; the connection itself is missed only after a while.
  connection.addEventListener('datachannel', ({ channel }) => channel.addEventListener('close', lose))
  try {
    await connection.setRemoteDescription({ type: 'offer', sdp: offer })
    await sendDescription(screen, await ownDescription(connection), signal)
    await connected(connection, signal)
    if (stream.getVideoTracks().length === 0) throw new Error('the phone sends no picture')
  } catch (error) {
    connection.close()
    throw error
  }
  connection.addEventListener('connectionstatechange', () => {
    if (connection.connectionState === 'failed' || connection.connectionState === 'closed') lose()
  })
  return picture
}
