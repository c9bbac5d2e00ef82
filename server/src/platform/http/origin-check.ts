import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A cookie travels with whatever a foreign page makes the browser send, so a change that comes with a cookie must
 * come from our own pages. Programs send tokens, which no foreign page has, and are not asked.
 */
export function assertSameOrigin(request: FastifyRequest, allowedOrigins: ReadonlySet<string>): void {
  if (SAFE_METHODS.has(request.method) || request.headers.authorization || !request.headers.cookie) return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const { origin } = request.headers
  if (origin !== undefined && (allowedOrigins.has(origin) || isOwnOrigin(origin, request))) return
  if (origin === undefined && site === undefined) return
  throw new AppError(
    'request.cross-site',
    `Changes from ${origin ?? 'another site'} are not accepted; use an API key from other sites`,
  )
}

function isOwnOrigin(origin: string, request: FastifyRequest): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}
