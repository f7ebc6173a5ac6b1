import { EngineError } from '../engine_error'
import { type EngineFile, sha256Of } from './engine_file'
import type { FileStore } from './file_store'

export interface DownloadOptions {
  store: FileStore
  signal: AbortSignal
  /** How many bytes of the file are here; falls when what came was not the file. */
  onBytes: (received: number) => void
  /** Without a byte for this long, the connection is given up and another tried. */
  stallMilliseconds?: number
  /** Before the second attempt; longer before each that follows. */
  pauseMilliseconds?: number
}

const pieceBytes = 256 * 1024
/** Attempts that bring nothing, one after another, before it is a failure. */
const mostFruitless = 4

/** The server will not give it, however often it is asked. */
class Refusal extends Error {}

/**
 * Fetches a file, or takes it from the store. As long as bytes come it may take any time; a connection that breaks or stalls is
 * taken up where it ended, also after a reload. Throws EngineError('models_unavailable'), or what the signal was aborted with.
 */
export async function download(file: EngineFile, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { store, signal, onBytes, pauseMilliseconds = 1000 } = options
  const kept = await store.whole(file.sha256)
  if (kept) {
    onBytes(kept.length)
    return kept
  }
  const arrival = await Arrival.begin(file, store, onBytes)
  let fruitless = 0
  let wasWrong = false
  for (;;) {
    const before = arrival.length
    let reason: unknown
    try {
      if (!arrival.isWhole) await receive(arrival, options)
      if (await arrival.isRight()) {
        await store.keep(file.sha256, arrival.bytes)
        return arrival.bytes
      }
      if (wasWrong) throw new Refusal('the bytes are not those of the file')
      wasWrong = true
      await arrival.startOver()
      continue
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Refusal) throw unavailable(file, error)
      reason = error
    }
    fruitless = arrival.length > before ? 0 : fruitless + 1
    if (fruitless >= mostFruitless) throw unavailable(file, reason)
    await pause(pauseMilliseconds * Math.max(1, fruitless), signal)
  }
}

function unavailable(file: EngineFile, reason: unknown): EngineError {
  return new EngineError('models_unavailable', `${file.address}: ${String(reason)}`)
}

/** The bytes of a file as they come, kept in pieces. */
class Arrival {
  readonly bytes: Uint8Array<ArrayBuffer>
  length = 0
  private pieces = 0
  private kept = 0

  private constructor(
    readonly file: EngineFile,
    private readonly store: FileStore,
    private readonly onBytes: (received: number) => void,
  ) {
    this.bytes = new Uint8Array(file.bytes)
  }

  static async begin(file: EngineFile, store: FileStore, onBytes: (received: number) => void) {
    const arrival = new Arrival(file, store, onBytes)
    for (const piece of await store.beginning(file.sha256)) {
      if (arrival.length + piece.length > file.bytes) break
      arrival.put(piece)
      arrival.pieces++
      arrival.kept = arrival.length
    }
    return arrival
  }

  get isWhole(): boolean {
    return this.length === this.file.bytes
  }

  async isRight(): Promise<boolean> {
    return this.isWhole && (await sha256Of(this.bytes)) === this.file.sha256
  }

  async add(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.length + chunk.length > this.file.bytes) throw new Error('more bytes than the file has')
    this.put(chunk)
    if (this.length - this.kept >= pieceBytes) await this.keepPiece()
  }

  async keepPiece(): Promise<void> {
    if (this.length === this.kept) return
    await this.store.addPiece(this.file.sha256, this.pieces, this.bytes.slice(this.kept, this.length))
    this.pieces++
    this.kept = this.length
  }

  async startOver(): Promise<void> {
    this.length = 0
    this.pieces = 0
    this.kept = 0
    this.onBytes(0)
    await this.store.forgetBeginning(this.file.sha256)
  }

  private put(chunk: Uint8Array<ArrayBuffer>): void {
    this.bytes.set(chunk, this.length)
    this.length += chunk.length
    this.onBytes(this.length)
  }
}

/** One connection: from where the bytes end to the end of the file. */
async function receive(
  arrival: Arrival,
  { signal, stallMilliseconds = 20_000 }: DownloadOptions,
): Promise<void> {
  const connection = new AbortController()
  const end = () => connection.abort(signal.reason)
  signal.addEventListener('abort', end)
  let timer: ReturnType<typeof setTimeout> | undefined
  const watch = () => {
    clearTimeout(timer)
    timer = setTimeout(() => connection.abort(new Error('no byte came')), stallMilliseconds)
  }
  try {
    watch()
    const response = await ask(arrival, connection.signal)
    const reader = response.body?.getReader()
    for (;;) {
      watch()
      const part = await reader?.read()
      if (!part || part.done) break
      await arrival.add(part.value)
    }
    if (!arrival.isWhole) throw new Error('the connection ended early')
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    connection.abort()
    await arrival.keepPiece()
  }
}

async function ask(arrival: Arrival, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = arrival.length > 0 ? { Range: `bytes=${arrival.length}-` } : {}
  // Range requests and the browser's own cache do not go together everywhere, and the store keeps it anyway.
  const response = await fetch(arrival.file.address, { headers, signal, cache: 'no-store' })
  const { status } = response
  const start = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '')?.[1]
  if (status === 206 && Number(start) === arrival.length) return response
  if (status >= 400 && status < 500 && ![408, 416, 429].includes(status))
    throw new Refusal(`status ${status}`)
  if (status !== 200 && status !== 416) throw new Error(`status ${status}`)
  if (arrival.length > 0) await arrival.startOver()
  if (status === 416) throw new Error('there is no such part')
  return response
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, milliseconds)
    function done() {
      signal.removeEventListener('abort', aborted)
      resolve()
    }
    function aborted() {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', aborted, { once: true })
  })
}
