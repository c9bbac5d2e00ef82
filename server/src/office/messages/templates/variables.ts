import type { MessageVariable } from '@groundwork/contract/office/message-templates.ts'
import { z } from 'zod'

/** The part of JSON Schema that our records are made of. */
interface Shape {
  type?: string | string[]
  format?: string
  properties?: Record<string, Shape>
  anyOf?: Shape[]
}

// Say nothing to people.
const NOT_SAID = new Set([
  'id',
  'version',
  'createdBy',
  'updatedBy',
  'deletedAt',
  'can',
  'latitude',
  'longitude',
  'record',
])

/** The texts, numbers and times of a record, by their path under `scope`: `customer.serviceAddress.city`. */
export function variablesOf(scope: string, schema: z.ZodType): MessageVariable[] {
  // The generated schema is plain data of the shape that is read here, every part of it optional.
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as Shape
  const leaves = leavesOf(scope, shape, true)
  // When a record was changed is seldom what people are told.
  return [...leaves.filter(({ name }) => !name.endsWith('At')), ...leaves.filter(({ name }) => name.endsWith('At'))]
}

function leavesOf(path: string, shape: Shape, isAlwaysFilled: boolean): MessageVariable[] {
  const isNullable = [shape, ...(shape.anyOf ?? [])].some(({ type }) => typesOf(type).includes('null'))
  const [only, ...others] = (shape.anyOf ?? [shape]).filter(({ type }) => type !== 'null')
  const isFilled = isAlwaysFilled && !isNullable
  if (only === undefined || others.length > 0) return []
  if (only.properties)
    return Object.entries(only.properties).flatMap(([key, inner]) => memberOf(path, key, inner, isFilled))
  return typesOf(only.type).some((type) => SAYABLE.has(type)) ? [{ name: path, isAlwaysFilled: isFilled }] : []
}

const SAYABLE = new Set(['string', 'number', 'integer'])

function typesOf(type: Shape['type']): string[] {
  return type === undefined ? [] : [type].flat()
}

function memberOf(path: string, key: string, inner: Shape, isFilled: boolean): MessageVariable[] {
  return NOT_SAID.has(key) ? [] : leavesOf(`${path}.${key}`, inner, isFilled)
}

export interface Wording {
  locale: string
  timeZone: string
}

/** What the variables of a record say, in the words of a place: its numbers and the business's days. */
export function valuesOf(
  variables: readonly MessageVariable[],
  scopes: Record<string, unknown>,
  wording: Wording,
): Map<string, string> {
  return new Map(variables.map(({ name }) => [name, toWords(valueAt(scopes, name), wording)]))
}

function valueAt(scopes: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), scopes)
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

function toWords(value: unknown, { locale, timeZone }: Wording): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value)
  if (typeof value !== 'string') return ''
  if (!INSTANT.test(value)) return value
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(new Date(value))
}
