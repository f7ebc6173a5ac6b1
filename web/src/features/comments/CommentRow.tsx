import { Ellipsis, Flag, Pencil, Reply, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { changeComment, deleteComment, type Comment } from '../../api/comments'
import { useUser } from '../../api/useAuth'
import { formatDate } from '../../i18n/format'
import { useLanguage } from '../../i18n/LanguageProvider'
import { Avatar } from '../../ui/Avatar'
import { Dialog } from '../../ui/Dialog'
import { TextField } from '../../ui/Field'
import { Menu, MenuAction } from '../../ui/Menu'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'
import { ReportDialog } from '../reports'
import { CommentForm } from './CommentForm'
import { Replies } from './Replies'

interface CommentRowProps {
  trainingId: number
  comment: Comment
  /** A reply has none of its own. */
  isReply?: boolean
  reload: () => void
}

type Doing = 'nothing' | 'editing' | 'replying' | 'removing' | 'reporting'

export function CommentRow({ trainingId, comment, isReply = false, reload }: CommentRowProps) {
  const { language, words } = useLanguage()
  const user = useUser()
  const [doing, setDoing] = useState<Doing>('nothing')
  const [repliesRound, setRepliesRound] = useState(0)
  const isMine = comment.commenterId === user?.id
  const isEdited = comment.modifiedDate !== comment.createdDate
  const stop = () => setDoing('nothing')
  const icon = (Icon: typeof Reply) => <Icon className="icon" aria-hidden="true" />
  return (
    <li className="comment">
      <Avatar name={comment.commenter} picture={comment.commenterPicture} />
      <div className="comment-body">
        <div className="comment-head">
          <p className="card-facts">
            <strong>{comment.commenter}</strong>
            <time dateTime={comment.createdDate}>{formatDate(comment.createdDate, language)}</time>
            {isEdited && <span>{words.community.edited}</span>}
          </p>
          {user && (
            <Menu
              trigger={
                <button
                  className="button button-bare button-icon"
                  type="button"
                  aria-label={words.community.actions(comment.commenter)}
                >
                  <Ellipsis className="icon" aria-hidden="true" />
                </button>
              }
            >
              {!isReply && (
                <MenuAction icon={icon(Reply)} act={() => setDoing('replying')}>
                  {words.community.reply}
                </MenuAction>
              )}
              {isMine && (
                <MenuAction icon={icon(Pencil)} act={() => setDoing('editing')}>
                  {words.community.edit}
                </MenuAction>
              )}
              {isMine ? (
                <MenuAction icon={icon(Trash2)} isDangerous act={() => setDoing('removing')}>
                  {words.comments.remove}
                </MenuAction>
              ) : (
                <MenuAction icon={icon(Flag)} act={() => setDoing('reporting')}>
                  {words.community.report}
                </MenuAction>
              )}
            </Menu>
          )}
        </div>
        {doing === 'editing' ? (
          <EditComment comment={comment} stop={stop} changed={reload} />
        ) : (
          <p className="comment-words">{comment.message}</p>
        )}
        {doing === 'replying' && (
          <CommentForm
            label={words.community.replyLabel(comment.commenter)}
            draft={`reply.${comment.commentId}`}
            trainingId={trainingId}
            parentId={comment.commentId}
            whenWritten={() => {
              stop()
              setRepliesRound(repliesRound + 1)
              reload()
            }}
          />
        )}
        {!isReply && comment.replies > 0 && (
          <Replies key={repliesRound} trainingId={trainingId} comment={comment} isOpen={repliesRound > 0} />
        )}
      </div>
      {doing === 'removing' && <RemoveComment comment={comment} stop={stop} removed={reload} />}
      {doing === 'reporting' && <ReportDialog what={{ commentId: comment.commentId }} close={stop} />}
    </li>
  )
}

interface EditCommentProps {
  comment: Comment
  stop: () => void
  changed: () => void
}

function EditComment({ comment, stop, changed }: EditCommentProps) {
  const { words } = useLanguage()
  const form = useForm({
    initial: { message: comment.message },
    check: ({ message }) => ({ message: message.trim() ? undefined : words.fieldProblem.required }),
    send: ({ message }) => changeComment(comment.commentId, message.trim()),
    whenSent: () => {
      stop()
      changed()
    },
  })
  return (
    <form className="comment-form" noValidate onSubmit={(event) => void form.submit(event)}>
      {form.error !== undefined && <Problem error={form.error} />}
      <TextField
        label={words.community.editLabel}
        rows={2}
        maxLength={1000}
        required
        {...form.input('message')}
      />
      <div className="page-actions">
        <button className="button button-primary button-small" type="submit" disabled={form.isSending}>
          {words.shell.save}
        </button>
        <button className="button button-quiet button-small" type="button" onClick={stop}>
          {words.shell.cancel}
        </button>
      </div>
    </form>
  )
}

interface RemoveCommentProps {
  comment: Comment
  stop: () => void
  removed: () => void
}

function RemoveComment({ comment, stop, removed }: RemoveCommentProps) {
  const { words } = useLanguage()
  const [error, setError] = useState<unknown>()
  const remove = () => deleteComment(comment.commentId).then(removed, setError)
  return (
    <Dialog title={words.comments.remove} close={stop}>
      <p>{words.community.removeQuestion}</p>
      {error !== undefined && <Problem error={error} />}
      <div className="question-answers">
        <button className="button button-quiet" type="button" onClick={stop}>
          {words.training.keep}
        </button>
        <button className="button button-danger" type="button" onClick={() => void remove()}>
          {words.training.removeConfirm}
        </button>
      </div>
    </Dialog>
  )
}
