import { auth } from './auth_session'
import { readPage, type Page } from './trainings'

export interface Comment {
  commentId: number
  message: string
  commenterId: string
  commenter: string
  createdDate: string
  modifiedDate: string
}

export async function listComments(trainingId: number, page: number, signal?: AbortSignal): Promise<Page<Comment>> {
  const parameters = new URLSearchParams({ page: String(page), size: '20', sort: 'createdDate,DESC' })
  const answer = await auth.call(`/api/trainings/${trainingId}/comments?${parameters}`, { signal })
  return readPage<Comment>(answer.body, 'commentList')
}

export async function writeComment(trainingId: number, message: string): Promise<void> {
  await auth.call(`/api/comments/${trainingId}`, { method: 'POST', body: { message } })
}

export async function deleteComment(commentId: number): Promise<void> {
  await auth.call(`/api/comments/${commentId}`, { method: 'DELETE' })
}
