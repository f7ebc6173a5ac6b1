import type { RuntimeKind } from './protocol'

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

/**
 * The build of onnxruntime-web that is worth its bytes here: the one with WebGPU, which needs JavaScript promise integration,
 * only where there is a real GPU.
 */
export async function chooseRuntime(): Promise<RuntimeKind> {
  return 'Suspending' in WebAssembly && (await hasRealGpu()) ? 'webgpu' : 'wasm'
}
