import { checked } from './checked'
import { ApiError } from './errors'
import * as contract from './generated'
import { send } from './http'

/** One side of a pairing of a screen with the phone that becomes its camera. */
export interface PairingSide {
  pairingId: string
  /** That of the screen or that of the phone. */
  secret: string
}

const pathOf = ({ pairingId }: PairingSide) => `/api/camera-pairings/${encodeURIComponent(pairingId)}`
const headersOf = ({ secret }: PairingSide) => ({ 'X-Pairing-Secret': secret })

export async function createCameraPairing(signal?: AbortSignal): Promise<contract.CameraPairing> {
  const path = '/api/camera-pairings'
  return checked(contract.CameraPairing, (await send(path, { method: 'POST', signal })).body, path)
}

/** Sends the description of this side; there can be one only. */
export async function sendDescription(side: PairingSide, sdp: string, signal?: AbortSignal): Promise<void> {
  await send(`${pathOf(side)}/description`, {
    method: 'POST',
    headers: headersOf(side),
    body: { sdp } satisfies contract.CameraDescription,
    signal,
  })
}

/** The description of the other side; null until it has sent one. */
export async function readDescription(side: PairingSide, signal?: AbortSignal): Promise<string | null> {
  const path = `${pathOf(side)}/description`
  const { body } = await send(path, { headers: headersOf(side), signal })
  return checked(contract.OtherCameraDescription, body, path).sdp
}

/** For the screen: its code is good for nothing any more. */
export async function endCameraPairing(screen: PairingSide): Promise<void> {
  await send(pathOf(screen), { method: 'DELETE', headers: headersOf(screen) })
}

/** Whether the pairing has ended, or never was. */
export function isPairingGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === '1130'
}
