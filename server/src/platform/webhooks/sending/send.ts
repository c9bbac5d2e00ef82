import type { OutgoingReply } from '#platform/outgoing/outgoing-client.ts'
import { OutgoingError } from '#platform/outgoing/outgoing-error.ts'
import type { Services } from '#platform/services.ts'
import type { EndpointRow } from '../endpoints/endpoints.queries.ts'
import { maskHeaders, openHeaders } from '../extra-headers.ts'
import { readRetryAfter } from '../schedule.ts'
import { headerBox, openSecrets, secretBox } from '../secret-boxes.ts'
import { signedHeaders } from '../signature.ts'

const TIMEOUT_MS = 15_000
const KEPT_BYTES = 4096

export interface Message {
  /** The webhook-id: the same in every attempt. */
  id: string
  type: string
  body: string
}

/** What was sent and what came back, as the log keeps it. */
export interface Sent {
  at: Date
  url: string
  requestHeaders: Record<string, string>
  status: number | null
  /** Null where it was taken. */
  error: string | null
  durationMs: number
  responseHeaders: Record<string, string>
  responseBody: string | null
  isResponseCut: boolean
  /** How long the receiver wishes to be left alone. */
  retryAfterMs: number
}

/** One attempt. Throws only when the signal says so: whatever else goes wrong is an answer. */
export async function sendMessage(
  { outgoing, config, clock }: Pick<Services, 'outgoing' | 'config' | 'clock'>,
  endpoint: EndpointRow,
  message: Message,
  signal?: AbortSignal,
): Promise<Sent> {
  const at = clock.now()
  const secrets = openSecrets(secretBox(config), endpoint, at)
  const headers = {
    ...openHeaders(headerBox(config), endpoint.id, endpoint.headers),
    ...signedHeaders({ ...message, at }, secrets),
  }
  const sent = { at, url: endpoint.url, requestHeaders: maskHeaders(headers, endpoint.headers) }
  const startedAtMs = performance.now()
  try {
    const reply = await outgoing.send({
      url: endpoint.url,
      method: 'POST',
      headers,
      body: message.body,
      timeoutMs: TIMEOUT_MS,
      ...(signal ? { signal } : {}),
    })
    return { ...sent, ...toAnswer(reply, clock.now()) }
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error
    const durationMs = Math.round(performance.now() - startedAtMs)
    return { ...sent, ...NO_ANSWER, error: error.message, durationMs }
  }
}

export const NO_ANSWER = {
  status: null,
  responseHeaders: {},
  responseBody: null,
  isResponseCut: false,
  retryAfterMs: 0,
} as const

function toAnswer({ status, headers, body, isCut, durationMs }: OutgoingReply, now: Date) {
  return {
    status,
    error: errorOf(status),
    durationMs,
    responseHeaders: toStorableHeaders(headers),
    responseBody: toStorable(body.subarray(0, KEPT_BYTES)),
    isResponseCut: isCut || body.length > KEPT_BYTES,
    retryAfterMs: readRetryAfter(headers['retry-after'], now),
  }
}

function errorOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return `It answered ${status}; redirects are not followed, enter the new address`
  return `It answered ${status}`
}

const MOST_HEADERS = 50
const LONGEST_HEADER = 500

function toStorableHeaders(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name !== 'set-cookie')
  return Object.fromEntries(
    kept.slice(0, MOST_HEADERS).map(([name, value]) => [name, storableText(value.slice(0, LONGEST_HEADER))]),
  )
}

function toStorable(bytes: Buffer): string {
  return storableText(bytes.toString('utf8'))
}

/** PostgreSQL cannot store NUL, and half a character at the end of the first 4 KB is no text. */
function storableText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}
