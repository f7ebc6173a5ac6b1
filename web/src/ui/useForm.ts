import { useState, type SubmitEvent } from 'react'
import { ApiError } from '../api/errors'

export type FieldProblems = Record<string, string | undefined>

interface FormOptions<Values> {
  initial: Values
  /** Problems that can be told before sending, by name of field. */
  check: (values: Values) => FieldProblems
  send: (values: Values) => Promise<void>
  /** The field to blame for an error code that the servers give for a whole body, such as 0001. */
  blame?: Record<string, string>
}

/**
 * A form's values, its problems in words and its sending. The first field with a problem gets the focus;
 * inputs are found by their name.
 */
export function useForm<Values extends Record<string, string>>(options: FormOptions<Values>) {
  const [values, setValues] = useState(options.initial)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [error, setError] = useState<unknown>()
  const [isSending, setSending] = useState(false)

  const change = (name: keyof Values & string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }))
    setProblems((before) => ({ ...before, [name]: undefined }))
  }

  const reject = (form: HTMLFormElement, found: FieldProblems) => {
    setProblems(found)
    const first = Object.keys(values).find((name) => found[name])
    const element = first ? form.elements.namedItem(first) : null
    if (element instanceof HTMLElement) element.focus()
  }

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setError(undefined)
    const found = options.check(values)
    if (Object.values(found).some(Boolean)) {
      reject(form, found)
      return
    }
    setProblems({})
    setSending(true)
    try {
      await options.send(values)
    } catch (failure) {
      const blamed = blameFields(failure, options.blame)
      if (Object.keys(blamed).some((name) => name in values)) reject(form, blamed)
      else setError(failure)
    } finally {
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
