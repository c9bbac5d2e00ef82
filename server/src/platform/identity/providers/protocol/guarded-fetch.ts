import type { CustomFetch } from 'openid-client'
import type { Outgoing, OutgoingRequest } from '#platform/outgoing/outgoing-client.ts'

const TIMEOUT_MS = 10_000
/** Far above any provider's keys or tokens. */
const MAX_BYTES = 256 * 1024

/** The library's requests through the one way out: public addresses only, no redirects, bounded in time and size. */
export function guardedFetch(outgoing: Outgoing): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const reply = await outgoing.send({
      url,
      // The library sends GET and POST, and forms as URLSearchParams.
      method: method as OutgoingRequest['method'],
      headers,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      whenLonger: 'refuse',
      ...(signal ? { signal } : {}),
    })
    const hasBody = reply.status !== 204 && reply.status !== 304
    return new Response(hasBody ? new Uint8Array(reply.body) : null, { status: reply.status, headers: reply.headers })
  }
}
