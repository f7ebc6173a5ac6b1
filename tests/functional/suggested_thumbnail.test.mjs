// The picture that a training has until its owner chooses one: the best frame that the shape server found.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, afterEach, before, test } from 'node:test'
import { UploadFixture } from './upload_fixture.mjs'

let fixture
before(async () => {
  fixture = await new UploadFixture().start()
})
after(() => fixture.stop())
afterEach(() => (fixture.shape.answer = null))

/** As the shape server: leaves these pictures beside the shape. */
function finds(pictures) {
  fixture.shape.answer = (order, response, worker) => {
    worker.finish(order, { headersSent: false, writeHead() {}, write() {}, end() {} })
    for (const [name, text] of Object.entries(pictures)) {
      writeFileSync(fixture.storagePath(order.shape.replace('shape.mp4', `picture-${name}.jpg`)), text)
    }
    worker.finish(order, response)
  }
}

const text = (column) =>
  fixture.database.url.startsWith('postgresql') ? `convert_from(${column}, 'UTF8')` : `CAST(${column} AS TEXT)`
const picture = (training) =>
  fixture.sql(
    `SELECT ${text('bytes')}, content_type, modified_at, is_suggested FROM pictures WHERE kind = 'thumbnail' AND owner_id = ${training}`,
  )[0]
const sizes = (training) =>
  fixture.sql(
    `SELECT size, ${text('bytes')} FROM picture_sizes WHERE kind = 'thumbnail' AND owner_id = ${training} ORDER BY size`,
  )

async function made(training, pictures) {
  finds(pictures)
  await fixture.accepted(training)
  await fixture.reached(training, 'READY')
}

test('the best frame is the picture, in all sizes', async () => {
  const training = fixture.training()
  await made(training, { 1: 'the best', 2: 'another', medium: 'its medium', small: 'its small' })
  const [bytes, type, , isSuggested] = picture(training)
  assert.deepEqual([bytes, type, Number(isSuggested)], ['the best', 'image/jpeg', 1])
  assert.deepEqual(sizes(training), [
    ['medium', 'its medium'],
    ['small', 'its small'],
  ])
})

test('another video brings another picture, of another version', async () => {
  const training = fixture.training()
  await made(training, { 1: 'old', medium: 'old medium', small: 'old small' })
  const version = picture(training)[2]
  await made(training, { 1: 'new', medium: 'new medium', small: 'new small' })
  assert.equal(picture(training)[0], 'new')
  assert.ok(Number(picture(training)[2]) > Number(version))
  assert.equal(sizes(training)[1][1], 'new small')
})

test('what the owner chose stays', async () => {
  const training = fixture.training()
  await made(training, { 1: 'old', medium: 'old medium', small: 'old small' })
  fixture.sql(`UPDATE pictures SET is_suggested = 0 WHERE kind = 'thumbnail' AND owner_id = ${training}`)
  await made(training, { 1: 'new', medium: 'new medium', small: 'new small' })
  assert.equal(picture(training)[0], 'old')
  assert.equal(sizes(training)[1][1], 'old small')
})

test('a shape server that finds none leaves the training as it was', async () => {
  const training = fixture.training()
  await made(training, {})
  assert.equal(picture(training), undefined)
  await made(training, { 1: 'one', medium: 'm', small: 's' })
  await made(training, {})
  assert.equal(picture(training)[0], 'one')
})
