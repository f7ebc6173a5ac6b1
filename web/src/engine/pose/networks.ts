import type * as ort from 'onnxruntime-web/wasm'
import { EngineError } from '../engine_error'
import type { Backend } from './protocol'

export type Runtime = typeof ort

/** One network with one input. */
export class Network {
  private constructor(
    private readonly runtime: Runtime,
    private readonly session: ort.InferenceSession,
  ) {}

  /** Throws EngineError('models_unavailable') when the file cannot be had. */
  static async load(runtime: Runtime, backend: Backend, address: string): Promise<Network> {
    const bytes = await fetchBytes(address)
    const session = await runtime.InferenceSession.create(bytes, {
      executionProviders: [backend],
      graphOptimizationLevel: 'all',
    })
    return new Network(runtime, session)
  }

  /** The outputs in the network's own order. */
  async run(input: Float32Array, shape: number[]): Promise<Float32Array[]> {
    const [name] = this.session.inputNames
    if (!name) throw new Error('a network without an input')
    const outputs = await this.session.run({ [name]: new this.runtime.Tensor('float32', input, shape) })
    return this.session.outputNames.map((output) => outputs[output]?.data as Float32Array)
  }

  async release(): Promise<void> {
    await this.session.release()
  }
}

export async function fetchBytes(address: string): Promise<Uint8Array> {
  let response: Response
  try {
    response = await fetch(address)
  } catch (error) {
    throw new EngineError('models_unavailable', `${address}: ${String(error)}`)
  }
  if (!response.ok) throw new EngineError('models_unavailable', `${address}: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/**
 * Starts onnxruntime-web: on the GPU where there is a real one, else in WebAssembly. A GPU that fails to
 * start is passed over.
 */
export async function startRuntime(
  runtimeUrl: string,
  threads: number,
): Promise<{ runtime: Runtime; backend: Backend }> {
  const hasGpu = await hasRealGpu()
  const runtime: Runtime = hasGpu
    ? await import('onnxruntime-web/webgpu')
    : await import('onnxruntime-web/wasm')
  runtime.env.wasm.wasmPaths = runtimeUrl
  runtime.env.wasm.numThreads = threads
  runtime.env.logLevel = 'error'
  return { runtime, backend: hasGpu ? 'webgpu' : 'wasm' }
}

interface GpuLike {
  requestAdapter: () => Promise<{
    isFallbackAdapter?: boolean
    info?: { isFallbackAdapter?: boolean }
  } | null>
}

async function hasRealGpu(): Promise<boolean> {
  const { gpu } = navigator as { gpu?: GpuLike }
  try {
    const adapter = await gpu?.requestAdapter()
    return !!adapter && !adapter.isFallbackAdapter && !adapter.info?.isFallbackAdapter
  } catch {
    return false
  }
}
