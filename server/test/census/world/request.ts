import type { Route } from '#platform/http/route.ts'
import type { Answer, Caller } from '#test/kit/callers.ts'

/** A request as data, so that one part of it can be exchanged: another tenant's id, an id of nothing, nonsense. */
export interface Request {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** The body of a route that takes a file. */
  file?: string
  /** Who sends it, where that is not the owner of the business: what concerns one's own account needs a person each. */
  as?: Caller
}

export function nameOf(route: Pick<Route, 'method' | 'path'>): string {
  return `${route.method} ${route.path}`
}

/** The path with its params in place and the query behind it. */
export function addressOf(route: Pick<Route, 'path'>, { params = {}, query = {} }: Request): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search ? `${path}?${search}` : path
}

export function send(
  caller: Caller,
  route: Route,
  request: Request,
  headers: Record<string, string> = {},
): Promise<Answer> {
  if (request.file !== undefined)
    return caller.upload(addressOf(route, request), request.file, { 'content-type': 'text/csv', ...headers })
  return caller.request(route.method, addressOf(route, request), request.body, headers)
}

const SOME_ID = '019a9c5e-6f00-7000-8000-0000000000ff'

/** A request that gets as far as the access check and means nothing behind it. */
export function emptyRequest(route: Pick<Route, 'path'>): Request {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
  return { params: Object.fromEntries(names.map((name) => [name, SOME_ID])) }
}

export function isPublic(route: Route): boolean {
  return typeof route.options.access === 'object'
}

export function isMutation(route: Pick<Route, 'method'>): boolean {
  return route.method !== 'GET'
}
