import { Agent, type Dispatcher, errors, request } from 'undici'
import { checkUrl, guardedLookup, type Rules } from './address-guard.ts'
import { OutgoingError } from './outgoing-error.ts'

export interface OutgoingRequest {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer
  /** From the name look-up to the last byte. */
  timeoutMs?: number
  /** What comes beyond is not read. */
  maxBytes?: number
  /** `cut` keeps the beginning of a longer answer, `refuse` throws. */
  whenLonger?: 'cut' | 'refuse'
  signal?: AbortSignal
}

export interface OutgoingReply {
  status: number
  /** Lower-case names; several of one name joined by a comma. */
  headers: Record<string, string>
  body: Buffer
  isCut: boolean
  durationMs: number
}

/** The part of the client that senders need, and what decorators of it are. */
export interface Outgoing {
  send(request: OutgoingRequest): Promise<OutgoingReply>
}

const TIMEOUT_MS = 15_000
const MAX_BYTES = 64 * 1024
/** To one host at once. Many businesses send to the same few hosts: one that hangs for one of them must not fill it. */
const CONNECTIONS = 128

/** The only way out of this process over HTTP: public addresses only, no redirects followed, bounded in time and size. */
export class OutgoingClient implements Outgoing {
  readonly #rules: Rules
  readonly #agent: Agent

  constructor(rules: Rules) {
    this.#rules = rules
    this.#agent = new Agent({
      connections: CONNECTIONS,
      pipelining: 1,
      connect: { lookup: guardedLookup(rules), timeout: TIMEOUT_MS },
      maxHeaderSize: 16 * 1024,
    })
  }

  async send(asked: OutgoingRequest): Promise<OutgoingReply> {
    const url = checkUrl(asked.url, this.#rules)
    const startedAtMs = performance.now()
    const timeout = AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS)
    const signal = asked.signal ? AbortSignal.any([timeout, asked.signal]) : timeout
    try {
      const response = await request(url, {
        dispatcher: this.#agent,
        method: asked.method,
        headers: { 'user-agent': 'Groundwork', ...asked.headers },
        body: asked.body ?? null,
        signal,
      })
      const { body, isCut } = await readBody(response, asked)
      return {
        status: response.statusCode,
        headers: flat(response.headers),
        body,
        isCut,
        durationMs: Math.round(performance.now() - startedAtMs),
      }
    } catch (error) {
      if (asked.signal?.aborted) throw asked.signal.reason
      throw toOutgoingError(error, url, timeout.aborted)
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

async function readBody(
  response: Dispatcher.ResponseData,
  { maxBytes = MAX_BYTES, whenLonger = 'cut' }: OutgoingRequest,
): Promise<{ body: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response.body) {
    // undici gives buffers unless an encoding is set.
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > maxBytes) break
  }
  if (length > maxBytes && whenLonger === 'refuse')
    throw new OutgoingError('too-large', `The answer is longer than ${maxBytes} bytes`)
  return { body: Buffer.concat(chunks).subarray(0, maxBytes), isCut: length > maxBytes }
}

function flat(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

function toOutgoingError(error: unknown, url: URL, isTimedOut: boolean): OutgoingError {
  const guarded = guardErrorIn(error)
  if (guarded) return guarded
  if (isTimedOut || error instanceof errors.ConnectTimeoutError)
    return new OutgoingError('timed-out', `${url.host} did not answer in time`, { cause: error })
  const { code } = error as NodeJS.ErrnoException
  return new OutgoingError('unreachable', `${url.host} cannot be reached (${code ?? 'the connection broke'})`, {
    cause: error,
  })
}

/** Sockets wrap what the look-up threw. */
function guardErrorIn(error: unknown): OutgoingError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof OutgoingError) return current
    if (current instanceof AggregateError) return current.errors.map(guardErrorIn).find((found) => found !== undefined)
  }
  return undefined
}
