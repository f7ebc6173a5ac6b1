import { useInfiniteQuery } from '@tanstack/react-query'
import { MessageCircle } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { listComments } from '../../api/comments'
import { useUser } from '../../api/useAuth'
import { useLanguage } from '../../i18n/LanguageProvider'
import { EmptyState } from '../../ui/EmptyState'
import { Problem } from '../../ui/Problem'
import { CommentForm } from './CommentForm'
import { CommentRow } from './CommentRow'

export function Comments({ trainingId }: { trainingId: number }) {
  const { words } = useLanguage()
  const user = useUser()
  const { pathname } = useLocation()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['comments', trainingId],
    queryFn: ({ signal, pageParam }) => listComments(trainingId, undefined, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: ({ number, totalPages }) => (number + 1 < totalPages ? number + 1 : undefined),
  })
  const reload = () => void refetch()
  const rows = unique(data?.pages.flatMap((page) => page.rows) ?? [])
  return (
    <section className="comments">
      <h2>{data ? words.comments.count(data.pages[0]?.totalElements ?? 0) : words.comments.heading}</h2>
      {user ? (
        <CommentForm
          label={words.comments.write}
          draft={`comment.${trainingId}`}
          trainingId={trainingId}
          whenWritten={reload}
        />
      ) : (
        <p>
          <Link to="/sign-in" state={{ from: pathname }}>
            {words.comments.signIn}
          </Link>
        </p>
      )}
      {error && <Problem error={error} retry={reload} />}
      <ul className="comment-list">
        {rows.map((comment) => (
          <CommentRow key={comment.commentId} trainingId={trainingId} comment={comment} reload={reload} />
        ))}
      </ul>
      {data && rows.length === 0 && (
        <EmptyState icon={MessageCircle} title={words.comments.empty} text={words.community.emptyHint} />
      )}
      {hasNextPage && (
        <button
          className="button button-quiet"
          type="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.comments.more}
        </button>
      )}
    </section>
  )
}

/** A comment that comes in between moves the last of a page to the next one. */
function unique<Row extends { commentId: number }>(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.commentId, row])).values()]
}
