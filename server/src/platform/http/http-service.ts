import type { FastifyInstance } from 'fastify'
import { StartError } from '../config/start-error.ts'
import { rememberFailedReply } from '../idempotency/replay.ts'
import { MemoryRateLimits } from '../rate-limits/rate-limiter.ts'
import { SecretBox } from '../secret-box.ts'
import type { Services } from '../services.ts'
import { serveConsole } from './console-files.ts'
import { mountDocs } from './docs.ts'
import { mountHealth } from './health.ts'
import { RequestLimits } from './limits.ts'
import { LoadShedder } from './load-shedding.ts'
import { toKnownError, toProblem } from './problem.ts'
import { requestInfoOf } from './request-info.ts'
import type { Route } from './route.ts'
import { buildServer, type ServerParts } from './server.ts'

interface HttpServiceOptions {
  services: Services
  routes: readonly Route[]
  /** Where the built console lies. */
  consoleDirectory: string
}

// Statuses of an answer that repeating the request would give again: worth remembering under the key.
const REPEATABLE = new Set([404, 409, 422])

/** The HTTP side of a process: API, docs, health and console. */
export class HttpService {
  readonly server: FastifyInstance
  readonly #shedder = new LoadShedder({ maxDelayMs: 500, maxInFlight: 2000 })
  readonly #options: HttpServiceOptions
  #isStarted = false
  #isDraining = false

  constructor(options: HttpServiceOptions) {
    this.#options = options
    this.server = buildServer(this.#parts())
  }

  /** Everything mounted, nothing listening yet: tests inject requests into it. */
  async prepare(): Promise<FastifyInstance> {
    const { services, routes, consoleDirectory } = this.#options
    mountHealth(this.server, services, { isDraining: () => this.#isDraining, isStarted: () => this.#isStarted })
    await mountDocs(this.server, routes, services.config.http.publicUrl)
    await serveConsole(this.server, consoleDirectory)
    await this.server.ready()
    this.#isStarted = true
    return this.server
  }

  async listen(): Promise<void> {
    const { port, host } = this.#options.services.config.http
    await this.server.listen({ port, host }).catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === undefined ? cause : new StartError(whyNotListening(cause, port, host), { cause })
    })
  }

  /** Not ready for load balancers at once; requests under way are answered before the server closes. */
  async close(): Promise<void> {
    this.#isDraining = true
    // They never end by themselves, and the server waits for every answer.
    this.#options.services.live.close()
    await this.server.close()
    this.#shedder.close()
  }

  #parts(): ServerParts {
    const { services, routes } = this.#options
    const box = new SecretBox(services.config.secret, 'idempotency')
    return {
      services,
      routes,
      box,
      shedder: this.#shedder,
      authenticate: (request, route) => services.identity.authenticate(request, route),
      limits: services.config.rateLimits ? new RequestLimits(new MemoryRateLimits(services.clock)) : undefined,
      rememberFailure: async (thrown, key, request, actor) => {
        const error = toKnownError(thrown)
        if (!REPEATABLE.has(error.status) || error.rule.startsWith('idempotency.') || error.rule === 'record.conflict')
          return
        const docsUrl = `${services.config.http.publicUrl}/docs`
        const problem = toProblem(error, { id: request.id, url: request.url, docsUrl, now: services.clock.now() })
        const headers = { 'content-type': 'application/problem+json; charset=utf-8', ...error.headers }
        const reply = { status: error.status, body: JSON.stringify(problem), headers }
        await services.write(actor, requestInfoOf(request), ({ tx }) => rememberFailedReply(tx, key, reply, box))
      },
    }
  }
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Stop that one, or set PORT to another port.`
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set PORT to one above 1023.`
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${host}. Set HOST to 127.0.0.1 or 0.0.0.0.`
  return `Cannot listen on ${host}:${port}: ${message}`
}
