import type { FieldSpec } from './field-spec.ts'

/** What the inputs hold: text is never null, numbers may be empty text, lists are lists. */
export type Values = Record<string, unknown>

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A record as its fields by name. */
export function asValues(record: object): Values {
  return { ...record }
}

const nameOf = ({ path }: FieldSpec) => path.split('.').at(-1) ?? path

/** A record, or nothing yet, as inputs show it. */
export function toValues(fields: FieldSpec[], record: Values | null | undefined): Values {
  return Object.fromEntries(fields.map((field) => [nameOf(field), toValue(field, record?.[nameOf(field)])]))
}

function toValue(field: FieldSpec, value: unknown): unknown {
  if (field.kind === 'group')
    return toValues(
      field.fields,
      isObject(value) ? value : isObject(field.defaultValue) ? field.defaultValue : undefined,
    )
  if (field.kind === 'items')
    return Array.isArray(value) ? value.map((item) => toValues(field.fields, isObject(item) ? item : undefined)) : []
  if (field.kind === 'tags') return Array.isArray(value) ? value : []
  if (field.kind === 'flag') return value ?? field.defaultValue ?? false
  return value ?? field.defaultValue ?? ''
}

/** What the inputs hold as the API takes it: empty means null where there may be nothing, and absent where not. */
export function fromValues(fields: FieldSpec[], values: Values): Values {
  return Object.fromEntries(fields.map((field) => [nameOf(field), fromValue(field, values[nameOf(field)])]))
}

function fromValue(field: FieldSpec, value: unknown): unknown {
  if (field.kind === 'group') return fromGroup(field, isObject(value) ? value : {})
  if (field.kind === 'items')
    return (Array.isArray(value) ? value : []).map((item) => fromValues(field.fields, isObject(item) ? item : {}))
  const text = typeof value === 'string' ? value.trim() : value
  if (text !== '' && text !== undefined && text !== null) return text
  return field.isNullable ? null : undefined
}

function fromGroup(field: FieldSpec, values: Values): unknown {
  const inner = fromValues(field.fields, values)
  const isEmpty = field.fields.every((part) => isUnset(part, inner[nameOf(part)]))
  return field.isNullable && isEmpty ? null : inner
}

function isUnset(field: FieldSpec, value: unknown): boolean {
  return value === null || value === undefined || value === field.defaultValue
}

/** Only what differs, by field of the record: PATCH changes what it names and leaves the rest alone. */
export function changedFields(fields: FieldSpec[], base: Values, next: Values): Values {
  const before = fromValues(fields, base)
  const after = fromValues(fields, next)
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isSame(before[name], value)))
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
