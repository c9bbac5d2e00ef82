import type { Place } from './id-fields.ts'
import type { Request } from './request.ts'

/** One value in a request that names something: every param, and every id in query and body. */
export interface Position {
  place: Place
  keys: readonly (string | number)[]
  value: string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

// Names of the product itself, the same in every business.
const WORDS = ['resource']

export function positionsOf({ params = {}, query = {}, body }: Request): Position[] {
  const named = Object.entries(params)
    .filter(([name]) => !WORDS.includes(name))
    .map(([name, value]) => ({ place: 'params' as const, keys: [name], value }))
  return [...named, ...idsIn(query, 'query', []), ...idsIn(body, 'body', [])]
}

function idsIn(value: unknown, place: Place, keys: readonly (string | number)[]): Position[] {
  if (typeof value === 'string') return UUID.test(value) ? [{ place, keys, value }] : []
  if (Array.isArray(value)) return value.flatMap((item, index) => idsIn(item, place, [...keys, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => idsIn(inner, place, [...keys, key]))
}

/** As id-fields.ts writes it: `body.operations[].id`. */
export function fieldOf({ place, keys }: Position): string {
  return keys.reduce<string>((path, key) => (typeof key === 'number' ? `${path}[]` : `${path}.${key}`), place)
}

/** The same request with another value in the position. */
export function exchange(request: Request, { place, keys }: Position, value: string): Request {
  const copy: Record<string, unknown> = structuredClone({
    params: request.params,
    query: request.query,
    body: request.body,
  })
  let at = copy[place] as Record<string | number, unknown>
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  at[keys.at(-1) ?? ''] = value
  return { ...request, ...copy }
}
