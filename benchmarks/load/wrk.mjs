// One run of wrk.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'

/** {perSecond, p50, p99, refused}: requests a second, milliseconds, answers that are not 2xx or broken. */
export async function wrk(url, { seconds, connections, script = '', folder = '', headers = {} }) {
  const options = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--latency', '--timeout', '20s']
  for (const [name, value] of Object.entries(headers)) options.push('-H', `${name}: ${value}`)
  if (script) {
    writeFileSync(`${folder}/wrk.lua`, script)
    options.push('-s', `${folder}/wrk.lua`)
  }
  const child = spawn('wrk', [...options, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (piece) => {
    text += piece
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`wrk ended with ${code}`)
  const milliseconds = (percentile) => {
    const [, value, unit] = text.match(new RegExp(`${percentile}%\\s+([\\d.]+)(us|ms|s)`))
    return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit]
  }
  const number = (pattern) => Number(text.match(pattern)?.[1] ?? 0)
  const broken = [...(text.match(/Socket errors: (.*)/)?.[1] ?? '').matchAll(/\d+/g)].reduce(
    (sum, [count]) => sum + Number(count),
    0,
  )
  return {
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50: milliseconds(50),
    p99: milliseconds(99),
    refused: number(/Non-2xx or 3xx responses: (\d+)/) + broken,
  }
}
