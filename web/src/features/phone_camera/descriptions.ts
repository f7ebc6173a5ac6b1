import { readDescription, type PairingSide } from '../../api/camera_pairings'
import { NetworkError } from '../../api/errors'

const pollMilliseconds = 1000
// Without servers that tell a device its outer address, candidates are known at once.
const longestGatheringMilliseconds = 3000
const longestConnectingMilliseconds = 20_000

/** Takes a description of this side and gives its text, with all candidates in it. */
export async function ownDescription(connection: RTCPeerConnection): Promise<string> {
  await connection.setLocalDescription()
  if (connection.iceGatheringState !== 'complete') {
    const signal = AbortSignal.timeout(longestGatheringMilliseconds)
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve())
      connection.addEventListener('icegatheringstatechange', () => {
        if (connection.iceGatheringState === 'complete') resolve()
      })
    })
  }
  return connection.localDescription?.sdp ?? ''
}

/** Waits until the other side has sent its description. Throws ApiError when the pairing ends before. */
export async function otherDescription(side: PairingSide, signal: AbortSignal): Promise<string> {
  for (;;) {
    try {
      const sdp = await readDescription(side, signal)
      if (sdp !== null) return sdp
    } catch (error) {
      // A network that goes away for a moment comes back.
      if (!(error instanceof NetworkError)) throw error
    }
    await pause(pollMilliseconds, signal)
  }
}

/** Waits until both are connected. Throws when that does not come about. */
export async function connected(connection: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (connection.connectionState === 'connected') resolve()
      if (connection.connectionState === 'failed' || connection.connectionState === 'closed') {
        reject(new Error(`the connection has ${connection.connectionState}`))
      }
    }
    connection.addEventListener('connectionstatechange', look)
    for (const end of [signal, AbortSignal.timeout(longestConnectingMilliseconds)]) {
      end.addEventListener('abort', () => reject(new Error('not connected in time')))
    }
    look()
  })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
}
