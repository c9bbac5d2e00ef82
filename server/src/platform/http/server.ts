import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import type { Actor } from '../access/actor.ts'
import { AppError } from '../errors.ts'
import type { IdempotencyKey } from '../idempotency/replay.ts'
import { newId } from '../ids.ts'
import type { SecretBox } from '../secret-box.ts'
import type { Services } from '../services.ts'
import { assertKnownVersion } from './api-version.ts'
import { allowOrigins } from './cors.ts'
import { readJsonBodies } from './json-body.ts'
import type { RequestLimits } from './limits.ts'
import type { LoadShedder } from './load-shedding.ts'
import { mountRoute } from './mount.ts'
import { assertSameOrigin } from './origin-check.ts'
import { toKnownError, toProblem } from './problem.ts'
import { logRequests } from './request-log.ts'
import type { Route } from './route.ts'
import { setApiHeaders } from './security-headers.ts'

/** What the server is put together from; tests put in their own clock and config, never a mock of ours. */
export interface ServerParts {
  services: Services
  routes: readonly Route[]
  box: SecretBox
  shedder: LoadShedder
  authenticate(request: FastifyRequest, route: Route): Promise<Actor | null> | Actor | null
  /** Absent where limits are switched off for a load test. */
  limits: RequestLimits | undefined
  rememberFailure(error: unknown, key: IdempotencyKey, request: FastifyRequest, actor: Actor): Promise<void>
}

const BODY_LIMIT_BYTES = 1024 * 1024
// Until the last byte of a body is here: 50 MB over a yard's 2 Mbit/s line.
const REQUEST_TIMEOUT_MS = 300_000
const REQUEST_ID = /^[\w.:-]{1,100}$/

export function buildServer(parts: ServerParts): FastifyInstance {
  const { config, log } = parts.services
  const server = Fastify({
    // Widened: with pino's own type every function here would have to be generic in it.
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trusted(config.http.trustProxy),
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    genReqId: (request) => acceptedRequestId(request.headers['x-request-id']) ?? newId(),
    // An address that cannot be read never comes as far as the hooks.
    frameworkErrors: (error, request, reply) => {
      reply.header('X-Request-Id', request.id)
      setApiHeaders(reply)
      sendProblem(error, request, reply, parts)
    },
  })
  server.decorateRequest('actor', null)
  server.decorateRequest('rawBody', undefined)
  readJsonBodies(server)
  guard(server, parts)
  logRequests(server)
  answerErrors(server, parts)
  for (const route of parts.routes) mountRoute(server, route, parts)
  return server
}

/** A count means so many proxies in front of us, the last of which is the one that connects. */
function trusted(setting: number | false | string[]): FastifyServerOptions['trustProxy'] & {} {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting
}

function acceptedRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : undefined
}

/** What holds for every request to the API, before anybody looks at who it is. */
function guard(server: FastifyInstance, { services }: ServerParts): void {
  const origins = new Set(services.config.http.corsOrigins)
  const own = new Set([...origins, new URL(services.config.http.publicUrl).origin])
  const isAnswered = (request: FastifyRequest, reply: FastifyReply): boolean => {
    reply.header('X-Request-Id', request.id)
    if (!request.url.startsWith('/api')) return false
    setApiHeaders(reply)
    if (allowOrigins(request, reply, origins)) return true
    assertKnownVersion(request)
    assertSameOrigin(request, own)
    return false
  }
  // Waits for nothing, so it does not make the request wait for a promise either.
  server.addHook('onRequest', (request, reply, done) => {
    try {
      if (!isAnswered(request, reply)) done()
    } catch (error) {
      // What is thrown here is an Error: ours, or a bug's.
      done(error as Error)
    }
  })
}

function answerErrors(server: FastifyInstance, parts: ServerParts): void {
  server.setErrorHandler((thrown, request, reply) => sendProblem(thrown, request, reply, parts))
  server.setNotFoundHandler((request) => {
    throw new AppError(
      'request.not-found',
      `There is nothing at ${request.method} ${request.url.split('?')[0]}; see /docs for what there is`,
    )
  })
}

function sendProblem(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { services }: ServerParts,
): FastifyReply {
  const docsUrl = `${services.config.http.publicUrl}/docs`
  const error = toKnownError(thrown)
  if (error.status >= 500) request.log.error({ err: thrown, rule: error.rule }, 'request failed')
  if (error.retryAfterSeconds !== undefined) reply.header('Retry-After', String(error.retryAfterSeconds))
  const problem = toProblem(error, { id: request.id, url: request.url, docsUrl, now: services.clock.now() })
  return reply
    .code(problem.status)
    .headers(error.headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}
