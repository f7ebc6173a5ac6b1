import * as v from 'valibot'

/** What came is not what the contract says: a fault of ours, which the person can do nothing about. */
export class UnexpectedAnswer extends Error {
  constructor(what: string, issue: v.BaseIssue<unknown>) {
    super(`${what}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
    this.name = 'UnexpectedAnswer'
  }
}

/** The value as the schema says that it is, without what the schema does not name. Throws UnexpectedAnswer; what: for its message. */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (!result.success) throw new UnexpectedAnswer(what, result.issues[0])
  return result.output
}
