import { useRef, useState } from 'react'
import { writeComment } from '../../api/comments'
import { useLanguage } from '../../i18n/LanguageProvider'
import { TextField } from '../../ui/Field'
import { Problem } from '../../ui/Problem'
import { useForm } from '../../ui/useForm'

interface CommentFormProps {
  label: string
  /** The name under which what is not sent yet is kept. */
  draft: string
  trainingId: number
  parentId?: number
  whenWritten: () => void
}

export function CommentForm({ whenWritten, ...props }: CommentFormProps) {
  const [sent, setSent] = useState(0)
  return (
    <CommentInput
      key={sent}
      {...props}
      whenWritten={() => {
        setSent(sent + 1)
        whenWritten()
      }}
    />
  )
}

function CommentInput({ label, draft, trainingId, parentId, whenWritten }: CommentFormProps) {
  const { words } = useLanguage()
  // Sent again as it is, since no answer came, it is the same comment.
  const last = useRef({ message: '', key: '' })
  const keyOf = (message: string) => {
    if (last.current.message !== message) last.current = { message, key: crypto.randomUUID() }
    return last.current.key
  }
  const form = useForm({
    initial: { message: '' },
    check: ({ message }) => ({ message: message.trim() ? undefined : words.fieldProblem.required }),
    send: ({ message: text }) => {
      const message = text.trim()
      return writeComment(trainingId, message, keyOf(message), parentId)
    },
    draft,
    whenSent: whenWritten,
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
