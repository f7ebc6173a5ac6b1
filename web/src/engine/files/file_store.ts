import { sha256Of } from './engine_file'

/** Keeps files by their sha256 from one visit to the next, and the beginnings of those that are on their way. */
export interface FileStore {
  /** null when it is not kept, or damaged. */
  whole: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | null>
  /** Keeps a file, and forgets its beginning. */
  keep: (sha256: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  /** The pieces from the first byte on, in order. */
  beginning: (sha256: string) => Promise<Uint8Array<ArrayBuffer>[]>
  addPiece: (sha256: string, index: number, piece: Uint8Array<ArrayBuffer>) => Promise<void>
  forgetBeginning: (sha256: string) => Promise<void>
  /** Forgets every file that is not of these. */
  keepOnly: (sha256s: string[]) => Promise<void>
}

const cacheName = 'trainingzip-engine-files'
const prefix = '/kept-engine-files/'

/**
 * In Cache Storage, which lasts where the browser's own cache does not: under a certificate that it does not trust, browsers
 * keep nothing of what they fetch. A browser without it, or a full disk, means that files are fetched again.
 */
export class CacheFileStore implements FileStore {
  async whole(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = await this.read(sha256)
    return bytes && (await sha256Of(bytes)) === sha256 ? bytes : null
  }

  async keep(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.write(sha256, bytes)
    await this.forgetBeginning(sha256)
  }

  async beginning(sha256: string): Promise<Uint8Array<ArrayBuffer>[]> {
    const pieces: Uint8Array<ArrayBuffer>[] = []
    for (;;) {
      const piece = await this.read(`${sha256}/${pieces.length}`)
      if (!piece) return pieces
      pieces.push(piece)
    }
  }

  async addPiece(sha256: string, index: number, piece: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.write(`${sha256}/${index}`, piece)
  }

  async forgetBeginning(sha256: string): Promise<void> {
    await this.forget((name) => name.startsWith(`${sha256}/`))
  }

  async keepOnly(sha256s: string[]): Promise<void> {
    await this.forget((name) => !sha256s.includes(name.split('/')[0] ?? ''))
  }

  private async read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const cache = await this.open()
    const response = await cache?.match(prefix + name).catch(() => undefined)
    return response ? new Uint8Array(await response.arrayBuffer()) : null
  }

  private async write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const cache = await this.open()
    await cache?.put(prefix + name, new Response(bytes)).catch(() => undefined)
  }

  private async forget(isUnwanted: (name: string) => boolean): Promise<void> {
    const cache = await this.open()
    for (const request of (await cache?.keys()) ?? []) {
      const { pathname } = new URL(request.url)
      if (isUnwanted(pathname.slice(prefix.length))) await cache?.delete(request)
    }
  }

  private async open(): Promise<Cache | null> {
    try {
      return await caches.open(cacheName)
    } catch {
      return null
    }
  }
}
