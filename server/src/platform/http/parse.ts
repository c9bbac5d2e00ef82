import { isStorable } from '@groundwork/contract/http/fields.ts'
import type { z } from 'zod'
import { AppError, type FieldProblem, invalidField } from '../errors.ts'

export type Place = 'params' | 'query' | 'body'

export const UNSTORABLE = 'Contains characters that cannot be stored'

/** Parses one part of a request; every wrong field is named at once. */
export function parsePart<T>(schema: z.ZodType<T>, value: unknown, place: Place): T {
  // A body was looked through while it was read.
  if (place !== 'body') refuseUnstorable(value)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalidRequest(toFieldProblems(result.error, place))
}

function refuseUnstorable(values: unknown): void {
  for (const [name, value] of Object.entries(values ?? {})) {
    if (typeof value === 'string' && !isStorable(value)) throw invalidField(name, UNSTORABLE)
  }
}

export function invalidRequest(details: FieldProblem[]): AppError {
  const first = details[0]
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : ''
  return new AppError(
    'request.invalid',
    first ? `${first.field}: ${first.message}${more}` : 'The request is not valid',
    { details },
  )
}

export function toFieldProblems(error: z.ZodError, place: Place): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const at = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: join(at, key), message: unknownKey(place) }))
    return [{ field: at || place, message: toSentence(issue) }]
  })
}

const join = (at: string, key: string) => (at ? `${at}.${key}` : key)

function unknownKey(place: Place): string {
  return place === 'query'
    ? 'Unknown parameter; the API docs list those of this route'
    : 'Unknown field; the API docs list those of this route'
}

function toSentence(issue: z.core.$ZodIssue): string {
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  if (isMissing) return 'Is required'
  if (issue.code === 'invalid_value' && issue.values.length > 1)
    return `Use one of ${issue.values.map(String).join(', ')}`
  return issue.message
}
