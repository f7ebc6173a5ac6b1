import * as v from 'valibot'
import { auth } from './auth_session'
import * as contract from './generated'
import { optionalPathOf, pathOf } from './links'
import { pageOf, type Page } from './page'
import type { Picture } from './pictures'

export type TrainingState = contract.TrainingState
export type Visibility = contract.Visibility
export const visibilities = contract.Visibility.options
export type Category = contract.Category
export const categories = contract.Category.options

/** A row of a list of trainings. */
export interface TrainingRow extends contract.TrainingSummary {
  /** Of the trainer; absent when there is none. */
  trainerPicture: string | undefined
  /** With the next two, of own trainings only. */
  state?: TrainingState | undefined
  visibility?: Visibility | undefined
  /** Whether an admin has hidden it. */
  hidden?: boolean | undefined
  /** Absent when there is none. */
  picture?: Picture
}

export interface Training extends Omit<contract.Training, '_links'> {
  /** Of the trainer; absent when there is none. */
  trainerPicture: string | undefined
  /** Whether the caller may change and delete it. */
  mine: boolean
  /** With a ticket where not everybody may see it. */
  videoUrl: string
  shapeUrl: string
  /** Absent when there is none. */
  picture?: Picture
}

export type TrainingSort = 'modifiedDate,DESC' | 'views,DESC' | 'title,ASC'

type ListedTraining = contract.ListedTraining & Partial<contract.OwnListedTraining>

export function readRow({ _links: links, ...row }: ListedTraining): TrainingRow {
  const trainerPicture = optionalPathOf(links.trainerImageSmall)
  return { ...row, trainerPicture, ...readPictureLinks(links, row) }
}

interface PictureLinks {
  thumbnail?: contract.Link | undefined
  thumbnailMedium?: contract.Link | undefined
  thumbnailSmall?: contract.Link | undefined
}

function readPictureLinks(
  { thumbnail, thumbnailMedium = thumbnail, thumbnailSmall = thumbnail }: PictureLinks,
  { visibility = 'public', hidden, state = 'READY' }: Pick<TrainingRow, 'visibility' | 'hidden' | 'state'>,
): { picture?: Picture } {
  if (!thumbnail || !thumbnailMedium || !thumbnailSmall) return {}
  const isOpen = (visibility === 'public' || visibility === 'unlisted') && !hidden && state === 'READY'
  const [small, medium, large] = [pathOf(thumbnailSmall), pathOf(thumbnailMedium), pathOf(thumbnail)]
  return { picture: { small, medium, large, isClosed: !isOpen } }
}

export interface TrainingQuery {
  /** Everybody's, the caller's own, or those of the trainers to whom the caller subscribes. */
  of: 'everybody' | 'caller' | 'subscriptions'
  search?: string | undefined
  category?: Category | undefined
  tag?: string | undefined
  /** Only of the trainer of this nickname. */
  trainer?: string | undefined
  /** From 0. */
  page: number
  size?: number
  sort: TrainingSort
}

const addresses = {
  everybody: '/api/trainings',
  caller: '/api/me/trainings',
  subscriptions: '/api/me/feed',
}

export async function listTrainings(query: TrainingQuery, signal?: AbortSignal): Promise<Page<TrainingRow>> {
  const { of, search, category, tag, trainer, page, size = 12, sort } = query
  const parameters = new URLSearchParams({ page: String(page), size: String(size), sort })
  if (search) parameters.set('search', search)
  if (category) parameters.set('category', category)
  if (tag) parameters.set('tag', tag)
  if (trainer) parameters.set('trainer', trainer)
  const path = `${addresses[of]}?${parameters}`
  const { _embedded: embedded, page: place } =
    of === 'caller'
      ? await auth.read(contract.OwnTrainingPage, path, { signal })
      : await auth.read(contract.TrainingPage, path, { signal })
  return pageOf(embedded.trainingList.map(readRow), place)
}

/** The newest thousand that the caller likes. */
export async function listLikes(signal?: AbortSignal): Promise<TrainingRow[]> {
  const rows = await auth.read(v.array(contract.ListedTraining), '/api/training/likes', { signal })
  return rows.map(readRow)
}

/** Tags that are used, the most used first. */
export function listTags(signal?: AbortSignal): Promise<contract.TagCount[]> {
  return auth.read(v.array(contract.TagCount), '/api/tags', { signal })
}

export async function getTraining(id: number, signal?: AbortSignal): Promise<Training> {
  const { _links: links, ...training } = await auth.read(contract.Training, `/api/trainings/${id}`, {
    signal,
  })
  return {
    ...training,
    trainerPicture: optionalPathOf(links.trainerImageSmall),
    mine: links.deleteTraining !== undefined,
    videoUrl: pathOf(links.video),
    shapeUrl: pathOf(links.shape),
    ...readPictureLinks(links, training),
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
  const { _links: links, ticketSeconds } = await auth.read(contract.MediaLinks, `/api/trainings/${id}/media`)
  return { videoUrl: pathOf(links.video), shapeUrl: pathOf(links.shape), ticketSeconds }
}

/** What an owner says of a training. */
export interface TrainingText {
  title: string
  body: string
  visibility: Visibility
  category: Category
  tags: string[]
}

/** Creates a training and gives its id. */
export async function createTraining(text: TrainingText): Promise<number> {
  const { trainingId } = await auth.read(contract.TrainingCreated, '/api/trainings', {
    method: 'POST',
    body: text satisfies contract.TrainingText,
  })
  return trainingId
}

export async function updateTraining(id: number, text: TrainingText): Promise<void> {
  await auth.call(`/api/trainings/${id}`, { method: 'PUT', body: text satisfies contract.TrainingText })
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
