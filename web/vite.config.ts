import { defaultClientConditions, defineConfig } from 'vite'
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { packEngineFiles } from './engine_files'
import { writeLicences } from './licences'

/** What makes the page an app: its manifest, and a worker that keeps its own small files. */
function installable() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src',
    filename: 'service_worker.ts',
    injectRegister: false,
    manifest: {
      id: '/',
      name: 'Training.zip',
      short_name: 'Training.zip',
      description: 'Follow a trainer’s shape over your own mirror and see your score live.',
      start_url: '/',
      display: 'standalone',
      background_color: '#0a0f11',
      theme_color: '#0a0f11',
      icons: [
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    injectManifest: {
      globPatterns: ['index.html', 'favicon.svg', 'assets/*.{js,css}'],
      // Networks and their runtime are kept by the practice room; the documents of the API need a network anyway.
      globIgnores: ['assets/{docs,ort,pose_worker,practice}*'],
    },
  })
}

export default defineConfig({
  plugins: [react(), packEngineFiles(), writeLicences(), installable()],
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
