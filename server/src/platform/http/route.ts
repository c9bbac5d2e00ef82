import type { Permission } from '@groundwork/contract/permissions.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Ctx, ReadCtx, RequestInfo } from '../context.ts'
import type { Services } from '../services.ts'

/**
 * Who may call a route. A permission names itself; `public` needs no credentials and must say why;
 * `signed-in` is anybody who belongs to a tenant; `super-admin` runs the installation.
 */
export type Access = Permission | 'signed-in' | 'super-admin' | { public: string }

export interface Page<T> {
  rows: T[]
  pagination: { page: number | null; limit: number; total: number | null; hasNext: boolean; nextCursor: string | null }
}

/** What the handler of a route is given: parsed input, never the raw request. */
export interface Input<P, Q, B> {
  params: P
  query: Q
  body: B
  headers: { ifMatch: string | undefined; ifNoneMatch: string | undefined }
}

/** A handler that opens its own transactions, because it hashes, streams or has no tenant yet. */
export interface ManualCtx {
  actor: Actor | null
  request: RequestInfo
  now: Date
  log: FastifyRequest['log']
  services: Services
  raw: { request: FastifyRequest; reply: FastifyReply }
}

interface Common<P, Q, B> {
  access: Access
  summary: string
  description?: string
  /** Groups routes in the docs; the resource's name. */
  tag: string
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  /** Limits of its own, by name, beside the general ones. */
  limits?: readonly ('sign-in' | 'mails' | 'callbacks')[]
  /** Why this POST does not take an Idempotency-Key, where that is so. */
  notIdempotent?: string
  /** The reply carries a secret: stored for replays only encrypted. */
  secretReply?: true
  /** Possible while one looks through another role: nothing but the way back is. */
  whileViewing?: true
  /** Of one's own account: possible for those who run the installation at the door of a business that is not theirs. */
  whileOutside?: true
  /** Why this change leaves no audit entry, where that is so. */
  notAudited?: string
  /** Larger than the 1 MiB default: file uploads. */
  bodyLimitBytes?: number
  /** The body is a file of any type, handed over as the stream it arrives in: the handler counts and judges it. */
  takesFile?: true
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A route as data: the census walks these, OpenAPI is made of these, the server serves these. */
export interface Route {
  method: Method
  /** Without the /api prefix: `/waste/bins/:id`. */
  path: string
  kind: 'record' | 'list' | 'nothing' | 'stream'
  transaction: 'read' | 'write' | 'manual'
  status: number
  reply: z.ZodType | null
  options: Common<unknown, unknown, unknown>
  run(ctx: never, input: never): Promise<unknown>
}

type WithReply<P, Q, B, R extends z.ZodType> = Common<P, Q, B> & { reply: R; status?: 200 | 201 | 202 }

/** GET of one record or one answer. */
export function read<R extends z.ZodType, P = unknown, Q = unknown>(
  path: string,
  {
    reply,
    ...options
  }: Omit<WithReply<P, Q, never, R>, 'body' | 'status'> & {
    run(ctx: ReadCtx, input: Input<P, Q, never>): Promise<z.input<R>>
  },
): Route {
  return toRoute('GET', path, 'record', 'read', 200, reply, options)
}

/** GET of a bounded list. */
export function list<R extends z.ZodType, P = unknown, Q = unknown>(
  path: string,
  {
    reply,
    ...options
  }: Omit<WithReply<P, Q, never, R>, 'body' | 'status'> & {
    run(ctx: ReadCtx, input: Input<P, Q, never>): Promise<Page<z.input<R>>>
  },
): Route {
  return toRoute('GET', path, 'list', 'read', 200, reply, options)
}

/** A change that answers with a record. */
export function change<R extends z.ZodType, P = unknown, Q = unknown, B = unknown>(
  method: Exclude<Method, 'GET'>,
  path: string,
  {
    reply,
    status = 200,
    ...options
  }: WithReply<P, Q, B, R> & { run(ctx: Ctx, input: Input<P, Q, B>): Promise<z.input<R>> },
): Route {
  return toRoute(method, path, 'record', 'write', status, reply, options)
}

/** A change that answers 204. */
export function remove<P = unknown, Q = unknown, B = unknown>(
  method: Exclude<Method, 'GET'>,
  path: string,
  options: Common<P, Q, B> & { run(ctx: Ctx, input: Input<P, Q, B>): Promise<void> },
): Route {
  return toRoute(method, path, 'nothing', 'write', 204, null, options)
}

/** A handler that opens its own transactions and answers with one record, or 204 when it has no reply. */
export function manual<R extends z.ZodType, P = unknown, Q = unknown, B = unknown>(
  method: Method,
  path: string,
  {
    reply,
    status,
    ...options
  }: Common<P, Q, B> & { reply?: R; status?: 200 | 201 | 202 | 204 } & {
    run(ctx: ManualCtx, input: Input<P, Q, B>): Promise<z.input<R> | undefined>
  },
): Route {
  return toRoute(
    method,
    path,
    reply ? 'record' : 'nothing',
    'manual',
    status ?? (reply ? 200 : 204),
    reply ?? null,
    options,
  )
}

/** A handler that writes to the connection itself: live updates and downloads. */
export function stream<P = unknown, Q = unknown>(
  path: string,
  options: Omit<Common<P, Q, never>, 'body'> & { run(ctx: ManualCtx, input: Input<P, Q, never>): Promise<void> },
): Route {
  return toRoute('GET', path, 'stream', 'manual', 200, null, options)
}

function toRoute(
  method: Method,
  path: string,
  kind: Route['kind'],
  transaction: Route['transaction'],
  status: number,
  reply: z.ZodType | null,
  { run, ...options }: Common<unknown, unknown, unknown> & { run(ctx: never, input: never): Promise<unknown> },
): Route {
  return { method, path, kind, transaction, status, reply, options, run }
}
