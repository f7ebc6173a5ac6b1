import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EngineError } from '../engine_error'
import { download } from './download'
import { sha256Of, type EngineFile } from './engine_file'
import type { FileStore } from './file_store'

class MemoryStore implements FileStore {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>()
  readonly pieces = new Map<string, Uint8Array<ArrayBuffer>[]>()
  whole = (sha256: string) => Promise.resolve(this.files.get(sha256) ?? null)
  beginning = (sha256: string) => Promise.resolve(this.pieces.get(sha256) ?? [])
  keepOnly = () => Promise.resolve()
  keep(sha256: string, bytes: Uint8Array<ArrayBuffer>) {
    this.files.set(sha256, bytes)
    return this.forgetBeginning(sha256)
  }
  addPiece(sha256: string, index: number, piece: Uint8Array<ArrayBuffer>) {
    const pieces = this.pieces.get(sha256) ?? []
    pieces[index] = piece
    this.pieces.set(sha256, pieces)
    return Promise.resolve()
  }
  forgetBeginning(sha256: string) {
    this.pieces.delete(sha256)
    return Promise.resolve()
  }
}

const content = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 7919) % 251)
let file: EngineFile
let store: MemoryStore
let asked: (string | null)[]

beforeEach(async () => {
  file = { address: '/models/a.onnx', bytes: content.length, sha256: await sha256Of(content) }
  store = new MemoryStore()
  asked = []
})
afterEach(() => vi.unstubAllGlobals())

type Serve = (from: number, attempt: number, signal: AbortSignal) => Response

/** Answers by `serve`, which is told the first byte that is asked for. */
function serveBy(serve: Serve): void {
  vi.stubGlobal(
    'fetch',
    (_: string, { headers, signal }: { headers: { Range?: string }; signal: AbortSignal }) => {
      asked.push(headers.Range ?? null)
      const from = Number(/bytes=(\d+)-/.exec(headers.Range ?? '')?.[1] ?? 0)
      return Promise.resolve(serve(from, asked.length, signal))
    },
  )
}

/** A body of the bytes [from, to), which then ends, breaks or says nothing more. */
function body(
  from: number,
  to: number,
  then: 'ends' | 'breaks' | 'stalls',
  signal: AbortSignal,
): ReadableStream {
  return new ReadableStream({
    async start(controller) {
      for (let at = from; at < to; at += 50_000)
        controller.enqueue(content.slice(at, Math.min(to, at + 50_000)))
      if (then === 'ends') {
        controller.close()
        return
      }
      if (then === 'stalls') await new Promise((resolve) => signal.addEventListener('abort', resolve))
      // What was put in is read before the fault is seen.
      setTimeout(() => controller.error(new TypeError('broken')), 20)
    },
  })
}

function part(from: number, to: number, then: 'ends' | 'breaks' | 'stalls', signal: AbortSignal): Response {
  const headers = { 'Content-Range': `bytes ${from}-${content.length - 1}/${content.length}` }
  return new Response(body(from, to, then, signal), from > 0 ? { status: 206, headers } : { status: 200 })
}

function fetchFile(
  onBytes: (bytes: number) => void = () => undefined,
  signal = new AbortController().signal,
) {
  return download(file, { store, signal, onBytes, stallMilliseconds: 60, pauseMilliseconds: 1 })
}

describe('download', () => {
  it('fetches once, and takes it from the store afterwards', async () => {
    serveBy((from, _, signal) => part(from, content.length, 'ends', signal))
    expect(await sha256Of(await fetchFile())).toBe(file.sha256)
    expect(await sha256Of(await fetchFile())).toBe(file.sha256)
    expect(asked).toEqual([null])
    expect(store.pieces.size).toBe(0)
  })

  it('goes on where a connection broke or stalled', async () => {
    serveBy((from, attempt, signal) => {
      if (attempt === 1) return part(0, 300_000, 'breaks', signal)
      if (attempt === 2) return part(from, 500_000, 'stalls', signal)
      return part(from, content.length, 'ends', signal)
    })
    expect(await sha256Of(await fetchFile())).toBe(file.sha256)
    expect(asked).toEqual([null, 'bytes=300000-', 'bytes=500000-'])
  })

  it('goes on after a reload with what was kept', async () => {
    await store.addPiece(file.sha256, 0, content.slice(0, 262_144))
    const received: number[] = []
    serveBy((from, _, signal) => part(from, content.length, 'ends', signal))
    expect(await sha256Of(await fetchFile((bytes) => received.push(bytes)))).toBe(file.sha256)
    expect(asked).toEqual(['bytes=262144-'])
    expect(received[0]).toBe(262_144)
    expect(received.at(-1)).toBe(content.length)
  })

  it('starts over, once, where the beginning was of another file, or the server gives no parts', async () => {
    await store.addPiece(file.sha256, 0, new Uint8Array(262_144))
    serveBy((from, _, signal) => part(from, content.length, 'ends', signal))
    expect(await sha256Of(await fetchFile())).toBe(file.sha256)
    expect(asked).toEqual(['bytes=262144-', null])

    store = new MemoryStore()
    asked = []
    await store.addPiece(file.sha256, 0, content.slice(0, 1000))
    serveBy((_, __, signal) => part(0, content.length, 'ends', signal))
    expect(await sha256Of(await fetchFile())).toBe(file.sha256)
    expect(asked).toEqual(['bytes=1000-'])
  })

  it('takes as long as bytes come, and gives up when none do', async () => {
    serveBy((from, _, signal) => part(from, Math.min(content.length, from + 50_000), 'stalls', signal))
    expect(await sha256Of(await fetchFile())).toBe(file.sha256)
    expect(asked.length).toBeGreaterThan(10)

    store = new MemoryStore()
    asked = []
    serveBy((_, __, signal) => part(0, 0, 'stalls', signal))
    await expect(fetchFile()).rejects.toMatchObject({ code: 'models_unavailable' })
    expect(asked).toHaveLength(4)
  })

  it('does not ask again for what the server refuses, and never takes other bytes', async () => {
    serveBy(() => new Response('', { status: 404 }))
    await expect(fetchFile()).rejects.toBeInstanceOf(EngineError)
    expect(asked).toHaveLength(1)

    asked = []
    serveBy(() => new Response(new Uint8Array(content.length)))
    await expect(fetchFile()).rejects.toThrow('not those of the file')
    expect(asked).toHaveLength(2)
    expect(store.files.size).toBe(0)
  })

  it('ends when it is told to', async () => {
    const aborter = new AbortController()
    serveBy((_, __, signal) => part(0, 50_000, 'stalls', signal))
    const fetching = fetchFile((bytes) => bytes > 0 && aborter.abort(new Error('left')), aborter.signal)
    await expect(fetching).rejects.toThrow('left')
    expect(asked).toHaveLength(1)
  })
})
