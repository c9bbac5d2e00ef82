import { EVENT_TYPES, EventCursor, StreamQuery, typesOf } from '@groundwork/contract/platform/events.ts'
import { AppError } from '../errors.ts'
import { toPosition } from '../events/events.service.ts'
import type { Position } from '../events/position.ts'
import { type ManualCtx, type Route, stream } from '../http/route.ts'
import { SseStream } from './sse-stream.ts'

const eventStream = stream('/events/stream', {
  access: 'signed-in',
  // Nothing reaches them there but the end of the stream when they are let in.
  whileOutside: true,
  tag: 'Events',
  summary: 'Listen to events',
  description:
    'Server-sent events: what you may see, as it happens. Last-Event-ID goes on where you left off, without loss. `ready` says that the stream has begun, `reset` that more was missed than is kept, `end` why the server closes it.',
  query: StreamQuery,
  run: (ctx, { query }) => listen(ctx, query),
})

export const realtimeRoutes: Route[] = [eventStream]

async function listen({ actor, services, raw, log }: ManualCtx, { topics, lastEventId }: StreamQuery): Promise<void> {
  // `signed-in` lets nobody in without an actor.
  if (!actor) throw new AppError('auth.required', 'Sign in first')
  const after = resumePoint(raw.request.headers['last-event-id'], lastEventId)
  services.live.assertRoom(actor)
  raw.reply.hijack()
  const sse = new SseStream(raw.reply.raw, raw.reply.getHeaders())
  const authenticate = () => services.identity.authenticate(raw.request, eventStream)
  const types = topics ? typesOf(topics) : EVENT_TYPES
  await services.live.subscribe({ actor, types, after, stream: sse, authenticate }).catch((error: unknown) => {
    log.warn({ err: error }, 'a live connection could not go on')
    sse.end('restart')
  })
}

/** The header comes from a browser that reconnects by itself and is therefore newer than the address it reconnects to. */
function resumePoint(header: string | string[] | undefined, parameter: string | undefined): Position | undefined {
  const cursor = typeof header === 'string' && header !== '' ? header : parameter
  if (cursor === undefined) return undefined
  if (EventCursor.safeParse(cursor).success) return toPosition(cursor, 'Last-Event-ID')
  throw new AppError(
    'request.cursor-invalid',
    'Last-Event-ID is not the id of an event; leave it out to begin with what happens next',
  )
}
