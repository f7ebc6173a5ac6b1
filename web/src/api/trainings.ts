import type { NetworkSet } from '../engine/types'
import type { Picture } from './pictures'
import { auth } from './auth_session'

export type TrainingState = 'CREATED' | 'UPLOADING' | 'QUEUED' | 'PROCESSING' | 'READY' | 'FAILED'

/** A row of a list of trainings. `state` comes only with one's own trainings. */
export interface TrainingRow {
  trainingId: number
  title: string
  body: string
  trainer: string
  views: number
  modifiedDate: string
  /** With the next two, of own trainings only. */
  state?: TrainingState
  visibility?: Visibility
  /** Whether an admin has hidden it. */
  hidden?: boolean
  /** Absent when there is none. */
  picture?: Picture
}

export type Visibility = 'public' | 'unlisted' | 'subscribers' | 'private'
export const visibilities: Visibility[] = ['public', 'unlisted', 'subscribers', 'private']

export interface Training {
  title: string
  trainerId: string
  trainer: string
  body: string
  views: number
  likes: number
  like: boolean
  subscribe: boolean
  createdDate: string
  modifiedDate: string
  state?: TrainingState
  visibility: Visibility
  /** What is published was made with; null where that is not known. */
  networks: NetworkSet | null
  /** Whether the caller may change and delete it. */
  mine: boolean
  /** With a ticket where not everybody may see it. */
  videoUrl: string
  shapeUrl: string
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

interface Links {
  [relation: string]: { href: string } | undefined
}

type ListedTraining = TrainingRow & { _links?: Links }

/** The address within our own origin that a link names. */
function pathOf(link: { href: string } | undefined): string {
  if (!link) return ''
  const url = new URL(link.href, location.href)
  return url.pathname + url.search
}

function readRow({ _links: links, ...row }: ListedTraining): TrainingRow {
  if (!links?.thumbnail) return row
  const { visibility = 'public', hidden, state = 'READY' } = row
  const isOpen = (visibility === 'public' || visibility === 'unlisted') && !hidden && state === 'READY'
  const large = pathOf(links.thumbnail)
  const medium = pathOf(links.thumbnailMedium)
  const small = pathOf(links.thumbnailSmall)
  return { ...row, picture: { small, medium, large, isClosed: !isOpen } }
}

export async function listTrainings(
  query: { search: string; page: number; sort: TrainingSort; mine: boolean },
  signal?: AbortSignal,
): Promise<Page<TrainingRow>> {
  const parameters = new URLSearchParams({ page: String(query.page), size: '12', sort: query.sort })
  if (query.search) parameters.set('search', query.search)
  const path = query.mine ? '/api/me/trainings' : '/api/trainings'
  const answer = await auth.call(`${path}?${parameters}`, { signal })
  const page = readPage<ListedTraining>(answer.body, 'trainingList')
  return { ...page, rows: page.rows.map(readRow) }
}

export async function getTraining(id: number, signal?: AbortSignal): Promise<Training> {
  const answer = await auth.call(`/api/trainings/${id}`, { signal })
  const body = answer.body as Training & { _links?: Links }
  const { _links: links = {} } = body
  return {
    ...body,
    mine: links.deleteTraining !== undefined,
    videoUrl: pathOf(links.video),
    shapeUrl: pathOf(links.shape),
  }
}

/** Addresses by which the files of a training can be played now. */
export interface MediaLinks {
  videoUrl: string
  shapeUrl: string
  /** How long they are good for, and the cookie that came with them; absent where they do not end. */
  ticketSeconds?: number | undefined
}

/** New addresses, and a new cookie for the players that have older ones. */
export async function readMedia(id: number): Promise<MediaLinks> {
  const answer = await auth.call(`/api/trainings/${id}/media`)
  const body = answer.body as { ticketSeconds?: number; _links?: Links }
  return {
    videoUrl: pathOf(body._links?.video),
    shapeUrl: pathOf(body._links?.shape),
    ticketSeconds: body.ticketSeconds,
  }
}

/** Creates a training and gives its id. */
export async function createTraining(title: string, body: string, visibility: Visibility): Promise<number> {
  const answer = await auth.call('/api/trainings', { method: 'POST', body: { title, body, visibility } })
  const links = answer.body as { _links?: { self?: { href?: string } } } | undefined
  const location = answer.headers.get('Location') ?? links?._links?.self?.href ?? ''
  const id = Number(/\/(\d+)\/?$/.exec(location)?.[1])
  if (!Number.isSafeInteger(id)) throw new Error(`no training id in "${location}"`)
  return id
}

export async function setVisibility(id: number, training: Training, visibility: Visibility): Promise<void> {
  const { title, body } = training
  await auth.call(`/api/trainings/${id}`, { method: 'PUT', body: { title, body, visibility } })
}

export async function deleteTraining(id: number): Promise<void> {
  await auth.call(`/api/trainings/${id}`, { method: 'DELETE' })
}

export async function setLike(id: number, like: boolean): Promise<void> {
  await auth.call(`/api/trainings/${id}/like`, { method: like ? 'POST' : 'DELETE' })
}

export const posesUrl = (id: number) => `/api/trainings/${id}/poses`
