import { auth } from './auth_session'
import * as contract from './generated'
import { pageOf, type Page } from './page'

export type Comment = contract.Comment

export async function listComments(
  trainingId: number,
  page: number,
  signal?: AbortSignal,
): Promise<Page<Comment>> {
  const parameters = new URLSearchParams({ page: String(page), size: '20', sort: 'createdDate,DESC' })
  const path = `/api/trainings/${trainingId}/comments?${parameters}`
  const { _embedded: embedded, page: place } = await auth.read(contract.CommentPage, path, { signal })
  return pageOf(embedded.commentList, place)
}

export async function writeComment(trainingId: number, message: string): Promise<void> {
  await auth.call(`/api/comments/${trainingId}`, { method: 'POST', body: { message } })
}

export async function deleteComment(commentId: number): Promise<void> {
  await auth.call(`/api/comments/${commentId}`, { method: 'DELETE' })
}
