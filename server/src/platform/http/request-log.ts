import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { requestSeconds } from '../metrics/metrics.ts'

const SLOW_MS = 1000

/** One line per request, by its route and never by its address: addresses carry ids and searches. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply)
    countRequest(request, reply)
    done()
  })
}

function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const durationMs = Math.round(reply.elapsedTime)
  const level = durationMs > SLOW_MS ? 'warn' : 'debug'
  if (!isEnabled(request.log.level, level)) return
  request.log[level](
    {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      durationMs,
      tenantId: request.actor?.tenant.id,
      actorId: request.actor?.id,
    },
    level === 'warn' ? 'slow request' : 'request',
  )
}

/** By its route as well. A stream is open for hours, and its duration says nothing. */
function countRequest({ method, routeOptions }: FastifyRequest, { statusCode, elapsedTime, raw }: FastifyReply): void {
  if (raw.getHeader('content-type') === 'text/event-stream') return
  requestSeconds.observe({ method, route: routeOptions.url ?? 'none', status: statusCode }, elapsedTime / 1000)
}

const ORDER = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

function isEnabled(threshold: string, level: string): boolean {
  return ORDER.indexOf(level) >= ORDER.indexOf(threshold)
}
