import type { FieldLimit } from '@groundwork/contract/platform/roles.ts'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { AppError } from '../errors.ts'

/**
 * What roles may not do with single fields, decided here for every way a field can be reached: replies, lists, filters,
 * sorts, searches, `fields=`, `expand=`, history, events, exports, imports and writes ask these functions and nothing else.
 * A hidden field is as if it were not there; naming it is refused, whatever its value, so that nothing can be probed.
 */
export interface FieldFacts {
  /** What names and places a record, and what decides how it works: no role can hide these. */
  alwaysSeen: readonly string[]
  /** Fields that are made of others, and so are hidden with them. */
  madeOf?: Record<string, readonly string[]>
  /** The field that a filter or sort asks about, where it is not called like it. */
  askedAs?: Record<string, string>
  /** What a search looks into: by field, the text in SQL. */
  searched: Record<string, string>
}

/** What is asked of a resource here, whatever the types of its rows and records. */
interface Kind {
  name: string
  noun: string
  schemas: { record: { shape: z.ZodRawShape }; create: unknown; update: unknown }
  filters: object
  fieldFacts?: FieldFacts
  takesCustomFields?: true
}

/** What every record carries. Who changed a record, and when, is never hidden from those who see it. */
const CARRIED = [
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'createdBy',
  'updatedBy',
  'deletedAt',
  'can',
  'customFields',
]
const NONE: ReadonlySet<string> = new Set()
const CUSTOM = /^customFields\.[a-z][A-Za-z0-9]*$/

export function hiddenFields(actor: Pick<Actor, 'fields'>, resource: Kind): ReadonlySet<string> {
  const limits = actor.fields[resource.name]
  if (!limits) return NONE
  const hidden = new Set(Object.keys(limits).filter((field) => limits[field] === 'hidden'))
  for (const [whole, parts] of Object.entries(resource.fieldFacts?.madeOf ?? {}))
    if (parts.some((part) => hidden.has(part))) hidden.add(whole)
  return hidden
}

export function isHidden(actor: Pick<Actor, 'fields'>, resource: Kind, field: string): boolean {
  return hiddenFields(actor, resource).has(field)
}

/** Nothing of any resource is hidden from them. */
export function seesEverything(actor: Pick<Actor, 'fields'>): boolean {
  return Object.values(actor.fields).every((limits) => !Object.values(limits).includes('hidden'))
}

export function isWritable(actor: Pick<Actor, 'fields'>, resource: Kind, field: string): boolean {
  return actor.fields[resource.name]?.[field] === undefined
}

/** Which limits a field can be given at all. */
export function limitsOf(resource: Kind, field: string): FieldLimit[] {
  // Custom fields are limited one by one; whether a business has defined them, whoever saves a role asks.
  if (resource.takesCustomFields && CUSTOM.test(field)) return ['hidden', 'read_only']
  if (!(field in resource.schemas.record.shape) || CARRIED.includes(field)) return []
  const isWritten = field in shapeOf(resource.schemas.create) || field in shapeOf(resource.schemas.update)
  const mayHide = !isAlwaysSeen(resource, field)
  return [...(mayHide ? (['hidden'] as const) : []), ...(isWritten ? (['read_only'] as const) : [])]
}

function isAlwaysSeen({ fieldFacts }: Kind, field: string): boolean {
  const always = fieldFacts?.alwaysSeen ?? []
  const shownBy = Object.entries(fieldFacts?.madeOf ?? {}).filter(([, parts]) => parts.includes(field))
  return always.includes(field) || shownBy.some(([whole]) => always.includes(whole))
}

function shapeOf(schema: unknown): object {
  // Create and update schemas are objects; a resource without one writes nothing.
  return (schema as { shape?: object }).shape ?? {}
}

/** Refuses to filter, sort, pick or expand by what is hidden. */
export function assertMayAsk(
  actor: Actor,
  resource: Kind,
  query: object & { sort?: string[] | undefined; fields?: string[] | undefined; expand?: string[] | undefined },
): void {
  const hidden = hiddenFields(actor, resource)
  if (hidden.size === 0) return
  const filters = Object.keys(resource.filters).filter((name) => Reflect.get(query, name) !== undefined)
  for (const name of filters) refuseIfHidden(resource, hidden, name, name)
  // Custom fields are asked about in custom-fields/asked-fields.ts.
  for (const word of (query.sort ?? []).filter((one) => !/^-?cf\./.test(one)))
    refuseIfHidden(resource, hidden, word.replace(/^-/, ''), 'sort')
  for (const name of query.fields ?? []) refuseIfHidden(resource, hidden, name, 'fields')
  for (const name of query.expand ?? []) if (name !== 'can') refuseIfHidden(resource, hidden, name, 'expand')
}

function refuseIfHidden(resource: Kind, hidden: ReadonlySet<string>, word: string, parameter: string): void {
  const field = fieldAskedAs(resource, word)
  // What nobody has said the field of may ask about any of them.
  if (field !== undefined && !hidden.has(field)) return
  throw fieldHidden(resource, field ?? word, parameter)
}

/** `createdAfter` asks about createdAt, unless the resource says otherwise. */
export function fieldAskedAs({ schemas, fieldFacts }: Kind, word: string): string | undefined {
  const { shape } = schemas.record
  const stem = word.replace(/(After|Before)$/, '')
  return fieldFacts?.askedAs?.[word] ?? [word, stem, `${stem}At`].find((name) => name in shape)
}

export function fieldHidden({ noun }: Pick<Kind, 'noun'>, field: string, parameter: string): AppError {
  const message = `Your role does not show '${field}' of a ${noun}`
  return new AppError('access.field-hidden', `${message}, so it cannot be asked for either`, {
    details: [{ field: parameter, message }],
  })
}

export function assertSees(actor: Actor, resource: Kind, fields: readonly string[], parameter: string): void {
  const hidden = hiddenFields(actor, resource)
  const field = fields.find((name) => hidden.has(name))
  if (field !== undefined) throw fieldHidden(resource, field, parameter)
}

/** The texts a search may look into, in SQL; undefined where it may look into all, by the index alone. */
export function searchedTexts(actor: Actor, resource: Kind): string[] | undefined {
  const hidden = hiddenFields(actor, resource)
  if (hidden.size === 0) return undefined
  const searched = Object.entries(resource.fieldFacts?.searched ?? {})
  if (resource.fieldFacts && !searched.some(([field]) => hidden.has(field))) return undefined
  return searched.filter(([field]) => !hidden.has(field)).map(([, text]) => text)
}

/** Refuses what names a field that is not theirs to change. What a schema fills in by itself is named by nobody. */
export function assertMayWrite(actor: Actor, resource: Kind, input: unknown, schema: unknown): void {
  const limits = actor.fields[resource.name]
  if (!limits || typeof input !== 'object' || input === null) return
  const named = Object.keys(limits).filter((field) => valueNamed(input, field) !== undefined)
  const refused = named.filter((field) => !isDefault(schema, field, valueNamed(input, field)))
  if (refused.length === 0) return
  const details = refused.map((field) => ({ field, message: 'Your role does not let you set this; leave it out' }))
  const rule = refused.every((field) => limits[field] === 'hidden') ? 'access.field-hidden' : 'access.field-read-only'
  throw new AppError(rule, `Your role does not let you set ${refused.join(', ')} of a ${resource.noun}`, { details })
}

function valueNamed(input: object, field: string): unknown {
  const [whole = field, key] = field.split('.')
  const value: unknown = Reflect.get(input, whole)
  if (key === undefined) return value
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function isDefault(schema: unknown, field: string, value: unknown): boolean {
  const part = Reflect.get(shapeOf(schema), field)
  // The fields of a schema's shape are schemas.
  const filled = (part as { safeParse?(value: unknown): { data?: unknown } } | undefined)?.safeParse?.(undefined)
  return filled?.data !== undefined && JSON.stringify(filled.data) === JSON.stringify(value)
}

/** The record without what is hidden. */
export function withoutHidden<T>(actor: Pick<Actor, 'fields'>, resource: Kind, record: T): T {
  const hidden = hiddenFields(actor, resource)
  if (hidden.size === 0 || typeof record !== 'object' || record === null) return record
  // The type does not know of field rights; replies are written by what is there.
  return Object.fromEntries(
    Object.entries(record).flatMap(([field, value]) =>
      hidden.has(field) ? [] : [[field, field === 'customFields' ? withoutHiddenValues(hidden, value) : value]],
    ),
  ) as T
}

function withoutHiddenValues(hidden: ReadonlySet<string>, values: unknown): unknown {
  if (typeof values !== 'object' || values === null) return values
  return Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(`customFields.${key}`)))
}
