import { EngineError } from '../engine_error'
import { choosePageNetworks, type ChosenNetworks } from '../pose/page_networks'
import { chooseRuntime } from '../pose/runtime_choice'
import { download } from './download'
import { ProgressMeter, type DownloadProgress } from './download_progress'
import type { EngineFile } from './engine_file'
import { CacheFileStore, type FileStore } from './file_store'
import { findRuntime, type RuntimeFiles } from './runtime_files'

/** Where the models, the module and onnxruntime-web are served: absolute addresses of folders, with a slash at the end. */
export interface EngineAddresses {
  modelsUrl: string
  moduleUrl: string
  runtimeUrl: string
}

/** What the engine needs before it can read a pose. */
export interface NeededFiles {
  runtime: Omit<RuntimeFiles, 'packed' | 'module'> & { packed: Uint8Array<ArrayBuffer> }
  module: Uint8Array<ArrayBuffer>
  networks: ChosenNetworks['networks']
  detector: Uint8Array<ArrayBuffer>
  smallPose: Uint8Array<ArrayBuffer>
}

export type FilesState =
  | { state: 'idle' | 'ready' }
  | ({ state: 'loading' } & DownloadProgress)
  | { state: 'failed'; error: EngineError }

const tellMilliseconds = 250

/**
 * Brings the files of the engine, once for all who want them. The large pose network follows when the others are there. After a
 * failure the next start() goes on where it ended.
 */
export class EngineFiles {
  private current: FilesState = { state: 'idle' }
  private needed: Promise<NeededFiles> | null = null
  private large: Promise<Uint8Array<ArrayBuffer>> | null = null
  private readonly listeners = new Set<() => void>()
  private readonly aborter = new AbortController()

  constructor(
    private readonly addresses: EngineAddresses,
    private readonly store: FileStore = new CacheFileStore(),
  ) {}

  readonly state = (): FilesState => this.current

  /** Calls back when state() has changed, at most a few times a second. Returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Throws EngineError('models_unavailable'). */
  start(): Promise<NeededFiles> {
    this.needed ??= this.load().catch((error: unknown) => {
      const failure =
        error instanceof EngineError ? error : new EngineError('models_unavailable', String(error))
      this.needed = null
      this.become({ state: 'failed', error: failure })
      throw failure
    })
    return this.needed
  }

  /** The large pose network, as soon as start() is through. */
  async largePose(): Promise<Uint8Array<ArrayBuffer>> {
    await this.start()
    if (!this.large) throw new EngineError('models_unavailable', 'no large network was asked for')
    return this.large
  }

  private async load(): Promise<NeededFiles> {
    const { modelsUrl, ...addresses } = this.addresses
    const { signal } = this.aborter
    this.become({ state: 'loading', receivedBytes: 0, totalBytes: 0, secondsLeft: null })
    const [chosen, runtime] = await Promise.all([
      choosePageNetworks(modelsUrl, signal),
      chooseRuntime().then((kind) => findRuntime(addresses, kind, signal)),
    ])
    const wanted = [runtime.packed, chosen.detector, chosen.pose.small, runtime.module]
    const [packed, detector, smallPose, module] = await this.downloadAll(wanted)
    if (!packed || !detector || !smallPose || !module) {
      throw new EngineError('models_unavailable', 'a file is not there')
    }
    this.become({ state: 'ready' })
    const silently = { store: this.store, signal, onBytes: () => undefined }
    this.large = download(chosen.pose.large, silently)
    this.large
      .then(() => this.store.keepOnly([...wanted, chosen.pose.large].map((file) => file.sha256)))
      // Without it the small network goes on; the next visit tries again.
      .catch(() => undefined)
    return { runtime: { ...runtime, packed }, module, networks: chosen.networks, detector, smallPose }
  }

  private async downloadAll(files: EngineFile[]): Promise<Uint8Array<ArrayBuffer>[]> {
    const meter = new ProgressMeter(files.map((file) => file.bytes))
    const tell = () => this.become({ state: 'loading', ...meter.at(performance.now()) })
    const timer = setInterval(tell, tellMilliseconds)
    const beginnings = new Set<number>()
    tell()
    try {
      return await Promise.all(
        files.map((file, index) =>
          download(file, {
            store: this.store,
            signal: this.aborter.signal,
            onBytes: (received) => {
              meter.update(index, received, performance.now(), !beginnings.has(index))
              beginnings.add(index)
            },
          }),
        ),
      )
    } finally {
      clearInterval(timer)
    }
  }

  private become(state: FilesState): void {
    this.current = state
    for (const listener of this.listeners) listener()
  }
}

const absolute = (address: string) => new URL(address, location.href).href
let shared: EngineFiles | null = null

/** Those of this page, which a training and the room in it share. */
export function engineFiles(): EngineFiles {
  shared ??= new EngineFiles({
    modelsUrl: absolute('/models/'),
    moduleUrl: absolute('/wasm/'),
    runtimeUrl: absolute('/ort/'),
  })
  return shared
}
