import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import {
  CreateSupportGrant,
  OpenSupport,
  SupportGrant,
  SupportGrantList,
  SupportVisit,
} from '@groundwork/contract/platform/support.ts'
import { z } from 'zod'
import { change, list, type Route, read, remove } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { listPlainly } from '#platform/resource/plain-list.ts'
import { supportGrantList } from './support.list.ts'
import { listOpenSupport } from './support.queries.ts'
import { endSupport, getSupportGrant, letSupportIn, listSupportVisits } from './support.service.ts'
import { leaveSupport } from './support-visit.ts'

const tag = 'Support access'
const ById = z.strictObject({ id: Id })

export const supportRoutes: Route[] = [
  list('/support-grants', {
    access: 'platform.support.read',
    tag,
    summary: 'List when support was let in',
    query: listQuery(SupportGrantList, Object.keys(SupportGrant.shape)),
    reply: SupportGrant,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listPlainly(ctx, supportGrantList, query as unknown as ListQuery),
  }),
  read('/support-grants/:id', {
    access: 'platform.support.read',
    tag,
    summary: 'Get an access for support',
    params: ById,
    query: z.strictObject({ expand: z.literal('can').optional() }),
    reply: SupportGrant,
    run: (ctx, { params, query }) => getSupportGrant(ctx, params.id, query.expand === 'can'),
  }),
  list('/support-grants/:id/visits', {
    access: 'platform.support.read',
    tag,
    summary: 'List who came in as support, and when',
    description: 'The latest hundred, newest first. What they did is in the audit trail, marked as support.',
    params: ById,
    reply: SupportVisit,
    run: (ctx, { params }) => listSupportVisits(ctx, params.id),
  }),
  change('POST', '/support-grants', {
    access: 'platform.support.manage',
    tag,
    summary: 'Let support in for a time',
    description:
      'Those who run the installation see nothing of a business until its owner does this. One at a time. Needs a confirmation (POST /auth/confirm).',
    body: CreateSupportGrant,
    reply: SupportGrant,
    status: 201,
    run: (ctx, { body }) => letSupportIn(ctx, body),
  }),
  change('POST', '/support-grants/:id/end', {
    access: 'platform.support.manage',
    tag,
    summary: 'End an access for support',
    description: 'Everybody who came in by it is out within a second.',
    params: ById,
    reply: SupportGrant,
    run: (ctx, { params }) => endSupport(ctx, params.id),
  }),
  list('/support/open', {
    access: 'super-admin',
    tag,
    summary: 'List the businesses that have let support in',
    description: 'The next to end first. POST /auth/switch-tenant goes in, POST /support/leave comes out.',
    reply: OpenSupport,
    run: async ({ tx, now }) => {
      const rows = await listOpenSupport(tx, now)
      return { rows, pagination: { page: 1, limit: rows.length, total: rows.length, hasNext: false, nextCursor: null } }
    },
  }),
  remove('POST', '/support/leave', {
    access: 'signed-in',
    // A repeated request finds them at the door already.
    whileOutside: true,
    tag,
    summary: 'Leave a business that let you in as support',
    run: (ctx) => leaveSupport(ctx),
  }),
]
