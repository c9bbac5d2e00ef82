import { Event, EventQuery } from '@groundwork/contract/platform/events.ts'
import { list, type Route } from '../http/route.ts'
import { listEvents } from './events.service.ts'

export const eventRoutes: Route[] = [
  list('/events', {
    access: 'platform.events.read',
    tag: 'Events',
    summary: 'List events',
    description:
      'Newest first, with filters. Programs that must not miss any follow the log with after=<cursor>: oldest first, and nextCursor is the next after. Kept for 30 days.',
    query: EventQuery,
    reply: Event,
    run: (ctx, { query }) => listEvents(ctx, query),
  }),
]
