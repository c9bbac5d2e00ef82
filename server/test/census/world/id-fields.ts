import { z } from 'zod'
import type { Route } from '#platform/http/route.ts'

export type Place = 'params' | 'query' | 'body'
interface Json {
  [key: string]: unknown
}

/** Where a route takes ids: `params.id`, `query.customerId`, `body.operations[].id`. Read from its schemas. */
export function idFieldsOf({ options }: Route): string[] {
  const places = { params: options.params, query: options.query, body: options.body }
  const found = Object.entries(places).flatMap(([place, schema]) => (schema ? idsIn(schema, place) : []))
  return [...new Set(found)].filter((field) => !NO_IDS.includes(field))
}

/** The parsed form knows more (`a,b` is a list of UUIDs), the sent form names fields that a transform replaces. */
function idsIn(schema: z.ZodType, place: string): string[] {
  return (['output', 'input'] as const).flatMap((io) => {
    const json = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json
    return walk(json, place, io === 'output')
  })
}

// Called ids by other people, and no ids of ours.
const NO_IDS = [
  'body.taxId',
  // What a sign-in provider calls us.
  'body.clientId',
  // What authenticators call their passkeys.
  ...['body.passkey.id', 'body.passkey.rawId'],
]
const NAMED_LIKE_AN_ID = /(^|\.)(id|ids)$|[a-z](Id|Ids)$/

function walk(json: Json, path: string, isParsed: boolean): string[] {
  const isId = json['format'] === 'uuid' || (json['type'] === 'string' && NAMED_LIKE_AN_ID.test(path))
  if (isId) return [path]
  const properties = Object.entries((json['properties'] ?? {}) as Record<string, Json>)
  const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (json[key] ?? []) as Json[])
  // In a query a list of ids is sent as one text.
  const item = path.startsWith('query.') && isParsed ? path : `${path}[]`
  return [
    ...properties.flatMap(([name, inner]) => walk(inner, `${path}.${name}`, isParsed)),
    ...alternatives.flatMap((inner) => walk(inner, path, isParsed)),
    ...(typeof json['items'] === 'object' && json['items'] !== null ? walk(json['items'] as Json, item, isParsed) : []),
  ]
}
