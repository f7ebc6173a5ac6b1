import type { Messages } from '../../i18n/korean'

/** What can be told of an e-mail address before it is sent. */
export function emailProblem(words: Messages, email: string): string | undefined {
  const written = email.trim()
  if (!written) return words.fieldProblem.required
  return /^\S+@\S+\.\S+$/.test(written) ? undefined : words.fieldProblem.email
}
