import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../context.ts'

const SECRET_FIELD = /password|passphrase|passcode|secret|token|api_?key|private_?key|authorization|cookie|hash$/i
const MASK = '••••••'
// Change with every write and say nothing by themselves.
const BOOKKEEPING = new Set(['updatedAt', 'updatedBy', 'version', 'can'])

/** What differs, field by field, with secrets masked. A record that did not exist, or does not any more, has no fields. */
export function diffRecords(before: object | undefined, after: object | undefined): Record<string, Change> {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const changes: Record<string, Change> = {}
  for (const field of fields) {
    if (BOOKKEEPING.has(field)) continue
    const old = fieldOf(before, field)
    const now = fieldOf(after, field)
    if (field === 'customFields') Object.assign(changes, diffCustomFields(old, now))
    else if (!isDeepStrictEqual(old, now)) changes[field] = toChange(field, old, now)
  }
  return changes
}

/** Each by itself, as `customFields.colour`: roles hide them one by one. */
function diffCustomFields(before: unknown, after: unknown): Record<string, Change> {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const changes: Record<string, Change> = {}
  for (const key of keys) {
    const old = fieldOf(before ?? {}, key)
    const now = fieldOf(after ?? {}, key)
    if (old !== now) changes[`customFields.${key}`] = toChange(`customFields.${key}`, old, now)
  }
  return changes
}

function toChange(field: string, before: unknown, after: unknown): Change {
  return { before: maskField(field, before), after: maskField(field, after) }
}

function fieldOf(record: object | undefined, field: string): unknown {
  return record === undefined ? null : (Reflect.get(record, field) ?? null)
}

/** A copy to keep or to show: that a secret is set is worth knowing, what it is is not. Looks into objects and lists. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, maskField(field, inner)]))
}

function maskField(field: string, value: unknown): unknown {
  // Flags and times about a secret (`isPasswordSet`, `tokenExpiresAt`) are no secrets.
  const isAboutOne = typeof value === 'boolean' || /(At|Count|Ids?)$/.test(field)
  if (value === null || value === undefined || isAboutOne || !SECRET_FIELD.test(field)) return maskSecrets(value)
  return MASK
}
