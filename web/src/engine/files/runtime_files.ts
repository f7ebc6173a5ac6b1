import * as v from 'valibot'
import { EngineError } from '../engine_error'
import type { RuntimeKind } from '../pose/protocol'
import type { EngineFile } from './engine_file'

const build = v.object({
  script: v.string(),
  packed: v.string(),
  bytes: v.number(),
  sha256: v.string(),
  unpackedBytes: v.number(),
})
const list = v.object({
  wasm: build,
  webgpu: build,
  module: v.object({ bytes: v.number(), sha256: v.string() }),
})

export interface RuntimeFiles {
  kind: RuntimeKind
  script: string
  packed: EngineFile
  unpackedBytes: number
  /** Our own WebAssembly, of the same build of the page. */
  module: EngineFile
}

/** Where a build of onnxruntime-web is, which the build of the page puts beside it, and our module. Throws EngineError. */
export async function findRuntime(
  { runtimeUrl, moduleUrl }: { runtimeUrl: string; moduleUrl: string },
  kind: RuntimeKind,
  signal: AbortSignal,
): Promise<RuntimeFiles> {
  const address = `${runtimeUrl}files.json`
  try {
    const response = await fetch(address, { cache: 'no-store', signal })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const { module, ...builds } = v.parse(list, await response.json())
    const found = builds[kind]
    return {
      kind,
      script: runtimeUrl + found.script,
      packed: { address: runtimeUrl + found.packed, bytes: found.bytes, sha256: found.sha256 },
      unpackedBytes: found.unpackedBytes,
      module: { address: `${moduleUrl}trainingzip.wasm`, ...module },
    }
  } catch (error) {
    signal.throwIfAborted()
    throw new EngineError('models_unavailable', `${address}: ${String(error)}`)
  }
}
