import { EngineError } from './engine_error'
import { PageModule } from './module/page_module'
import { Trainer } from './module/scorer'

const posesType = 'application/vnd.trainingzip.poses'

/** Fetches and reads the trainer's poses. Throws EngineError('poses_unavailable'). */
export async function fetchTrainer(
  module: PageModule,
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Trainer> {
  try {
    const response = await fetch(address, { headers: { ...headers, Accept: posesType }, signal })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const type = response.headers.get('Content-Type') ?? ''
    if (!type.startsWith(posesType)) throw new Error(`Content-Type ${type}`)
    return Trainer.read(module, new Uint8Array(await response.arrayBuffer()))
  } catch (error) {
    throw new EngineError('poses_unavailable', `${address}: ${String(error)}`)
  }
}

/** Throws EngineError. */
export async function fetchModule(address: string, signal: AbortSignal): Promise<PageModule> {
  try {
    return await PageModule.instantiate(fetch(address, { signal }))
  } catch (error) {
    const isRefused = error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError
    throw new EngineError(
      isRefused ? 'engine_unsupported' : 'models_unavailable',
      `${address}: ${String(error)}`,
    )
  }
}
