import { useRef, useState, type SubmitEvent } from 'react'
import { ApiError } from '../api/errors'
import { readDraft, writeDraft } from './draft'

export type FieldProblems = Record<string, string | undefined>

interface FormOptions<Values> {
  initial: Values
  /** Problems that can be told before sending, by name of field. */
  check: (values: Values) => FieldProblems
  /** More problems, which take a question to the server; asked for once there is a problem, of fields that have none. */
  checkAgain?: (values: Values, found: FieldProblems) => Promise<FieldProblems>
  send: (values: Values) => Promise<void>
  /** Once what was sent has been taken, and the draft of it forgotten. */
  whenSent?: () => void
  /** The field to blame for an error code that the servers give for a whole body, such as 0001. */
  blame?: Record<string, string>
  /** The name under which what is written is kept until it is sent. Not for secrets. */
  draft?: string
}

/**
 * A form's values, its problems in words and its sending. The first field with a problem gets the focus;
 * inputs are found by their name.
 */
export function useForm<Values extends Record<string, string>>(options: FormOptions<Values>) {
  const { draft } = options
  const [values, setValues] = useState<Values>(() => ({
    ...options.initial,
    ...(draft !== undefined && readDraft(draft)),
  }))
  const [problems, setProblems] = useState<FieldProblems>({})
  const [error, setError] = useState<unknown>()
  const [isSending, setSending] = useState(false)
  // A second click may come before the button is drawn as disabled.
  const isBusy = useRef(false)

  const change = (name: keyof Values & string, value: string) => {
    const next = { ...values, [name]: value }
    setValues((before) => ({ ...before, [name]: value }))
    if (draft !== undefined) writeDraft(draft, next)
    setProblems((before) => ({ ...before, [name]: undefined }))
  }

  const reject = async (form: HTMLFormElement, found: FieldProblems) => {
    setProblems(found)
    const more = await options.checkAgain?.(values, found)
    const all = { ...found }
    for (const [name, problem] of Object.entries(more ?? {})) all[name] ??= problem
    if (more) setProblems(all)
    const first = Object.keys(values).find((name) => all[name])
    const element = first ? form.elements.namedItem(first) : null
    if (element instanceof HTMLElement) element.focus()
  }

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy.current) return
    const form = event.currentTarget
    isBusy.current = true
    setError(undefined)
    setSending(true)
    try {
      const found = options.check(values)
      if (Object.values(found).some(Boolean)) {
        await reject(form, found)
        return
      }
      setProblems({})
      await options.send(values)
      if (draft !== undefined) writeDraft(draft)
      options.whenSent?.()
    } catch (failure) {
      const blamed = blameFields(failure, options.blame)
      if (Object.keys(blamed).some((name) => name in values)) await reject(form, blamed)
      else setError(failure)
    } finally {
      isBusy.current = false
      setSending(false)
    }
  }

  const input = (name: keyof Values & string) => ({
    name,
    value: values[name],
    problem: problems[name],
    onChange: (event: { currentTarget: { value: string } }) => change(name, event.currentTarget.value),
  })

  return { values, error, isSending, submit, input }
}

/** The fields that an answer blames, with the sentence for each. */
export function blameFields(error: unknown, blame: Record<string, string> = {}): FieldProblems {
  if (!(error instanceof ApiError)) return {}
  const found: FieldProblems = {}
  for (const { field, message } of error.problems) found[field] = message
  const field = blame[error.code]
  if (field) found[field] = error.message
  return found
}
