import { z } from 'zod'

/** One field of a form, as read from the contract: its words, its kind and its bounds stand there and nowhere else. */
export interface FieldSpec {
  /** The path in the record: `location.address`. */
  path: string
  label: string
  description: string | undefined
  example: string | undefined
  kind:
    | 'text'
    | 'date'
    | 'long-text'
    | 'email'
    | 'phone'
    | 'number'
    | 'integer'
    | 'choice'
    | 'flag'
    | 'tags'
    | 'group'
    | 'items'
  isRequired: boolean
  isNullable: boolean
  options: string[]
  minimum: number | undefined
  maximum: number | undefined
  maxLength: number | undefined
  defaultValue: unknown
  /** Of a group, or of one item in a list. Paths of items begin at the item. */
  fields: FieldSpec[]
}

type Json = z.core.JSONSchema.BaseSchema

const LONG_TEXT = 500
const known = new WeakMap<z.ZodType, FieldSpec[]>()

/** The fields of a contract schema, in its order. */
export function fieldsOf(schema: z.ZodType): FieldSpec[] {
  const cached = known.get(schema)
  if (cached) return cached
  const fields = fieldsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '')
  known.set(schema, fields)
  return fields
}

/** The fields of a form: those of its contract, and those that the business has defined in a group of their own. */
export function fieldsOfForm({ create, custom = [] }: { create: z.ZodType; custom?: FieldSpec[] }): FieldSpec[] {
  const own = fieldsOf(create).filter(({ path }) => path !== CUSTOM.path)
  return custom.length > 0 ? [...own, { ...CUSTOM, fields: custom }] : own
}

const CUSTOM: FieldSpec = {
  path: 'customFields',
  label: 'Custom fields',
  description: undefined,
  example: undefined,
  kind: 'group',
  isRequired: false,
  isNullable: false,
  options: [],
  minimum: undefined,
  maximum: undefined,
  maxLength: undefined,
  defaultValue: undefined,
  fields: [],
}

function fieldsIn(json: Json, prefix: string): FieldSpec[] {
  const required = json.required ?? []
  return Object.entries(json.properties ?? {}).map(([name, property]) =>
    toSpec(asJson(property), `${prefix}${name}`, required.includes(name)),
  )
}

function toSpec(property: Json, path: string, isRequired: boolean): FieldSpec {
  const { inner, isNullable } = withoutNull(property)
  const example = property.examples?.[0] ?? inner.examples?.[0]
  const items = inner.type === 'array' && inner.items && !Array.isArray(inner.items) ? asJson(inner.items) : undefined
  const kind = kindOf(inner, items, path)
  return {
    path,
    kind,
    label: property.title ?? inner.title ?? humanise(path),
    description: property.description ?? inner.description,
    example: typeof example === 'string' || typeof example === 'number' ? String(example) : undefined,
    isRequired: isRequired && !isNullable,
    isNullable,
    options: (inner.enum ?? []).map(String),
    minimum: inner.minimum,
    maximum: inner.maximum,
    maxLength: inner.maxLength,
    defaultValue: property.default ?? inner.default,
    fields: kind === 'group' ? fieldsIn(inner, `${path}.`) : items?.properties ? fieldsIn(items, '') : [],
  }
}

function kindOf(json: Json, items: Json | undefined, path: string): FieldSpec['kind'] {
  if (json.type === 'object') return 'group'
  if (items) return items.type === 'object' ? 'items' : 'tags'
  if (json.enum) return 'choice'
  if (json.type === 'boolean') return 'flag'
  if (json.type === 'integer' || json.type === 'number') return json.type
  // Phones are text that the contract normalises, so their JSON schema is plain text.
  if (/phone$/i.test(path)) return 'phone'
  if (/email$/i.test(path)) return 'email'
  return (json.maxLength ?? 0) > LONG_TEXT ? 'long-text' : 'text'
}

function withoutNull(property: Json): { inner: Json; isNullable: boolean } {
  if (Array.isArray(property.type)) {
    const [type] = property.type.filter((one) => one !== 'null')
    return { inner: { ...property, ...(type ? { type } : {}) }, isNullable: property.type.includes('null') }
  }
  const choices = (property.anyOf ?? []).map(asJson)
  const inner = choices.find((choice) => choice.type !== 'null')
  return inner && choices.length === 2 ? { inner, isNullable: true } : { inner: property, isNullable: false }
}

function asJson(schema: z.core.JSONSchema._JSONSchema): Json {
  return typeof schema === 'boolean' ? {} : schema
}

function humanise(path: string): string {
  const name = path.split('.').at(-1) ?? path
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
