import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { OutboxList, OutboxMessage, OutboxMessageDetail } from '@groundwork/contract/platform/outbox.ts'
import { z } from 'zod'
import { list, type Route, read } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { listPlainly } from '#platform/resource/plain-list.ts'
import { getMessage, outboxList } from './outbox.service.ts'

const tag = 'Outbox'

export const outboxRoutes: Route[] = [
  list('/outbox', {
    access: 'platform.outbox.read',
    tag,
    summary: 'List the mails that were written',
    query: listQuery(OutboxList, Object.keys(OutboxMessage.shape)),
    reply: OutboxMessage,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listPlainly(ctx, outboxList, query as unknown as ListQuery),
  }),
  read('/outbox/:id', {
    access: 'platform.outbox.read',
    tag,
    summary: 'Get a mail as it arrives',
    description: 'In production a link that proves who somebody is stands in the copy of its recipient alone.',
    params: z.strictObject({ id: Id }),
    reply: OutboxMessageDetail,
    run: (ctx, { params }) => getMessage(ctx, params.id),
  }),
]
