import { EngineError } from '../engine_error'
import type { EngineFailure } from '../types'
import { PoseFinder } from './pose_finder'
import type { FromWorker, ToWorker } from './protocol'

let finder: PoseFinder | null = null
let adding: Promise<void> | null = null

function post(message: FromWorker): void {
  self.postMessage(message)
}

function failureOf(error: unknown): EngineFailure {
  if (error instanceof EngineError) return { code: error.code, detail: error.detail }
  const isRefusedCode = error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError
  return { code: isRefusedCode ? 'engine_unsupported' : 'engine_failed', detail: String(error) }
}

async function handle(message: ToWorker): Promise<void> {
  if (message.type === 'load') {
    finder = await PoseFinder.load(message.parts)
    post({ type: 'loaded', backend: finder.backend })
  } else if (message.type === 'largePose') {
    adding = finder?.add(message.bytes) ?? null
  } else if (message.type === 'follow') {
    finder?.follow(message.box)
  } else if (finder) {
    // The runtime takes one run at a time.
    await adding
    post(await finder.find(message.id, message.picture, message.seconds))
  }
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  handle(data).catch((error: unknown) => post({ type: 'failed', ...failureOf(error) }))
}
