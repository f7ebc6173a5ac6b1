import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PageModule } from './page_module'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** The built module, for tests. */
export function testModule(): Promise<PageModule> {
  const path = `${root}web/public/wasm/trainingzip.wasm`
  if (!existsSync(path)) throw new Error('the module is not built: run scripts/build_wasm.sh')
  return PageModule.instantiate(readFileSync(path))
}

interface Observation {
  time: number
  pose: number[]
  reading: number[]
}

export interface ScoreVectors {
  trainer: Uint8Array
  pictureWidth: number
  pictureHeight: number
  observations: Observation[]
  summary: number[]
}

/** What the native scorer says, as written by libs/score/score_vectors.cpp. */
export function scoreVectors(): ScoreVectors {
  const file = JSON.parse(readFileSync(`${root}libs/score/vectors/session.json`, 'utf8'))
  return { ...file, trainer: new Uint8Array(Buffer.from(file.trainer, 'base64url')) }
}
