import { EngineError } from '../engine_error'
import type { NeededFiles } from '../files/engine_files'
import type { Box } from '../module/follower'
import type { NetworkSet } from '../types'
import type { Backend, EngineParts, FoundPose, FromWorker, ToWorker } from './protocol'

const loadMilliseconds = 60_000
const frameMilliseconds = 10_000

/** How many threads leave the page, its video and its picture room to work. */
export function threadsFor(cores: number, isIsolated: boolean): number {
  return isIsolated ? Math.max(1, Math.min(4, Math.floor(cores / 2))) : 1
}

/** The worker that finds poses, seen from the page. Takes one frame at a time. */
export class PoseEngine {
  networks: NetworkSet = 'real'
  backend: Backend = 'wasm'
  threads = 1

  private readonly worker: Worker
  private answer: { resolve: (message: FromWorker) => void; reject: (error: EngineError) => void } | null =
    null
  private nextId = 1

  constructor() {
    if (typeof WebAssembly !== 'object' || typeof OffscreenCanvas === 'undefined') {
      throw new EngineError('engine_unsupported', 'no WebAssembly or no OffscreenCanvas')
    }
    this.worker = new Worker(new URL('./pose_worker.ts', import.meta.url), { type: 'module' })
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'failed') this.answer?.reject(new EngineError(data.code, data.detail))
      else this.answer?.resolve(data)
    }
    this.worker.onerror = (event) => {
      this.answer?.reject(new EngineError('engine_failed', event.message || 'the worker did not start'))
    }
  }

  /** Starts on files that are here. Throws EngineError, 'engine_timeout' after a minute. */
  async load({ runtime, module, networks, detector, smallPose }: NeededFiles): Promise<void> {
    const threads = threadsFor(navigator.hardwareConcurrency || 1, globalThis.crossOriginIsolated)
    const { kind, script, packed, unpackedBytes } = runtime
    const parts: EngineParts = {
      runtime: { kind, script, packed: packed.buffer, unpackedBytes },
      module: module.buffer,
      networks,
      detector: detector.buffer,
      smallPose: smallPose.buffer,
      threads,
    }
    // Copied, not handed over: another visit in this page needs them again.
    const loaded = await this.ask({ type: 'load', parts }, [], loadMilliseconds)
    if (loaded.type !== 'loaded') throw new EngineError('engine_failed', `answer ${loaded.type} to load`)
    this.networks = networks.set
    this.backend = loaded.backend
    this.threads = threads
  }

  /** After load(). */
  addLargePose(bytes: Uint8Array<ArrayBuffer>): void {
    this.worker.postMessage({ type: 'largePose', bytes: bytes.buffer } satisfies ToWorker)
  }

  /** box: in pixels of the pictures. */
  follow(box: Box): void {
    this.worker.postMessage({ type: 'follow', box } satisfies ToWorker)
  }

  get isBusy(): boolean {
    return this.answer !== null
  }

  /** Takes the picture over. Not to be called while busy. Throws EngineError. */
  async find(picture: ImageBitmap, seconds: number): Promise<FoundPose> {
    const id = this.nextId++
    const found = await this.ask({ type: 'frame', id, picture, seconds }, [picture], frameMilliseconds)
    if (found.type !== 'pose' || found.id !== id) {
      throw new EngineError('engine_failed', `answer ${found.type} to frame ${id}`)
    }
    return found
  }

  /** Ends the worker; a question that is open is never answered. */
  close(): void {
    this.answer = null
    this.worker.terminate()
  }

  private ask(message: ToWorker, transfer: Transferable[], milliseconds: number): Promise<FromWorker> {
    if (this.answer) throw new EngineError('engine_failed', 'the engine is busy')
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.answer = null
        reject(new EngineError('engine_timeout', `no answer to ${message.type} in ${milliseconds} ms`))
      }, milliseconds)
      const settle =
        <T>(pass: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          this.answer = null
          pass(value)
        }
      this.answer = { resolve: settle(resolve), reject: settle(reject) }
      this.worker.postMessage(message, transfer)
    })
  }
}
