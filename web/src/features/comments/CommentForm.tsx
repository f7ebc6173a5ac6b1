import { useRef, useState } from 'react'
import { writeComment } from '../../api/comments'
import { useLanguage } from '../../i18n/LanguageProvider'
import { readDraft, writeDraft } from '../../ui/draft'
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

/**
 * The key with which a message is sent. Sent again as it is, since no answer came, it is the same comment, also after a reload:
 * both are kept in this draft.
 */
function useSendingKey(draft: string): (message: string) => string {
  const [kept] = useState(() => readDraft(draft))
  const last = useRef(kept)
  return (message) => {
    const { current } = last
    if (current.message === message && current.key) return current.key
    const key = crypto.randomUUID()
    last.current = { message, key }
    writeDraft(draft, last.current)
    return key
  }
}

function CommentInput({ label, draft, trainingId, parentId, whenWritten }: CommentFormProps) {
  const { words } = useLanguage()
  const keyOf = useSendingKey(`${draft}.sent`)
  const form = useForm({
    initial: { message: '' },
    check: ({ message }) => ({ message: message.trim() ? undefined : words.fieldProblem.required }),
    send: ({ message: text }) => {
      const message = text.trim()
      return writeComment(trainingId, message, keyOf(message), parentId)
    },
    draft,
    whenSent: () => {
      writeDraft(`${draft}.sent`)
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
