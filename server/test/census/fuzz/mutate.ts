import fc from 'fast-check'
import type { Route } from '#platform/http/route.ts'
import { parametersOf } from '../lists/walk.ts'
import type { Request } from '../world/request.ts'
import { hostileText, hostileValue } from './hostile.ts'

interface Mutation {
  /** Which of the request's values, counted around. */
  at: number
  value: unknown
  how: 'replace' | 'remove' | 'wrap'
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat({ max: 1000 }),
  value: hostileValue,
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'wrap'),
})

/** A valid request with one to three things wrong in body, params and query: it gets further in than noise would. */
export function mutants(route: Route, request: Request): fc.Arbitrary<Request> {
  const names = [...Object.keys(parametersOf(route)), 'surprise']
  const query = fc.dictionary(fc.constantFrom(...names), hostileText, { maxKeys: 3 })
  const params = fc.dictionary(fc.constantFrom(...Object.keys(request.params ?? { none: '' })), hostileText, {
    maxKeys: 1,
  })
  return fc
    .record({
      mutations: fc.array(mutation, { maxLength: 3 }),
      query,
      params,
      keepsQuery: fc.boolean(),
      file: hostileText,
    })
    .map(({ mutations, ...more }) => ({
      ...request,
      params: { ...request.params, ...wellFormed(more.params) },
      query: { ...(more.keepsQuery ? request.query : {}), ...wellFormed(more.query) },
      ...(request.body === undefined ? {} : { body: mutations.reduce(mutate, structuredClone(request.body)) }),
      ...(request.file === undefined ? {} : { file: more.file }),
    }))
}

/** Addresses cannot carry half a character; bodies can, and do. */
function wellFormed(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.toWellFormed()]))
}

function mutate(body: unknown, { at, value, how }: Mutation): unknown {
  const places = placesIn(body)
  const place = places[at % (places.length + 1)]
  // Now and then the whole of it.
  if (!place) return copyOf(value)
  const { holder, key } = place
  if (how === 'remove') delete holder[key]
  else holder[key] = how === 'wrap' ? [holder[key]] : copyOf(value)
  return body
}

/** The list of horrors is shared: what is put into one body must not be changed there. As JSON would carry it. */
function copyOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null')
}

interface Place {
  holder: Record<string, unknown>
  key: string
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  // Arrays are holders too: their indexes are keys.
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])])
}
