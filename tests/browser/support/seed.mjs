// A service with people and trainings in it, made through the API, without a server that computes.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { request } from 'playwright-core'
import { SqliteDatabase } from '../../functional/database.mjs'
import { newMember } from './person.mjs'
import { squats } from './service.mjs'

export const uploadId = '0123456789abcdef0123456789abcdef'

/** Speaks to the API as a new member, or as the one given, who has an account. */
export async function apiOf(service, member, isNew = true) {
  const person = member ?? newMember()
  const context = await request.newContext({ baseURL: service.address, ignoreHTTPSErrors: true })
  const path = isNew ? '/api/auth/signup' : '/api/auth/signin'
  const answer = await context.post(path, { data: person })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  const { accessToken } = await answer.json()
  const ask = async (method, path, data, rest = {}) => {
    const headers = { Authorization: `Bearer ${accessToken}` }
    const said = await context.fetch(path, { method, headers, ...(data && { data }), ...rest })
    if (!said.ok()) throw new Error(`${method} ${path}: ${said.status()} ${await said.text()}`)
    const text = await said.text()
    return text ? JSON.parse(text) : undefined
  }
  return { member: person, ask, close: () => context.dispose() }
}

/** A picture of the squat clip at this second. */
export function pictureAt(seconds, file) {
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-ss', String(seconds), '-i', squats, '-frames:v', '1', '-q:v', '3', file])
  return readFileSync(file)
}

/** A training that is ready to be followed, with the squat clip as its video; gives its id. */
export async function publish(service, trainer, text, picture) {
  const { trainingId } = await trainer.ask('POST', '/api/trainings', { body: '', ...text })
  const folder = join(service.data, 'storage', 'trainings', String(trainingId))
  mkdirSync(join(folder, uploadId), { recursive: true })
  copyFileSync(squats, join(folder, uploadId, 'video.mp4'))
  writeFileSync(join(folder, 'current'), uploadId)
  const database = new SqliteDatabase({ join: (name) => join(service.data, name) })
  database.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${trainingId}`)
  if (picture) {
    const image = { name: 'picture.jpg', mimeType: 'image/jpeg', buffer: picture }
    await trainer.ask('POST', `/api/thumbnail/${trainingId}`, undefined, { multipart: { image } })
  }
  return trainingId
}

const limbs = ['left_upper_arm', 'right_upper_arm', 'left_thigh', 'right_thigh', 'left_shin', 'right_shin', 'trunk', 'shoulders']

/** A finished training session so many days ago; gives its id. */
export async function train(person, trainingId, daysAgo, score) {
  const series = Array.from({ length: 40 }, (_, i) => ({
    time: 3 * i,
    score: Math.max(0, Math.min(100, score + 18 * Math.sin(i / 4))),
  }))
  const { sessionId } = await person.ask('POST', '/api/me/sessions', {
    trainingId,
    startedAt: new Date(Date.now() - daysAgo * 86_400_000 - 600_000).toISOString(),
    durationSeconds: 120,
    score,
    lagSeconds: 0.2,
    series,
    limbs: limbs.map((name, i) => ({ name, score: Math.max(0, Math.min(100, score + (i % 3) * 5 - 5)) })),
  })
  return sessionId
}
