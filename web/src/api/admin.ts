import { auth } from './auth_session'
import * as contract from './generated'
import { pageOf, type Page } from './page'

// For admins alone; others are refused.

export type Report = contract.Report
export type User = contract.User
export type IncidentRow = contract.IncidentSummary
export type Incident = contract.Incident
export type SigningKey = contract.SigningKey

export async function listReports(open: boolean, page: number, signal?: AbortSignal): Promise<Page<Report>> {
  const path = `/api/admin/reports?open=${open}&page=${page}&size=20&sort=reportId,DESC`
  const { _embedded: embedded, page: place } = await auth.read(contract.ReportPage, path, { signal })
  return pageOf(embedded.reportList, place)
}

export async function resolveReport(id: number): Promise<void> {
  await auth.call(`/api/admin/reports/${id}/resolve`, { method: 'POST' })
}

/** Hidden from all but its owner and admins, whatever its owner wants. */
export async function setHidden(trainingId: number, hidden: boolean): Promise<void> {
  await auth.call(`/api/admin/trainings/${trainingId}/hide`, { method: hidden ? 'POST' : 'DELETE' })
}

export type HiddenTraining = contract.OwnTrainingPage['_embedded']['trainingList'][number]

export async function listHiddenTrainings(page: number, signal?: AbortSignal): Promise<Page<HiddenTraining>> {
  const path = `/api/admin/trainings/hidden?page=${page}&size=20&sort=modifiedDate,DESC`
  const { _embedded: embedded, page: place } = await auth.read(contract.OwnTrainingPage, path, { signal })
  return pageOf(embedded.trainingList, place)
}

export async function listUsers(search: string, page: number, signal?: AbortSignal): Promise<Page<User>> {
  const parameters = new URLSearchParams({ page: String(page), size: '20', sort: 'createdDate,DESC' })
  if (search) parameters.set('search', search)
  const path = `/api/admin/users?${parameters}`
  const { _embedded: embedded, page: place } = await auth.read(contract.UserPage, path, { signal })
  return pageOf(embedded.userList, place)
}

export async function setLocked(userId: string, locked: boolean): Promise<void> {
  const act = locked ? 'lock' : 'unlock'
  await auth.call(`/api/admin/users/${encodeURIComponent(userId)}/${act}`, { method: 'POST' })
}

export async function listIncidents(
  unresolved: boolean,
  page: number,
  signal?: AbortSignal,
): Promise<Page<IncidentRow>> {
  const path = `/api/admin/incidents?unresolved=${unresolved}&page=${page}&size=20&sort=lastDate,DESC`
  const { _embedded: embedded, page: place } = await auth.read(contract.IncidentPage, path, { signal })
  return pageOf(embedded.incidentList, place)
}

export function getIncident(id: number, signal?: AbortSignal): Promise<Incident> {
  return auth.read(contract.Incident, `/api/admin/incidents/${id}`, { signal })
}

export async function resolveIncident(id: number): Promise<void> {
  await auth.call(`/api/admin/incidents/${id}/resolve`, { method: 'POST' })
}

export async function listKeys(signal?: AbortSignal): Promise<SigningKey[]> {
  const { _embedded: embedded } = await auth.read(contract.SigningKeyList, '/api/admin/keys', { signal })
  return embedded.keyList
}

export async function rotateKeys(): Promise<void> {
  await auth.call('/api/admin/keys/rotate', { method: 'POST' })
}

export async function retireKey(keyId: string): Promise<void> {
  await auth.call(`/api/admin/keys/${encodeURIComponent(keyId)}`, { method: 'DELETE' })
}
