import * as v from 'valibot'
import { readChallenge, type Challenge } from './challenge'
import * as contract from './generated'

/**
 * A value that the servers do not accept: the name of the field in the body, for example "nickName", and a sentence for
 * the person, in the language asked for.
 */
export type FieldProblem = contract.ValueProblem

/** An answer that says no. The message is a sentence for the person, in the language asked for. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** Four digits of the contract, or '' when the answer did not come from our servers. */
    readonly code: string,
    message: string,
    readonly problems: FieldProblem[] = [],
    readonly requestId = '',
    /** Work that the server asks for instead of a wait. */
    readonly challenge?: Challenge | undefined,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

/** No answer came: offline, or the server is down. */
export class NetworkError extends Error {
  constructor(cause?: unknown) {
    super('no answer', { cause })
    this.name = 'NetworkError'
  }
}

/** Reads the contract's error body; anything else becomes an ApiError with empty code and message. */
export function errorFromBody(status: number, text: string): ApiError {
  try {
    const body = JSON.parse(text) as Record<string, unknown>
    const problems = Array.isArray(body.problems)
      ? body.problems.filter((item) => v.is(contract.ValueProblem, item))
      : []
    const asText = (value: unknown) => (typeof value === 'string' ? value : '')
    const [code, message, requestId] = [body.error, body.message, body.requestId].map(asText) as [
      string,
      string,
      string,
    ]
    return new ApiError(status, code, message, problems, requestId, readChallenge(body.challenge))
  } catch {
    return new ApiError(status, '', '')
  }
}
