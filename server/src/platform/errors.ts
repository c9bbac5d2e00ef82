import { ERROR_CLASSES, ERRORS, type ErrorRule } from '@groundwork/contract/errors.ts'

export interface FieldProblem {
  field: string
  message: string
}

interface Extras {
  details?: FieldProblem[]
  /** Sent as Retry-After. */
  retryAfterSeconds?: number
  headers?: Record<string, string>
  /** The record as it stands, for 412: the caller merges with it. */
  current?: unknown
  cause?: unknown
}

/** What a caller is told: a rule from the table, and a sentence that quotes the value and says the way out. */
export class AppError extends Error {
  readonly rule: ErrorRule
  readonly details: FieldProblem[]
  readonly retryAfterSeconds: number | undefined
  readonly headers: Record<string, string>
  readonly current: unknown

  constructor(rule: ErrorRule, message: string, extras: Extras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause })
    this.rule = rule
    this.details = extras.details ?? []
    this.retryAfterSeconds = extras.retryAfterSeconds
    this.headers = extras.headers ?? {}
    this.current = extras.current
  }

  get status(): number {
    return ERROR_CLASSES[ERRORS[this.rule].code]
  }
}

/** One wrong field, named. */
export function invalidField(field: string, message: string): AppError {
  return new AppError('request.invalid', `${field}: ${message}`, { details: [{ field, message }] })
}

/** The same answer for what does not exist and what the caller may not know. */
export function notFound(noun: string): AppError {
  return new AppError('record.not-found', `There is no such ${noun}`)
}
