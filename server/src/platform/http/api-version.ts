import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

/** Dated versions of the API, newest last. A breaking change adds one; the old ones keep working. */
export const API_VERSIONS = ['2026-12-01'] as const

export function assertKnownVersion(request: FastifyRequest): void {
  const asked = request.headers['api-version']
  if (asked === undefined || API_VERSIONS.some((version) => version === asked)) return
  const message = `Use one of ${API_VERSIONS.join(', ')}`
  throw new AppError('request.unknown-version', `API-Version '${String(asked).slice(0, 40)}' is unknown. ${message}`, {
    details: [{ field: 'API-Version', message }],
  })
}
