import { afterEach, describe, expect, it, vi } from 'vitest'
import { chooseRuntime } from './runtime_choice'

afterEach(() => vi.unstubAllGlobals())

function browserWith(adapter: object | null | Error, hasPromiseIntegration = true): void {
  const requestAdapter = () => (adapter instanceof Error ? Promise.reject(adapter) : Promise.resolve(adapter))
  vi.stubGlobal('navigator', { gpu: { requestAdapter } })
  vi.stubGlobal('WebAssembly', hasPromiseIntegration ? { Suspending: () => undefined } : {})
}

describe('chooseRuntime', () => {
  it('fetches the larger build only for a real GPU that it can use', async () => {
    browserWith({ info: {} })
    expect(await chooseRuntime()).toBe('webgpu')
    browserWith({ info: {} }, false)
    expect(await chooseRuntime()).toBe('wasm')
  })

  it('takes WebAssembly where the GPU is none, pretended or broken', async () => {
    const adapters = [
      null,
      { isFallbackAdapter: true },
      { info: { isFallbackAdapter: true } },
      new Error('lost'),
    ]
    for (const adapter of adapters) {
      browserWith(adapter)
      expect(await chooseRuntime()).toBe('wasm')
    }
    vi.stubGlobal('navigator', {})
    expect(await chooseRuntime()).toBe('wasm')
  })
})
