import { currentLanguage } from '../i18n/language'
import { errorFromBody, NetworkError } from './errors'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON, except a form, which is sent as multipart/form-data. */
  body?: unknown
  token?: string | undefined
  headers?: Record<string, string>
  /** The body of the answer is wanted as a Blob. */
  binary?: boolean
  signal?: AbortSignal | undefined
}

export interface Answer {
  /** Parsed JSON; undefined for an empty body; a Blob where one was wanted. */
  body: unknown
  headers: Headers
}

/**
 * One request to our own origin, in the person's language.
 * Throws ApiError for an answer that says no, NetworkError when none came; an abort passes through.
 */
export async function send(path: string, options: RequestOptions = {}): Promise<Answer> {
  const headers = new Headers({ ...options.headers, 'Accept-Language': currentLanguage() })
  if (options.token) headers.set('Authorization', `Bearer ${options.token}`)
  const isForm = options.body instanceof FormData
  if (options.body !== undefined && !isForm) headers.set('Content-Type', 'application/json')
  let response: Response
  let text = ''
  let blob: Blob | undefined
  try {
    response = await fetch(path, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined
        ? {}
        : { body: isForm ? (options.body as FormData) : JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
    if (options.binary && response.ok) blob = await response.blob()
    else text = await response.text()
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new NetworkError(error)
  }
  if (!response.ok) throw errorFromBody(response.status, text)
  if (blob) return { body: blob, headers: response.headers }
  return { body: text === '' ? undefined : parse(text), headers: response.headers }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new NetworkError(error)
  }
}
