import type { EngineFailure, FailureCode } from './types'

/** A failure that the page explains to the person by its code. */
export class EngineError extends Error implements EngineFailure {
  readonly code: FailureCode
  readonly detail: string

  constructor(code: FailureCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'EngineError'
    this.code = code
    this.detail = detail
  }
}
