import { errorFromBody, NetworkError } from '../../api/errors'
import { auth } from '../../api/auth_session'
import { currentLanguage } from '../../i18n/language'
import { RateOf } from './rate'

export type UploadState =
  | {
      status: 'sending'
      sentBytes: number
      totalBytes: number
      /** Over the last seconds; undefined until it is known. */
      bytesPerSecond: number | undefined
      /** Nothing has gone out for a while. */
      isStalled: boolean
    }
  | { status: 'sent' }
  | { status: 'failed'; error: unknown }

interface Upload {
  state: UploadState
  request: XMLHttpRequest | undefined
  watch: ReturnType<typeof setTimeout> | undefined
}

const stallMilliseconds = 5000
const rateSeconds = 8

/**
 * Uploads under way, by training. They belong to the window rather than to a page, so that moving about
 * in the page does not break one off.
 */
export class Uploads {
  private readonly byTraining = new Map<number, Upload>()
  private readonly subscribers = new Set<() => void>()

  constructor() {
    addEventListener('beforeunload', (event) => {
      if (this.isSending()) event.preventDefault()
    })
  }

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.subscribers.add(subscriber)
    return () => this.subscribers.delete(subscriber)
  }

  stateOf(trainingId: number): UploadState | undefined {
    return this.byTraining.get(trainingId)?.state
  }

  /** Begins to send a file. The outcome is told by stateOf(). */
  async start(trainingId: number, file: File): Promise<void> {
    this.cancel(trainingId)
    const upload: Upload = {
      state: {
        status: 'sending',
        sentBytes: 0,
        totalBytes: file.size,
        bytesPerSecond: undefined,
        isStalled: false,
      },
      request: undefined,
      watch: undefined,
    }
    this.byTraining.set(trainingId, upload)
    this.announce()
    // A fresh token, since the server checks it when the request begins and a large file takes long.
    await auth.refresh()
    if (this.byTraining.get(trainingId) !== upload) return
    this.send(trainingId, file, upload)
  }

  /** Breaks off an upload, or forgets a finished one. */
  cancel(trainingId: number): void {
    const upload = this.byTraining.get(trainingId)
    if (!upload) return
    this.byTraining.delete(trainingId)
    clearTimeout(upload.watch)
    upload.request?.abort()
    this.announce()
  }

  private send(trainingId: number, file: File, upload: Upload): void {
    const request = new XMLHttpRequest()
    upload.request = request
    const become = (state: UploadState) => {
      clearTimeout(upload.watch)
      upload.state = state
      if (state.status === 'sending' && !state.isStalled) {
        upload.watch = setTimeout(() => become({ ...state, isStalled: true }), stallMilliseconds)
      }
      this.announce()
    }
    const rate = new RateOf(rateSeconds)
    request.open('POST', `/api/upload/trainings/${trainingId}`)
    request.setRequestHeader('Accept-Language', currentLanguage())
    const token = auth.accessToken()
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) {
        become({
          status: 'sending',
          sentBytes: event.loaded,
          totalBytes: event.total,
          bytesPerSecond: rate.after(event.loaded, performance.now() / 1000),
          isStalled: false,
        })
      }
    }
    request.onload = () => {
      const accepted = request.status >= 200 && request.status < 300
      if (accepted) become({ status: 'sent' })
      else become({ status: 'failed', error: errorFromBody(request.status, request.responseText) })
    }
    request.onerror = () => become({ status: 'failed', error: new NetworkError() })
    become(upload.state)
    const form = new FormData()
    form.append('video', file)
    request.send(form)
  }

  private isSending(): boolean {
    return [...this.byTraining.values()].some((upload) => upload.state.status === 'sending')
  }

  private announce(): void {
    for (const subscriber of this.subscribers) subscriber()
  }
}

export const uploads = new Uploads()
