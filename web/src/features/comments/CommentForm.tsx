import { useState } from 'react'
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
  const form = useForm({
    initial: { message: '' },
    check: ({ message }) => ({ message: message.trim() ? undefined : words.fieldProblem.required }),
    send: ({ message }) => writeComment(trainingId, message.trim(), parentId),
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
