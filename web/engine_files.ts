import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

// One carries WebGPU, for browsers with JavaScript promise integration; the other WebAssembly alone.
const builds = { wasm: 'ort-wasm-simd-threaded', webgpu: 'ort-wasm-simd-threaded.jspi' }

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Bytes in the Zstandard format; what was made once is kept in `folder`. Needs the program zstd. */
function packed(bytes: Uint8Array, folder: string): Uint8Array {
  const file = join(folder, `${sha256Of(bytes)}.zst`)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const options = ['-19', '--single-thread', '--no-progress', '-q', '-c']
    writeFileSync(file, execFileSync('zstd', options, { input: bytes, maxBuffer: 2 * bytes.length }))
  }
  return readFileSync(file)
}

/**
 * Puts the builds of onnxruntime-web beside the page under /ort/, which fetches one of them when it is wanted: the script as it is,
 * its WebAssembly compressed. files.json says by the name of the build what is where: {script, packed, bytes, sha256,
 * unpackedBytes}; bytes and sha256 are of the compressed file. Under `module` are {bytes, sha256} of our own WebAssembly.
 */
export function packEngineFiles(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'))
  const cache = join(import.meta.dirname, 'node_modules/.cache/trainingzip')
  return {
    name: 'pack-engine-files',
    apply: 'build',
    generateBundle() {
      const list = Object.entries(builds).map(([kind, name]) => {
        const plain = readFileSync(join(folder, `${name}.wasm`))
        const small = packed(plain, cache)
        const [script, file] = [`${name}.mjs`, `${name}.wasm.zst`]
        this.emitFile({
          type: 'asset',
          fileName: `ort/${script}`,
          source: readFileSync(join(folder, script)),
        })
        this.emitFile({ type: 'asset', fileName: `ort/${file}`, source: small })
        const sizes = { bytes: small.length, sha256: sha256Of(small), unpackedBytes: plain.length }
        return [kind, { script, packed: file, ...sizes }]
      })
      const own = readFileSync(join(import.meta.dirname, 'public/wasm/trainingzip.wasm'))
      const module = { bytes: own.length, sha256: sha256Of(own) }
      const source = JSON.stringify({ ...Object.fromEntries(list), module })
      this.emitFile({ type: 'asset', fileName: 'ort/files.json', source })
    },
  }
}
