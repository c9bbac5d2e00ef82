import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const SLOW_MS = 1000

/** One line per request, by its route and never by its address: addresses carry ids and searches. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply)
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

const ORDER = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

function isEnabled(threshold: string, level: string): boolean {
  return ORDER.indexOf(level) >= ORDER.indexOf(threshold)
}
