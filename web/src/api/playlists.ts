import { auth } from './auth_session'
import * as contract from './generated'
import { readRow, type TrainingRow, type Visibility } from './trainings'

export type PlaylistSummary = contract.PlaylistSummary

export interface Playlist extends Omit<contract.Playlist, '_links' | '_embedded'> {
  mine: boolean
  /** In their order; those that the caller may see. */
  trainings: TrainingRow[]
}

export interface PlaylistText {
  title: string
  body: string
  visibility: Visibility
}

/** The caller's, at most a hundred, those changed last first. */
export async function listPlaylists(signal?: AbortSignal): Promise<PlaylistSummary[]> {
  const path = '/api/me/playlists?size=100&sort=modifiedDate,DESC'
  const { _embedded: embedded } = await auth.read(contract.PlaylistPage, path, { signal })
  return embedded.playlistList
}

export async function getPlaylist(id: number, signal?: AbortSignal): Promise<Playlist> {
  const {
    _links: links,
    _embedded: embedded,
    ...playlist
  } = await auth.read(contract.Playlist, `/api/playlists/${id}`, { signal })
  return {
    ...playlist,
    mine: links.updatePlaylist !== undefined,
    trainings: embedded.trainingList.map(readRow),
  }
}

/** Gives its id. */
export async function createPlaylist(text: PlaylistText): Promise<number> {
  const body = { ...text, trainings: [] } satisfies contract.PlaylistText
  return (await auth.read(contract.PlaylistCreated, '/api/playlists', { method: 'POST', body })).playlistId
}

export async function updatePlaylist(id: number, text: PlaylistText, trainings: number[]): Promise<void> {
  const body = { ...text, trainings } satisfies contract.PlaylistText
  await auth.call(`/api/playlists/${id}`, { method: 'PUT', body })
}

export async function deletePlaylist(id: number): Promise<void> {
  await auth.call(`/api/playlists/${id}`, { method: 'DELETE' })
}
