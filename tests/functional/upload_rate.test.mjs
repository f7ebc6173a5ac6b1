// The rate at which all uploads together are received, and what is refused as its setting.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mp4Head, partHead, partTail, UploadFixture } from './upload_fixture.mjs'

/** How long it takes, in seconds, to send so many bytes at once from each of two people. */
async function secondsToSend(bytes, settings) {
  const fixture = await new UploadFixture(settings).start()
  try {
    const body = Buffer.concat([Buffer.from(partHead()), mp4Head, Buffer.alloc(bytes), Buffer.from(partTail)])
    const trainings = [1, 2].map((user) => ({ user, id: fixture.training(user) }))
    const began = performance.now()
    const answers = trainings.map(({ user, id }) => {
      const { request, answer } = fixture.openUpload(id, { user, length: body.length })
      request.end(body)
      return answer
    })
    for (const { status } of await Promise.all(answers)) assert.equal(status, 202)
    return (performance.now() - began) / 1000
  } finally {
    await fixture.stop()
  }
}

test('all uploads together take the time that the rate gives them', async () => {
  const limited = await secondsToSend(2_000_000, { receive_bytes_per_second: 1_000_000 })
  // The last piece is not waited for.
  assert.ok(limited > 3, `4 MB at 1 MB a second in ${limited} s`)
  const unlimited = await secondsToSend(2_000_000, { receive_bytes_per_second: 0 })
  assert.ok(unlimited < limited, `${unlimited} s without a limit, ${limited} s with it`)
})

test('a rate at which every upload would be too slow is refused at the start', async () => {
  const withRate = (rate) =>
    new UploadFixture({ uploads_at_once: 10, upload_bytes_per_second: 1000, receive_bytes_per_second: rate }).start()
  await assert.rejects(withRate(9999), /receive_bytes_per_second: less than uploads_at_once times upload_bytes_per_second/)
  await (await withRate(10_000)).stop()
})
