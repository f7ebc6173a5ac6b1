import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listComments, type Comment } from '../../api/comments'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Problem } from '../../ui/Problem'
import { CommentRow } from './CommentRow'

interface RepliesProps {
  trainingId: number
  /** With replies. */
  comment: Comment
  isOpen: boolean
}

/** The replies to a comment, read when they are asked for. */
export function Replies({ trainingId, comment, isOpen: isOpenAtFirst }: RepliesProps) {
  const { words } = useLanguage()
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ['replies', comment.commentId],
    queryFn: ({ signal, pageParam }) => listComments(trainingId, comment.commentId, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: ({ number, totalPages }) => (number + 1 < totalPages ? number + 1 : undefined),
    enabled: isOpen,
  })
  const reload = () => void refetch()
  return (
    <>
      <button
        className="button button-bare button-small"
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? words.community.hideReplies : words.community.showReplies(comment.replies)}
      </button>
      {isOpen && error && <Problem error={error} retry={reload} />}
      {isOpen && data && (
        <ul className="comment-list">
          {data.pages
            .flatMap((page) => page.rows)
            .map((reply) => (
              <CommentRow
                key={reply.commentId}
                trainingId={trainingId}
                comment={reply}
                isReply
                reload={reload}
              />
            ))}
        </ul>
      )}
      {isOpen && hasNextPage && (
        <button
          className="button button-quiet button-small"
          type="button"
          onClick={() => void fetchNextPage()}
        >
          {words.comments.more}
        </button>
      )}
    </>
  )
}
