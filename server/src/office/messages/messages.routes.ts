import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import {
  Message,
  MessageDetail,
  MessageList,
  Reachability,
  RetryMessage,
  SendMessage,
} from '@groundwork/contract/office/messages.ts'
import { z } from 'zod'
import { change, list, type Route, read } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { listPlainly } from '#platform/resource/plain-list.ts'
import { getMessage, messageList } from './messages.service.ts'
import { retryMessage } from './sending/retry-message.ts'
import { readReachability, sendByHand } from './sending/send-by-hand.ts'

const tag = 'office.messages'
const ById = z.strictObject({ id: Id })

export const messageRoutes: Route[] = [
  list('/messages', {
    access: 'office.messages.read',
    tag,
    summary: 'List messages',
    query: listQuery(MessageList, Object.keys(Message.shape)),
    reply: Message,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listPlainly(ctx, messageList, query as unknown as ListQuery),
  }),
  // Before /messages/:id, which would take the word for an id.
  read('/messages/reachability', {
    access: 'office.messages.read',
    tag,
    summary: 'See how a customer can be written to',
    query: z.strictObject({ customerId: Id }),
    reply: Reachability,
    run: (ctx, { query }) => readReachability(ctx, query.customerId),
  }),
  read('/messages/:id', {
    access: 'office.messages.read',
    tag,
    summary: 'Get a message as it arrives, and how it came there',
    params: ById,
    reply: MessageDetail,
    run: (ctx, { params }) => getMessage(ctx, params.id),
  }),
  change('POST', '/messages', {
    access: 'office.messages.create',
    tag,
    summary: 'Write to a customer',
    description:
      'Variables such as {{customer.name}} are filled in. It goes out by a job: at once, at the end of quiet hours, or when the recipient may get another one.',
    body: SendMessage,
    reply: Message,
    status: 201,
    run: (ctx, { body }) => sendByHand(ctx, body),
  }),
  change('POST', '/messages/:id/retry', {
    access: 'office.messages.create',
    tag,
    summary: 'Send a message again',
    params: ById,
    body: RetryMessage,
    reply: Message,
    run: (ctx, { params, body }) => retryMessage(ctx, params.id, body),
  }),
]
