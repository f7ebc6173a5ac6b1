// The whole service as a person has it: ./run with the real servers, or one that runs already.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { trainingClip } from '../../media/prepare.mjs'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
export const squats = trainingClip()

const startSeconds = 120

// All people of a test come from one address.
const manyPeople = { TRAININGZIP_API_SIGN_UP_FREE_PER_ADDRESS: '1000', TRAININGZIP_API_SIGN_UP_FREE_PER_NETWORK: '1000' }

/**
 * Starts everything on a free port with an empty data folder, or takes the address in TRAININGZIP_URL.
 * TRAININGZIP_BINARIES names the folder of the servers, `environment` holds settings; `options` are further ones of ./run, in
 * place of none for a demo training; `from` is a data folder to begin with a copy of. Gives {address, data (its folder), stop()},
 * of which stop(keptData) keeps the data folder there.
 */
export async function startService(environment = {}, options = ['--no-demo'], from = undefined) {
  const running = process.env.TRAININGZIP_URL
  if (running) return { address: running.replace(/\/$/, ''), stop: async () => {} }

  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-browser-'))
  const readyFile = join(folder, 'address')
  const data = join(folder, 'data')
  if (from) cpSync(from, data, { recursive: true })
  const binaries = process.env.TRAININGZIP_BINARIES
  const child = spawn(
    join(root, 'run'),
    ['--no-install', '--no-build', '--port', '0', '--data', data, '--ready-file', readyFile].concat(
      binaries ? ['--binaries', binaries] : [],
      options,
    ),
    { env: { ...process.env, ...manyPeople, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  let hasEnded = false
  const ended = new Promise((resolve) => child.on('exit', resolve)).then(() => (hasEnded = true))
  const stop = async (keptData = undefined) => {
    child.kill('SIGINT')
    await ended
    if (keptData) cpSync(data, keptData, { recursive: true })
    rmSync(folder, { recursive: true, force: true })
  }

  const deadline = Date.now() + startSeconds * 1000
  while (!existsSync(readyFile)) {
    if (hasEnded || Date.now() > deadline) {
      await stop()
      throw new Error(`the service did not start:\n${output}`)
    }
    await sleep(100)
  }
  return { address: readFileSync(readyFile, 'utf8').trim().replace(/\/$/, ''), data, stop }
}
