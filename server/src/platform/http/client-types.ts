import { z } from 'zod'
import { operationId } from './openapi.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

/** The source of client/src/operations.ts: every operation with what it takes and answers, from the routes' own schemas. */
export function clientSource(routes: readonly Route[]): string {
  const sorted = [...routes].sort((a, b) => operationId(a).localeCompare(operationId(b)))
  return `${HEADER}
export interface Pagination {
  page: number | null
  limit: number
  total: number | null
  pages: number | null
  hasNext: boolean
  hasPrev: boolean
  nextCursor: string | null
}

export interface Operations {
${sorted.map(typeOf).join('\n')}
}

export const OPERATIONS = {
${sorted.map(rowOf).join('\n')}
} as const
`
}

const HEADER = `// Written by \`npm run client\` from the routes of the server. Do not edit: a test compares it.\n`

function typeOf(route: Route): string {
  const { summary, params, query, body } = route.options
  const file = route.options.takesFile ? 'body: Blob' : undefined
  const parts = [part('params', params), part('query', query), part('body', body), file].filter(Boolean)
  const input = parts.length > 0 ? `{ ${parts.join('; ')} }` : 'Record<never, never>'
  return `  /** ${summary}: ${route.method} ${route.path} */\n  ${operationId(route)}: { input: ${input}; answer: ${answer(route)} }`
}

function rowOf(route: Route): string {
  const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
  return `  ${operationId(route)}: ['${route.method}', '${path}', '${route.kind}'],`
}

function part(name: string, schema: z.ZodType | undefined): string | undefined {
  if (!schema) return undefined
  const json = toJson(schema, 'input')
  const isOptional = json['type'] === 'object' && ((json['required'] as string[] | undefined) ?? []).length === 0
  return `${name}${isOptional ? '?' : ''}: ${toType(json)}`
}

function answer(route: Route): string {
  if (route.kind === 'stream') return 'Response'
  if (!route.reply) return 'undefined'
  const type = toType(toJson(route.reply, 'output'))
  return route.kind === 'list' ? `{ rows: ${arrayOf(type)}; pagination: Pagination }` : type
}

function toJson(schema: z.ZodType, io: 'input' | 'output'): Json {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
}

/** A JSON Schema as a TypeScript type: the part of it that our schemas use. */
export function toType(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return 'unknown'
  const {
    type,
    anyOf,
    oneOf,
    const: constant,
    enum: words,
    properties,
    required,
    items,
    additionalProperties,
  } = schema as Json
  const options = anyOf ?? oneOf
  if (Array.isArray(options)) return [...new Set(options.map(toType))].join(' | ')
  if (constant !== undefined) return JSON.stringify(constant)
  if (Array.isArray(words))
    return words.map((word) => (typeof word === 'string' ? `'${word}'` : String(word))).join(' | ')
  if (Array.isArray(type)) return type.map((one) => toType({ ...schema, type: one })).join(' | ')
  if (type === 'array') return arrayOf(toType(items))
  if (type === 'object')
    return toObjectType(properties as Json | undefined, required as string[] | undefined, additionalProperties)
  if (type === 'integer') return 'number'
  return typeof type === 'string' ? type : 'unknown'
}

const arrayOf = (type: string) => (/^[\w.]+$/.test(type) ? `${type}[]` : `Array<${type}>`)

function toObjectType(properties: Json | undefined, required: string[] = [], additional: unknown): string {
  const names = Object.keys(properties ?? {})
  if (names.length === 0) return `Record<string, ${typeof additional === 'object' ? toType(additional) : 'unknown'}>`
  const fields = names.map((name) => toField(name, toType(properties?.[name]), required.includes(name)))
  // What a list can be asked beside its own filters: the custom fields of the business.
  const open = typeof additional === 'object' ? [`[customField: \`cf.\${string}\`]: string | undefined`] : []
  return `{ ${[...fields, ...open].join('; ')} }`
}

// `| undefined` as well: a caller with exact optional properties may pass on what it has not got.
function toField(name: string, type: string, isRequired: boolean): string {
  const key = /^\w+$/.test(name) ? name : `'${name}'`
  return isRequired ? `${key}: ${type}` : `${key}?: ${type} | undefined`
}
