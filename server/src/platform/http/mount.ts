import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertAccess } from '../access/access-check.ts'
import type { Actor } from '../access/actor.ts'
import { AppError, invalidField } from '../errors.ts'
import { findReply, type IdempotencyKey, idempotencyKeyOf, type Reply, rememberReply } from '../idempotency/replay.ts'
import { parsePart } from './parse.ts'
import { buildReply, type MadeReply, ReplyMaker, sendReply } from './reply.ts'
import { requestInfoOf } from './request-info.ts'
import type { Input, ManualCtx, Route } from './route.ts'
import type { ServerParts } from './server.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    /** The bytes of the body, kept for idempotency keys and signatures. */
    rawBody: Buffer | undefined
  }
}

/** Makes one route of the table answer: who asks, how often, may they; then parse, run, reply. */
export function mountRoute(server: FastifyInstance, route: Route, parts: ServerParts): void {
  if (!route.options.takesFile) {
    mount(server, route, parts)
    return
  }
  // In a scope of its own a body of any type stays the stream it is; everywhere else JSON is the only language.
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    mount(scope, route, parts)
  })
}

function mount(server: FastifyInstance, route: Route, parts: ServerParts): void {
  const handler = new RouteHandler(route, parts)
  server.route({
    method: route.method,
    url: `/api${route.path}`,
    ...(route.options.bodyLimitBytes ? { bodyLimit: route.options.bodyLimitBytes } : {}),
    // Before the body is read: a caller who may not gets to send nothing.
    onRequest: (request, reply) => handler.admit(request, reply),
    onResponse: (request, reply, done) => {
      handler.count(request, reply)
      done()
    },
    handler: (request, reply) => handler.answer(request, reply),
  })
}

class RouteHandler {
  readonly #route: Route
  readonly #name: string
  readonly #parts: ServerParts
  readonly #replies: ReplyMaker

  constructor(route: Route, parts: ServerParts) {
    this.#route = route
    this.#name = `${route.method} ${route.path}`
    this.#parts = parts
    this.#replies = new ReplyMaker(route, parts.services.config.mode === 'test')
  }

  async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // A stream is open all day and costs next to nothing: only work counts.
    if (this.#route.kind !== 'stream') this.#parts.shedder.admit(reply.raw)
    const refusal = await this.#identify(request)
    // Counted before it is refused: guessing at credentials is not free either.
    await this.#parts.limits?.admit(request, reply, this.#route)
    if (refusal) throw refusal
    assertAccess(this.#route, request.actor)
  }

  /** Behind the answer: what a key did, by the route and never by its address. */
  count({ actor }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
    if (actor?.kind !== 'api_key') return
    // A stream is open all day, which says nothing about how long anything took.
    const durationMs = this.#route.kind === 'stream' ? 0 : elapsedTime
    this.#parts.services.keyUsage.note(actor, this.#name, statusCode, durationMs)
  }

  /** Puts the actor on the request, or answers why what was presented does not hold. */
  async #identify(request: FastifyRequest): Promise<AppError | undefined> {
    try {
      request.actor = await this.#parts.authenticate(request, this.#route)
      return undefined
    } catch (error) {
      if (error instanceof AppError) return error
      throw error
    }
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const input = this.#parse(request)
    if (this.#route.options.limits) await this.#parts.limits?.attempt(request, this.#route, input.body)
    if (this.#route.transaction === 'manual') return this.#runManually(request, reply, input)
    const { actor } = request
    // assertAccess lets nobody through without an actor to a route that has a transaction made for it.
    if (!actor) throw new Error(`${this.#route.path} is public but expects a tenant`)
    const made =
      this.#route.transaction === 'read'
        ? await this.#read(request, actor, input)
        : await this.#write(request, actor, input)
    if (this.#route.options.limits) await this.#parts.limits?.proven(request, this.#route, input.body)
    return sendReply(reply, made)
  }

  #parse(request: FastifyRequest): Input<unknown, unknown, unknown> {
    const { params, query, body } = this.#route.options
    return {
      params: params ? parsePart(params, request.params, 'params') : {},
      query: query ? parsePart(query, request.query, 'query') : refuseQuery(request.query),
      body: body ? parsePart(body, request.body, 'body') : undefined,
      headers: { ifMatch: request.headers['if-match'], ifNoneMatch: request.headers['if-none-match'] },
    }
  }

  async #read(request: FastifyRequest, actor: Actor, input: Input<unknown, unknown, unknown>): Promise<MadeReply> {
    const { services } = this.#parts
    const result = await services.read(actor, requestInfoOf(request), (ctx) =>
      this.#route.run(ctx as never, input as never),
    )
    return buildReply(this.#replies, result, request, services.clock.now())
  }

  async #write(request: FastifyRequest, actor: Actor, input: Input<unknown, unknown, unknown>): Promise<MadeReply> {
    const key = this.#keyOf(request, actor)
    try {
      return await this.#writeOnce(request, actor, input, key)
    } catch (error) {
      if (key) await this.#parts.rememberFailure(error, key, request, actor)
      throw error
    }
  }

  async #writeOnce(
    request: FastifyRequest,
    actor: Actor,
    input: Input<unknown, unknown, unknown>,
    key: IdempotencyKey | undefined,
  ): Promise<MadeReply> {
    const { services, box } = this.#parts
    let replayed: Reply | undefined
    const result = await services.write(
      actor,
      requestInfoOf(request),
      async (ctx) => {
        replayed = key ? await findReply(ctx.tx, key, box) : undefined
        if (replayed) return buildReplay(replayed)
        const value = await this.#route.run(ctx as never, input as never)
        return buildReply(this.#replies, value, request, services.clock.now())
      },
      (tx, made) => {
        if (key && !replayed) rememberReply(tx, key, made, box, this.#route.options.secretReply === true)
      },
    )
    return result
  }

  #keyOf(request: FastifyRequest, actor: Actor): IdempotencyKey | undefined {
    if (this.#route.options.notIdempotent) return undefined
    const header = request.headers['idempotency-key']
    return idempotencyKeyOf(
      Array.isArray(header) ? header[0] : header,
      { method: request.method, url: request.url, body: request.rawBody },
      actor,
    )
  }

  async #runManually(
    request: FastifyRequest,
    reply: FastifyReply,
    input: Input<unknown, unknown, unknown>,
  ): Promise<FastifyReply> {
    const { services } = this.#parts
    const ctx: ManualCtx = {
      actor: request.actor,
      request: requestInfoOf(request),
      now: services.clock.now(),
      log: request.log,
      services,
      raw: { request, reply },
    }
    const result = await this.#route.run(ctx as never, input as never)
    if (this.#route.options.limits) await this.#parts.limits?.proven(request, this.#route, input.body)
    if (this.#route.kind === 'stream' || reply.sent) return reply
    return sendReply(reply, buildReply(this.#replies, result, request, services.clock.now()))
  }
}

function buildReplay(reply: Reply): MadeReply {
  return { ...reply, headers: { ...reply.headers, 'Idempotent-Replayed': 'true' } }
}

function refuseQuery(query: unknown): Record<string, never> {
  const [unknown] = Object.keys(query as object)
  if (unknown) throw invalidField(unknown, 'Unknown parameter; this route takes none')
  return {}
}
