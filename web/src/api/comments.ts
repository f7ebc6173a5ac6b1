import { auth } from './auth_session'
import * as contract from './generated'
import { optionalPathOf } from './links'
import { pageOf, type Page } from './page'

export interface Comment extends Omit<contract.Comment, '_links'> {
  /** Of who wrote it; absent when there is none. */
  commenterPicture: string | undefined
}

/** Newest first without a parent, else the replies to a comment, oldest first. */
export async function listComments(
  trainingId: number,
  parentId: number | undefined,
  page: number,
  signal?: AbortSignal,
): Promise<Page<Comment>> {
  const parameters = new URLSearchParams({
    page: String(page),
    size: '20',
    parent: parentId === undefined ? 'none' : String(parentId),
    sort: parentId === undefined ? 'createdDate,DESC' : 'createdDate,ASC',
  })
  const path = `/api/trainings/${trainingId}/comments?${parameters}`
  const { _embedded: embedded, page: place } = await auth.read(contract.CommentPage, path, { signal })
  const comments = embedded.commentList.map(({ _links: links, ...comment }) => ({
    ...comment,
    commenterPicture: optionalPathOf(links.commenterImageSmall),
  }))
  return pageOf(comments, place)
}

/** key: sent again with the same one, it is not written again. */
export async function writeComment(
  trainingId: number,
  message: string,
  key: string,
  parentId?: number,
): Promise<void> {
  const body = { message, ...(parentId !== undefined && { parentId }) } satisfies contract.NewComment
  await auth.call(`/api/comments/${trainingId}`, {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': key },
  })
}

export async function changeComment(commentId: number, message: string): Promise<void> {
  const body = { message } satisfies contract.CommentText
  await auth.call(`/api/comments/${commentId}`, { method: 'PUT', body })
}

export async function deleteComment(commentId: number): Promise<void> {
  await auth.call(`/api/comments/${commentId}`, { method: 'DELETE' })
}
