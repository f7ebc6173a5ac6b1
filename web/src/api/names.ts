import { ApiError } from './errors'
import { send } from './http'

/** Whether nobody has this login id; undefined where the server does not say, as when it is asked too often. */
export const isIdFree = (id: string) => isFree(`/api/auth/checkid/${encodeURIComponent(id)}`)

/** The same of a nickname. */
export const isNickNameFree = (name: string) => isFree(`/api/auth/checkNickName/${encodeURIComponent(name)}`)

async function isFree(path: string): Promise<{ isFree: boolean; message: string } | undefined> {
  try {
    await send(path)
    return { isFree: true, message: '' }
  } catch (error) {
    const isTaken = error instanceof ApiError && (error.code === '0001' || error.code === '0007')
    return isTaken ? { isFree: false, message: error.message } : undefined
  }
}
