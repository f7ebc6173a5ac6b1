import { auth } from './auth_session'
import * as contract from './generated'

/** The numbers of the pictures that are suggested for an own training, the best first. */
export async function listSuggestions(trainingId: number, signal: AbortSignal): Promise<number[]> {
  const path = `/api/thumbnail/${trainingId}/suggestions`
  const { suggestions } = await auth.read(contract.Suggestions, path, { signal })
  return suggestions.map(({ number }) => number)
}

export async function readSuggestion(trainingId: number, number: number, signal: AbortSignal): Promise<Blob> {
  const path = `/api/thumbnail/${trainingId}/suggestions/${number}`
  return (await auth.call(path, { binary: true, signal })).body as Blob
}

/** Makes it the picture of the training. */
export async function chooseSuggestion(trainingId: number, number: number): Promise<void> {
  await auth.call(`/api/thumbnail/${trainingId}/suggestions/${number}`, { method: 'POST' })
}
