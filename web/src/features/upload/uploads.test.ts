// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { auth } from '../../api/auth_session'
import { Uploads } from './uploads'

/** A request that goes on when the test says so. */
class StubRequest {
  static latest: StubRequest
  upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void } = {}
  onload?: () => void
  onerror?: () => void
  status = 0
  responseText = ''
  constructor() {
    StubRequest.latest = this
  }
  open() {}
  setRequestHeader() {}
  send() {}
  abort() {}
  progress(loaded: number) {
    this.upload.onprogress?.({ lengthComputable: true, loaded, total: 1000 })
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('XMLHttpRequest', StubRequest)
  vi.spyOn(auth, 'refresh').mockResolvedValue(true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const sending = { status: 'sending', totalBytes: 1000 }

it('says that an upload stands still, and no longer when it goes on', async () => {
  const uploads = new Uploads()
  await uploads.start(1, new File(['x'.repeat(1000)], 'video.mp4'))
  StubRequest.latest.progress(500)
  expect(uploads.stateOf(1)).toMatchObject({ ...sending, sentBytes: 500, isStalled: false })
  vi.advanceTimersByTime(6000)
  expect(uploads.stateOf(1)).toMatchObject({ ...sending, sentBytes: 500, isStalled: true })
  StubRequest.latest.progress(600)
  expect(uploads.stateOf(1)).toMatchObject({ ...sending, sentBytes: 600, isStalled: false })
})

it('says so too when nothing has gone out at all', async () => {
  const uploads = new Uploads()
  await uploads.start(1, new File(['x'.repeat(1000)], 'video.mp4'))
  vi.advanceTimersByTime(6000)
  expect(uploads.stateOf(1)).toMatchObject({ sentBytes: 0, isStalled: true })
})

it('is silent about an upload that has been given up or has arrived', async () => {
  const uploads = new Uploads()
  await uploads.start(1, new File(['x'], 'video.mp4'))
  uploads.cancel(1)
  await uploads.start(2, new File(['x'], 'video.mp4'))
  StubRequest.latest.status = 202
  StubRequest.latest.onload?.()
  vi.advanceTimersByTime(60_000)
  expect(uploads.stateOf(1)).toBeUndefined()
  expect(uploads.stateOf(2)).toEqual({ status: 'sent' })
})
