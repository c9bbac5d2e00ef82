import type { ErrorRule } from '@groundwork/contract/errors.ts'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { NoConnectionError } from './connections.ts'

interface Violation {
  rule: ErrorRule
  /** The sentence for the person who reads it; may quote the value from the database's own detail. */
  message: string
  field?: string
}

const named = new Map<string, Violation>()

/** Says what the violation of a constraint means: constraints carry the truth, this gives them words. */
export function nameViolation(constraint: string, violation: Violation): void {
  named.set(constraint, violation)
}

/** An error of the database as an answer to the caller, or undefined where it is our bug. */
export function toAppError(error: unknown): AppError | undefined {
  const cause = findDatabaseError(error)
  if (!cause) return isNoConnection(error) ? busy(error) : undefined
  if (isStillReferenced(cause))
    return new AppError(
      'record.in-use',
      'Other records hang on this one; delete those first, or leave it in the trash',
      { cause },
    )
  const violation = cause.constraint ? named.get(cause.constraint) : undefined
  if (violation) return withField(violation, cause)
  return fromCode(cause)
}

export function findDatabaseError(error: unknown): pg.DatabaseError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof pg.DatabaseError) return current
  }
  return undefined
}

/** Whether a statement was ended because its time was up. */
export function isTooSlow(error: unknown): boolean {
  return findDatabaseError(error)?.code === '57014'
}

/**
 * Deleting what others refer to breaks the same constraint as referring to what is not there; only the message tells
 * them apart. A server that speaks another language gets the answer of the latter.
 */
function isStillReferenced({ code, message }: pg.DatabaseError): boolean {
  return code === '23503' && message.startsWith('update or delete on table')
}

function fromCode(cause: pg.DatabaseError): AppError | undefined {
  switch (cause.code) {
    case '23505':
      return new AppError('record.duplicate', 'A record with the same key exists', { cause })
    case '23503':
      return new AppError('record.reference-missing', 'A record that is referred to does not exist', { cause })
    case '40001':
    case '40P01':
    case '55P03':
      return new AppError('record.conflict', 'Somebody else is changing the same records; try again', {
        cause,
        retryAfterSeconds: 1,
      })
    case '57014':
      return new AppError('request.timeout', 'The request took too long; narrow it down or ask for fewer records', {
        cause,
        retryAfterSeconds: 1,
      })
    case '53100':
    case '53300':
    case '57P01':
    case '57P02':
    case '57P03':
      return busy(cause)
    default:
      return undefined
  }
}

function withField({ rule, message, field }: Violation, cause: pg.DatabaseError): AppError {
  return new AppError(rule, message, { cause, ...(field ? { details: [{ field, message }] } : {}) })
}

function busy(cause: unknown): AppError {
  return new AppError('request.overloaded', 'The database is not answering right now; try again in a moment', {
    cause,
    retryAfterSeconds: 2,
  })
}

const CONNECTION_LOST = /ECONNREFUSED|ECONNRESET|EPIPE|Connection terminated|not queryable/

function isNoConnection(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof NoConnectionError) return true
    if (CONNECTION_LOST.test(`${current.message} ${(current as NodeJS.ErrnoException).code ?? ''}`)) return true
  }
  return false
}
