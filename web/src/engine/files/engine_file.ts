/** A file that the engine needs from the server before it can run. */
export interface EngineFile {
  /** Of this origin, absolute or from its root. */
  address: string
  /** As it is sent. */
  bytes: number
  /** Of these bytes, 64 hexadecimal digits. */
  sha256: string
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
