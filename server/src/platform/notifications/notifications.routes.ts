import { Id, Instant } from '@groundwork/contract/http/fields.ts'
import {
  Notification,
  NotificationPreferences,
  NotificationQuery,
  NotificationSummary,
  UpdateNotificationPreference,
} from '@groundwork/contract/platform/notifications.ts'
import { z } from 'zod'
import { change, list, type Route, read } from '../http/route.ts'
import {
  changePreference,
  describePreferences,
  listMine,
  readAll,
  readOne,
  summarise,
} from './notifications.service.ts'

const tag = 'Notifications'
const access = 'signed-in'
const notAudited = 'What somebody has read changes nothing but their own bell'

export const notificationRoutes: Route[] = [
  list('/notifications', {
    access,
    tag,
    summary: 'List what you have been told',
    description: 'Your own, newest first, kept for 90 days.',
    query: NotificationQuery,
    reply: Notification,
    run: (ctx, { query }) => listMine(ctx, query),
  }),
  read('/notifications/summary', {
    access,
    tag,
    summary: 'Count what you have not read',
    reply: NotificationSummary,
    run: (ctx) => summarise(ctx),
  }),
  read('/notifications/preferences', {
    access,
    tag,
    summary: 'What you are told, and how',
    reply: NotificationPreferences,
    run: (ctx) => describePreferences(ctx),
  }),
  change('PATCH', '/notifications/preferences', {
    access,
    tag,
    summary: 'Change what you are told, or how',
    body: UpdateNotificationPreference,
    reply: NotificationPreferences,
    run: (ctx, { body }) => changePreference(ctx, body),
  }),
  change('POST', '/notifications/read-all', {
    access,
    tag,
    summary: 'Mark everything up to a time as read',
    notAudited,
    body: z.strictObject({
      upTo: Instant.meta({ description: 'The time of the newest one you have seen: what came in since stays unread' }),
    }),
    reply: NotificationSummary,
    run: (ctx, { body }) => readAll(ctx, body.upTo),
  }),
  change('POST', '/notifications/:id/read', {
    access,
    tag,
    summary: 'Mark one as read',
    notAudited,
    params: z.strictObject({ id: Id }),
    reply: Notification,
    run: (ctx, { params }) => readOne(ctx, params.id),
  }),
]
