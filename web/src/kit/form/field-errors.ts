import type { z } from 'zod'
import { ApiProblem } from '../api/problem.ts'
import { t } from '../kit.text.ts'
import { isObject } from './form-values.ts'

export type FieldErrors = Record<string, string>

/** The contract's own sentences, before anything is sent. */
export function errorsOf(schema: z.ZodType, value: unknown): FieldErrors {
  const result = schema.safeParse(value)
  if (result.success) return {}
  const entries = result.error.issues.map((issue): [string, string] => [
    issue.path.join('.'),
    valueAt(value, issue.path) === undefined ? t('needed') : issue.message,
  ])
  // The first complaint about a field is the one to show.
  return Object.fromEntries(entries.toReversed())
}

/** What the server found, at the fields it names. */
export function serverErrors(error: unknown): FieldErrors {
  if (!(error instanceof ApiProblem)) return {}
  return Object.fromEntries(error.details.map(({ field, message }) => [field, message]))
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isObject(inner) || Array.isArray(inner) ? Reflect.get(inner, key) : undefined),
    value,
  )
}
