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

/** Throws EngineError('engine_unsupported'). */
export async function startModule(bytes: Uint8Array<ArrayBuffer>): Promise<PageModule> {
  try {
    return await PageModule.instantiate(bytes)
  } catch (error) {
    throw new EngineError('engine_unsupported', `the module: ${String(error)}`)
  }
}
