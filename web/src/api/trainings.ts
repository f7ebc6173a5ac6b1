import { session } from './session'

export type TrainingState = 'CREATED' | 'UPLOADING' | 'QUEUED' | 'PROCESSING' | 'READY' | 'FAILED'

/** A row of a list of trainings. `state` comes only with one's own trainings. */
export interface TrainingRow {
  trainingId: number
  title: string
  body: string
  trainer: string
  views: number
  modifiedDate: string
  state?: TrainingState
}

export interface Training {
  title: string
  trainerId: number
  trainer: string
  body: string
  views: number
  likes: number
  like: boolean
  subscribe: boolean
  createdDate: string
  modifiedDate: string
  state?: TrainingState
  /** Whether the caller may change and delete it. */
  mine: boolean
}

export interface Page<Row> {
  rows: Row[]
  /** From 0. */
  number: number
  totalPages: number
  totalElements: number
}

export type TrainingSort = 'modifiedDate,DESC' | 'views,DESC' | 'title,ASC'

interface HalPage {
  _embedded?: Record<string, unknown>
  page?: { totalElements?: number; totalPages?: number; number?: number }
}

export function readPage<Row>(body: unknown, list: string): Page<Row> {
  const hal = (body ?? {}) as HalPage
  const rows = (hal._embedded?.[list] ?? []) as Row[]
  return {
    rows,
    number: hal.page?.number ?? 0,
    totalPages: hal.page?.totalPages ?? 1,
    totalElements: hal.page?.totalElements ?? rows.length,
  }
}

export async function listTrainings(
  query: { search: string; page: number; sort: TrainingSort; mine: boolean },
  signal?: AbortSignal,
): Promise<Page<TrainingRow>> {
  const parameters = new URLSearchParams({ page: String(query.page), size: '12', sort: query.sort })
  if (query.search) parameters.set('search', query.search)
  const path = query.mine ? '/api/me/trainings' : '/api/trainings'
  const answer = await session.call(`${path}?${parameters}`, { signal })
  return readPage<TrainingRow>(answer.body, 'trainingList')
}

export async function getTraining(id: number, signal?: AbortSignal): Promise<Training> {
  const answer = await session.call(`/api/trainings/${id}`, { signal })
  const body = answer.body as Training & { _links?: Record<string, unknown> }
  return { ...body, mine: body._links?.deleteTraining !== undefined }
}

/** Creates a training and gives its id. */
export async function createTraining(title: string, body: string): Promise<number> {
  const answer = await session.call('/api/trainings', { method: 'POST', body: { title, body } })
  const links = answer.body as { _links?: { self?: { href?: string } } } | undefined
  const location = answer.headers.get('Location') ?? links?._links?.self?.href ?? ''
  const id = Number(/\/(\d+)\/?$/.exec(location)?.[1])
  if (!Number.isSafeInteger(id)) throw new Error(`no training id in "${location}"`)
  return id
}

export async function deleteTraining(id: number): Promise<void> {
  await session.call(`/api/trainings/${id}`, { method: 'DELETE' })
}

export async function setLike(id: number, like: boolean): Promise<void> {
  await session.call(`/api/trainings/${id}/like`, { method: like ? 'POST' : 'DELETE' })
}

export const videoUrl = (id: number) => `/api/streaming/training/${id}/video`
export const shapeUrl = (id: number) => `/api/streaming/training/${id}/shape`
export const posesUrl = (id: number) => `/api/trainings/${id}/poses`
export const thumbnailUrl = (id: number) => `/api/thumbnail/${id}`
