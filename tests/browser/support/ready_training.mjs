// A service with a training that is ready to be followed, made by the real servers: the demo where its clip is recorded, else one
// of the squat clip. Files of tests that need one begin with a copy of the same data folder, so that it is made once.
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { mediaFile } from '../../media/prepare.mjs'
import { apiOf } from './seed.mjs'
import { root, squats, startService } from './service.mjs'

const processingSeconds = 240
const clip = mediaFile('tfjs_pose_squats/pose_squats.mp4')
const sumOfDemo = /^sha256 = "(\w+)"/m.exec(readFileSync(join(root, 'scripts/demo/demo.toml'), 'utf8'))?.[1]

/** Whether the clip of the demo training is here. */
export const hasDemoClip = clip && createHash('sha256').update(readFileSync(clip)).digest('hex') === sumOfDemo

const nameOfRecord = 'ready_training.json'

async function until(what, description) {
  const deadline = Date.now() + processingSeconds * 1000
  while (Date.now() < deadline) {
    const result = await what()
    if (result) return result
    await sleep(500)
  }
  throw new Error(`waited ${processingSeconds} s in vain: ${description}`)
}

/** The id of the training, once it is ready. */
async function makeTraining(service, hasDemo) {
  const person = await apiOf(service)
  try {
    if (hasDemo) {
      const demo = await until(async () => {
        const now = await person.ask('GET', '/demo.json')
        return now.state === 'ready' && now
      }, 'the demo training')
      return demo.trainingId
    }
    const { trainingId } = await person.ask('POST', '/api/trainings', { title: '세 번 앉았다 일어서기', body: '천천히, 세 번.' })
    const video = { name: basename(squats), mimeType: 'video/mp4', buffer: readFileSync(squats) }
    await person.ask('POST', `/api/upload/trainings/${trainingId}`, undefined, { multipart: { video } })
    await until(async () => {
      const { state, failure } = await person.ask('GET', `/api/upload/trainings/${trainingId}/progress`)
      if (state === 'FAILED') throw new Error(JSON.stringify(failure))
      return state === 'READY'
    }, 'the training')
    return trainingId
  } finally {
    await person.close()
  }
}

/**
 * startService with the address of the training as `training`. TRAININGZIP_TEST_READY_DATA names the data folder to begin with;
 * without it the training is made now.
 */
export async function startServiceWithTraining({ hasDemo = false } = {}) {
  const from = process.env.TRAININGZIP_URL ? undefined : process.env.TRAININGZIP_TEST_READY_DATA
  const service = await startService({}, hasDemo ? [] : ['--no-demo'], from)
  try {
    const id = from ? JSON.parse(readFileSync(join(from, nameOfRecord), 'utf8')) : await makeTraining(service, hasDemo)
    return { ...service, training: `/trainings/${id}` }
  } catch (error) {
    await service.stop()
    throw error
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2]
  rmSync(folder, { recursive: true, force: true })
  const service = await startService({}, hasDemoClip ? [] : ['--no-demo'])
  let id
  try {
    id = await makeTraining(service, hasDemoClip)
  } finally {
    await service.stop(id && folder)
  }
  writeFileSync(join(folder, nameOfRecord), JSON.stringify(id))
}
