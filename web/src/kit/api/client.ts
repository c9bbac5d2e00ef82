import type { Pagination } from '@groundwork/contract/http/envelope.ts'
import { isAttended } from '../session/attention.ts'
import { rememberEtag } from './etags.ts'
import { OfflineError, toProblem } from './problem.ts'

// The one file that speaks HTTP. Everything else asks for data by path and gets it, or a problem thrown.

export type Query = Record<string, string | number | boolean | undefined>

export interface Page<T> {
  rows: T[]
  pagination: Pagination
}

interface Ask {
  query?: Query
  body?: unknown
  ifMatch?: string
  signal?: AbortSignal | undefined
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

const POST_RETRY_MS = 800
let onSignedOut: () => void = () => {}
let confirmIdentity: () => Promise<boolean> = async () => false

export const api = {
  get: <T>(path: string, ask: Pick<Ask, 'query' | 'signal'> = {}) => data<T>('GET', path, ask),
  post: <T>(path: string, body: unknown = {}) => data<T>('POST', path, { body }),
  put: <T>(path: string, body: unknown, ifMatch?: string) => data<T>('PUT', path, withMatch(body, ifMatch)),
  patch: <T>(path: string, body: unknown, ifMatch?: string) => data<T>('PATCH', path, withMatch(body, ifMatch)),
  remove: (path: string, query: Query = {}) => data<undefined>('DELETE', path, { query }),
  list,
}

/** The session ended while somebody was working: the frame takes over from there. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

/** Some deeds ask once more who is sitting there: answers whether it was proven, and then the deed is tried again. */
export function whenStepUpRequired(ask: () => Promise<boolean>): void {
  confirmIdentity = ask
}

async function list<T>(path: string, ask: Pick<Ask, 'query' | 'signal'> = {}): Promise<Page<T>> {
  const response = await send('GET', path, ask)
  // The server parses each reply by the contract's schema before it leaves, so the shape holds.
  const body = (await response.json()) as { data: T[]; pagination: Pagination }
  return { rows: body.data, pagination: body.pagination }
}

async function data<T>(method: Method, path: string, ask: Ask): Promise<T> {
  const response = await send(method, path, ask)
  // 204 has no body; callers of such routes ask for undefined.
  if (response.status === 204) return undefined as T
  // As above: the reply was parsed by its schema on the server.
  const body = (await response.json()) as { data: T }
  rememberEtag(body.data, response.headers.get('etag'))
  return body.data
}

async function send(method: Method, path: string, ask: Ask): Promise<Response> {
  const request = toRequest(method, path, ask)
  const response = await attempt(request, method === 'POST')
  if (response.ok) return response
  const problem = await toProblem(response)
  // Asked again as a new request: under the old idempotency key the refusal would be answered once more.
  if (problem.is('auth.step-up-required') && (await confirmIdentity())) return send(method, path, ask)
  if (problem.is('auth.required') || problem.is('auth.session-ended')) onSignedOut()
  throw problem
}

/** A POST is asked once more when no answer came: its idempotency key makes sure it happens once. */
async function attempt(request: Request, mayRepeat: boolean): Promise<Response> {
  try {
    return await fetch(request.clone())
  } catch (error) {
    if (request.signal.aborted) throw error
    if (!mayRepeat || !navigator.onLine) throw new OfflineError(error)
    await new Promise((resolve) => setTimeout(resolve, POST_RETRY_MS))
    return attempt(request, false)
  }
}

function toRequest(method: Method, path: string, { query = {}, body, ifMatch, signal }: Ask): Request {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined && !(body instanceof FormData)) headers.set('content-type', 'application/json')
  if (method === 'POST') headers.set('idempotency-key', newKey())
  if (ifMatch) headers.set('if-match', ifMatch)
  if (method === 'GET' && !isAttended()) headers.set('x-groundwork-background', '1')
  return new Request(addressOf(path, query), {
    method,
    headers,
    credentials: 'same-origin',
    signal: signal ?? null,
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
}

export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return `/api/${path}${text ? `?${text}` : ''}`
}

function withMatch(body: unknown, ifMatch: string | undefined): Ask {
  return ifMatch ? { body, ifMatch } : { body }
}

// Not crypto.randomUUID: it is missing where the page is served without TLS inside a yard's network.
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
