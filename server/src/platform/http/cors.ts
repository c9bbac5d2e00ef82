import type { FastifyReply, FastifyRequest } from 'fastify'

const ALLOWED_HEADERS =
  'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, API-Version, X-Request-Id, X-Tenant-Id'
const EXPOSED_HEADERS =
  'ETag, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Idempotent-Replayed, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset'

/**
 * Lets the listed origins call the API with tokens. Never with cookies: `Allow-Credentials` is not sent.
 * Answers preflights itself and says so.
 */
export function allowOrigins(request: FastifyRequest, reply: FastifyReply, origins: ReadonlySet<string>): boolean {
  const { origin } = request.headers
  if (origins.size === 0 || origin === undefined) return false
  reply.header('Vary', 'Origin')
  if (!origins.has(origin)) return false
  reply.header('Access-Control-Allow-Origin', origin).header('Access-Control-Expose-Headers', EXPOSED_HEADERS)
  if (request.method !== 'OPTIONS') return false
  reply
    .header('Access-Control-Allow-Methods', 'GET, POST, PATCH, PUT, DELETE')
    .header('Access-Control-Allow-Headers', ALLOWED_HEADERS)
    .header('Access-Control-Max-Age', '600')
    .code(204)
    .send()
  return true
}
