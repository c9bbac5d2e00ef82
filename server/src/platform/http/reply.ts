import { crc32 } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { seesEverything } from '../resource/field-rights.ts'
import { maskFor } from '../resource/masks.ts'
import { type Serialize, serializerFor } from './reply-serializer.ts'
import type { Page, Route } from './route.ts'

/** An answer ready to send, or to be remembered under an idempotency key. */
export interface MadeReply {
  status: number
  body: string
  headers: Record<string, string>
}

/** What a route needs to turn results into replies, made once. */
export class ReplyMaker {
  readonly route: Route
  readonly serialize: Serialize | undefined
  readonly #isStrict: boolean
  readonly #mask: ReturnType<typeof maskFor>

  constructor(route: Route, isStrict: boolean) {
    this.route = route
    this.serialize = route.reply ? serializerFor(route.reply) : undefined
    this.#isStrict = isStrict
    this.#mask = route.reply ? maskFor(route.reply) : undefined
  }

  /** The value as text, without what is hidden from whoever asked. */
  write(value: unknown, { actor }: { actor: Actor | null }): string {
    const shown = actor && this.#mask && !seesEverything(actor) ? this.#mask(value, actor) : value
    return this.serialize?.(shown) ?? 'null'
  }

  /** In tests the schema judges what is sent; in service the serializer just keeps to it. */
  check(value: unknown, isPartial: boolean): void {
    if (this.#isStrict && !isPartial) this.route.reply?.parse(value)
  }
}

export function buildReply(maker: ReplyMaker, result: unknown, request: FastifyRequest, now: Date): MadeReply {
  const meta = `"meta":{"timestamp":"${now.toISOString()}","requestId":${JSON.stringify(request.id)}}`
  if (!maker.serialize) return { status: maker.route.status, body: '', headers: {} }
  if (maker.route.kind === 'list') return listReply(maker, result as Page<unknown>, request, meta)
  return recordReply(maker, result, request, meta)
}

function listReply(maker: ReplyMaker, page: Page<unknown>, request: FastifyRequest, meta: string): MadeReply {
  const isPartial = (request.query as { fields?: string }).fields !== undefined
  const rows = page.rows.map((row) => {
    maker.check(row, isPartial)
    return maker.write(row, request)
  })
  const { page: number, limit, total, hasNext, nextCursor } = page.pagination
  const pages = total === null ? null : Math.max(1, Math.ceil(total / limit))
  const pagination = JSON.stringify({
    page: number,
    limit,
    total,
    pages,
    hasNext,
    hasPrev: (number ?? 1) > 1,
    nextCursor,
  })
  return {
    status: 200,
    body: `{"success":true,"data":[${rows.join(',')}],"pagination":${pagination},${meta}}`,
    headers: {},
  }
}

function recordReply(maker: ReplyMaker, result: unknown, request: FastifyRequest, meta: string): MadeReply {
  maker.check(result, false)
  const data = maker.write(result, request)
  const headers = recordHeaders(result, data, maker.route, request)
  if (isUnchanged(request, headers)) return { status: 304, body: '', headers }
  return { status: maker.route.status, body: `{"success":true,"data":${data},${meta}}`, headers }
}

function recordHeaders(result: unknown, data: string, route: Route, request: FastifyRequest): Record<string, string> {
  const { id, version } = (result ?? {}) as { id?: unknown; version?: unknown }
  const headers: Record<string, string> = {}
  if (typeof version === 'number') headers['ETag'] = etagOf(version, data, request)
  if (route.status === 201 && typeof id === 'string') headers['Location'] = `${request.url.split('?')[0]}/${id}`
  return headers
}

/**
 * A change needs the version alone. What was read is more than that: an expanded customer, a person's name or what the
 * caller may do changes without the record's version, so the content is part of the tag. A checksum, for it only has to
 * tell one content from the next.
 */
function etagOf(version: number, data: string, request: FastifyRequest): string {
  return request.method === 'GET' ? `"${version}-${crc32(data).toString(36)}"` : `"${version}"`
}

function isUnchanged(request: FastifyRequest, headers: Record<string, string>): boolean {
  if (request.method !== 'GET' || headers['ETag'] === undefined) return false
  const known = request.headers['if-none-match']
  return known?.split(',').some((tag) => tag.trim() === headers['ETag'] || tag.trim() === '*') === true
}

export function sendReply(reply: FastifyReply, { status, body, headers }: MadeReply): FastifyReply {
  reply.code(status).headers(headers)
  if (body === '') return reply.send()
  if (headers['content-type'] === undefined) reply.type('application/json; charset=utf-8')
  return reply.send(body)
}
