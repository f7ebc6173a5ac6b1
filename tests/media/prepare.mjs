// Where the media of the tests are: recordings in a folder, where there is one, and what is drawn and made out of drawn
// clips, which is always there. As a program it makes the latter and says in one line which are used.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(here, '../..')

const named = process.env.TRAININGZIP_TEST_MEDIA
export const recordedFolder = resolve(root, named ?? '../shared/media')
export const drawnFolder = join(root, 'build', 'test-media')

const recordedClip = join('tfjs_pose_squats', 'pose_squats.mp4')
const drawnClip = join('drawn', 'squats.mp4')

function hashOfSources() {
  const hash = createHash('sha256')
  for (const name of readdirSync(here)
    .filter((file) => file.endsWith('.mjs'))
    .sort())
    hash.update(name).update(readFileSync(join(here, name)))
  return hash.digest('hex')
}

const stampIn = (folder) => (existsSync(join(folder, 'stamp')) ? readFileSync(join(folder, 'stamp'), 'utf8') : '')

/** Makes the drawn media unless they are there, as these sources draw them. Several processes may do so at once. */
export function prepareDrawnMedia() {
  const hash = hashOfSources()
  if (stampIn(drawnFolder) === hash) return
  const made = `${drawnFolder}.${process.pid}`
  mkdirSync(made, { recursive: true })
  try {
    execFileSync(process.execPath, [join(here, 'make.mjs'), made], { stdio: ['ignore', 'inherit', 'inherit'] })
    writeFileSync(join(made, 'stamp'), hash)
    rmSync(drawnFolder, { recursive: true, force: true })
    renameSync(made, drawnFolder)
  } catch (error) {
    if (stampIn(drawnFolder) !== hash) throw error
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** The file as it was recorded, else the one that was made under the same name; undefined where there is neither. */
export function mediaFile(...names) {
  prepareDrawnMedia()
  return [recordedFolder, drawnFolder].map((folder) => join(folder, ...names)).find((file) => existsSync(file))
}

/** The clip for the main job: three squats, 720 × 1280, 65 frames in 13 seconds, without sound, one key frame. */
export const trainingClip = () => mediaFile(recordedClip) ?? mediaFile(drawnClip)

export function mediaInWords() {
  if (existsSync(join(recordedFolder, recordedClip))) return recordedFolder
  return `drawn figures (no ${named ? `recordings in ${named}` : '../shared/media'})`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  prepareDrawnMedia()
  console.log(`test media: ${mediaInWords()}`)
}
