import { decompress } from 'fzstd'
import type * as ort from 'onnxruntime-web/wasm'
import type { Backend, EngineParts } from './protocol'

export type Runtime = typeof ort

/** One network with one input. */
export class Network {
  private constructor(
    private readonly runtime: Runtime,
    private readonly session: ort.InferenceSession,
  ) {}

  static async load(runtime: Runtime, backend: Backend, bytes: ArrayBuffer): Promise<Network> {
    const session = await runtime.InferenceSession.create(new Uint8Array(bytes), {
      executionProviders: [backend],
      graphOptimizationLevel: 'all',
      // Weights that are stored as int8 are restored now, once, and not in each run.
      extra: { session: { disable_quant_qdq: '1' } },
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

/** Starts onnxruntime-web with the WebAssembly that was fetched for it. */
export async function startRuntime(parts: EngineParts['runtime'], threads: number): Promise<Runtime> {
  const runtime: Runtime =
    parts.kind === 'webgpu' ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/wasm')
  const binary = decompress(new Uint8Array(parts.packed), new Uint8Array(parts.unpackedBytes))
  runtime.env.wasm.wasmBinary = binary.buffer
  runtime.env.wasm.wasmPaths = { mjs: parts.script }
  runtime.env.wasm.numThreads = threads
  runtime.env.logLevel = 'error'
  return runtime
}
