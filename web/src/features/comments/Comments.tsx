import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { deleteComment, listComments, writeComment, type Comment } from '../../api/comments'
import { useUser } from '../../api/useAuth'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { TextField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

export function Comments({ trainingId }: { trainingId: number }) {
  const { words } = useLanguage()
  const user = useUser()
  const { pathname } = useLocation()
  const [page, setPage] = useState(0)
  const { data, error, refetch } = useQuery({
    queryKey: ['comments', trainingId, page],
    queryFn: ({ signal }) => listComments(trainingId, page, signal),
    placeholderData: keepPreviousData,
  })
  const reload = () => void refetch()
  return (
    <section className="comments">
      <h2>{data ? words.comments.count(data.totalElements) : words.comments.heading}</h2>
      {user ? (
        <CommentForm trainingId={trainingId} whenWritten={reload} />
      ) : (
        <p>
          <Link to="/sign-in" state={{ from: pathname }}>
            {words.comments.signIn}
          </Link>
        </p>
      )}
      {error && <Problem error={error} retry={reload} />}
      <ul className="comment-list">
        {data?.rows.map((comment) => (
          <CommentRow
            key={comment.commentId}
            comment={comment}
            isMine={comment.commenterId === user?.id}
            reload={reload}
          />
        ))}
      </ul>
      {data?.rows.length === 0 && <p className="empty">{words.comments.empty}</p>}
      {data && page + 1 < data.totalPages && (
        <button className="button button-quiet" type="button" onClick={() => setPage(page + 1)}>
          {words.comments.more}
        </button>
      )}
    </section>
  )
}

function CommentForm({ trainingId, whenWritten }: { trainingId: number; whenWritten: () => void }) {
  const { words } = useLanguage()
  const [sent, setSent] = useState(0)
  return (
    <CommentInput
      key={sent}
      label={words.comments.write}
      trainingId={trainingId}
      whenWritten={() => {
        setSent(sent + 1)
        whenWritten()
      }}
    />
  )
}

interface CommentInputProps {
  label: string
  trainingId: number
  whenWritten: () => void
}

function CommentInput({ label, trainingId, whenWritten }: CommentInputProps) {
  const { words } = useLanguage()
  const form = useForm({
    initial: { message: '' },
    check: ({ message }) => ({ message: message.trim() ? undefined : words.fieldProblem.required }),
    send: async ({ message }) => {
      await writeComment(trainingId, message.trim())
      whenWritten()
    },
  })
  return (
    <form className="comment-form" noValidate onSubmit={(event) => void form.submit(event)}>
      {form.error !== undefined && <Problem error={form.error} />}
      <TextField label={label} rows={2} maxLength={1000} required {...form.input('message')} />
      <button className="button button-quiet" type="submit" disabled={form.isSending}>
        {words.comments.submit}
      </button>
    </form>
  )
}

function CommentRow({ comment, isMine, reload }: { comment: Comment; isMine: boolean; reload: () => void }) {
  const { language, words } = useLanguage()
  const [error, setError] = useState<unknown>()
  const remove = () => deleteComment(comment.commentId).then(reload, setError)
  return (
    <li className="comment">
      <p className="card-facts">
        <strong>{comment.commenter}</strong>
        <time dateTime={comment.createdDate}>{formatDate(comment.createdDate, language)}</time>
      </p>
      <p className="comment-words">{comment.message}</p>
      {isMine && (
        <button className="button button-quiet" type="button" onClick={() => void remove()}>
          {words.comments.remove}
        </button>
      )}
      {error !== undefined && <Problem error={error} />}
    </li>
  )
}
