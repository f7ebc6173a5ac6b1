import { defaultClientConditions, defineConfig } from 'vite'
import react from '@vitejs/plugin-react'
import { packEngineFiles } from './engine_files'
import { writeLicences } from './licences'

export default defineConfig({
  plugins: [react(), packEngineFiles(), writeLicences()],
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
