// Stands in for the pose or the shape server, as a process: takes its time to start and for each order, has one place, and dies
// of the trainings that its settings name as soon as it has begun with them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { poseBlock } from '../pose_block.mjs'

const [kind, settingsFile, , port, , portFile] = process.argv.slice(2)
const settings = () => JSON.parse(readFileSync(settingsFile, 'utf8'))
const { startMilliseconds, orderMilliseconds, frames, size, storage } = settings()

async function work(order, response) {
  const line = (object) => response.write(`${JSON.stringify(object)}\n`)
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' })
  await new Promise((resolve) => response.write(`${JSON.stringify({ type: 'accepted' })}\n`, resolve))
  if (settings().poisoned.includes(order.trainingId)) process.kill(process.pid, 'SIGKILL')
  line({ type: 'progress', stage: kind, frames: 0, totalFrames: frames, framesPerSecond: 0 })
  await sleep(orderMilliseconds)
  if (kind === 'pose') {
    line({ type: 'poses', firstFrame: 0, frameCount: frames, block: poseBlock(0, frames, size) })
  } else {
    const file = join(storage, order.shape)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'the shape')
  }
  line({ type: 'done', frames, ...size, durationSeconds: 0.5 })
  response.end()
}

let busy = false
await sleep(startMilliseconds)
createServer(async (request, response) => {
  if (request.url === '/readyz') return response.end('ok')
  if (request.url === '/networks') return response.end('{"networks":"real","missing":[]}')
  if (busy) return response.writeHead(503, { 'Retry-After': '5' }).end()
  busy = true
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  await work(JSON.parse(Buffer.concat(pieces).toString()), response)
  busy = false
}).listen(Number(port), '127.0.0.1', () => writeFileSync(portFile, `${port}\n`))
