import { OPERATIONS, type Operations } from './operations.ts'
import { toProblem } from './problem.ts'

export type { Operations } from './operations.ts'
export { ApiProblem } from './problem.ts'

export interface ClientOptions {
  /** Where Groundwork runs, such as https://ops.example.com; empty in a browser on the same host. */
  baseUrl?: string
  /** An API key or an access token. Browsers on the same host use their session instead. */
  token?: string
  /** A dated version to stay on; the key's own otherwise. */
  apiVersion?: string
  fetch?: typeof fetch
}

export interface CallOptions {
  /** Repeating a POST with the same key does it once. One is made for you where you give none. */
  idempotencyKey?: string
  /** The ETag of the version you changed: another one in between is a 412 instead of a loss. */
  ifMatch?: string
  signal?: AbortSignal
}

export type OperationId = keyof Operations
type Given<O extends OperationId> = Operations[O]['input'] & CallOptions
/** The record, `{ rows, pagination }` for lists, undefined for 204. */
export type Answer<O extends OperationId> = Operations[O]['answer']
type Call<O extends OperationId> =
  Record<never, never> extends Operations[O]['input']
    ? (given?: Given<O>) => Promise<Answer<O>>
    : (given: Given<O>) => Promise<Answer<O>>
export type GroundworkClient = { [O in OperationId]: Call<O> }

/** One method per operation of the API, named as in /docs: `client.getWasteBins({ query: { status: 'full' } })`. */
export function createClient(options: ClientOptions = {}): GroundworkClient {
  const calls = Object.entries(OPERATIONS).map(([id, [method, path, kind]]) => [
    id,
    async (given: Loose = {}) => answerOf(await send(options, toRequest(options, method, path, given)), kind),
  ])
  // One function per row of OPERATIONS, and Operations has exactly those keys: both are generated together.
  return Object.fromEntries(calls) as GroundworkClient
}

type Kind = 'record' | 'list' | 'nothing' | 'stream'
interface Loose extends CallOptions {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}

function toRequest(
  { baseUrl = '', token, apiVersion }: ClientOptions,
  method: string,
  path: string,
  given: Loose,
): Request {
  const headers = new Headers({ accept: 'application/json' })
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (apiVersion) headers.set('api-version', apiVersion)
  if (given.ifMatch) headers.set('if-match', given.ifMatch)
  if (method === 'POST') headers.set('idempotency-key', given.idempotencyKey ?? newKey())
  // A file says its own type; the browser and Node set it from the Blob.
  if (given.body !== undefined && !(given.body instanceof Blob)) headers.set('content-type', 'application/json')
  const url = `${baseUrl}/api${fill(path, given.params ?? {})}${queryString(given.query ?? {})}`
  return new Request(url, {
    method,
    headers,
    signal: given.signal ?? null,
    ...(given.body === undefined ? {} : { body: given.body instanceof Blob ? given.body : JSON.stringify(given.body) }),
  })
}

function fill(path: string, params: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

function queryString(query: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

async function send({ fetch: fetchWith = fetch }: ClientOptions, request: Request): Promise<Response> {
  const response = await fetchWith(request)
  if (!response.ok) throw await toProblem(response)
  return response
}

async function answerOf(response: Response, kind: Kind): Promise<unknown> {
  if (kind === 'stream') return response
  if (response.status === 204) return undefined
  const { data, pagination } = await response.json()
  return kind === 'list' ? { rows: data, pagination } : data
}

// Not crypto.randomUUID: browsers have it over TLS only, and a yard's network may have none.
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
