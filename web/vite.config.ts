import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'
import react from '@vitejs/plugin-react'
import { writeLicences } from './licences'

// The runtime of onnxruntime-web is fetched by name at run time, so it stands beside the page under
// /ort/, on the same origin. The asyncify build carries WebGPU, the plain one WebAssembly alone.
const runtimeFiles = [
  'ort-wasm-simd-threaded.mjs',
  'ort-wasm-simd-threaded.wasm',
  'ort-wasm-simd-threaded.asyncify.mjs',
  'ort-wasm-simd-threaded.asyncify.wasm',
]

function copyOnnxRuntime(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'))
  return {
    name: 'copy-onnx-runtime',
    apply: 'build',
    generateBundle() {
      for (const name of runtimeFiles) {
        this.emitFile({
          type: 'asset',
          fileName: `ort/${name}`,
          source: readFileSync(join(folder, name)),
        })
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), copyOnnxRuntime(), writeLicences()],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The page itself, and the one that shows the API.
    rolldownOptions: { input: ['index.html', 'docs.html'] },
    // Inlined assets would be data: addresses, which the content security policy does not allow.
    assetsInlineLimit: 0,
  },
})
