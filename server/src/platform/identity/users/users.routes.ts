import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { InviteMember, Member, MemberList, UpdateMember } from '@groundwork/contract/platform/identity.ts'
import { z } from 'zod'
import { change, list, type Route, read, remove } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { listPlainly } from '#platform/resource/plain-list.ts'
import { inviteMember, resendInvitation } from './invite.service.ts'
import { memberList } from './members.list.ts'
import { changeMember, getMember, removeMember } from './users.service.ts'

const tag = 'Users'
const ById = z.strictObject({ id: Id })
const ExpandCan = z.strictObject({ expand: z.literal('can').optional() })

export const userRoutes: Route[] = [
  list('/users', {
    access: 'platform.users.read',
    tag,
    summary: 'List who belongs to the business',
    query: listQuery(MemberList, Object.keys(Member.shape)),
    reply: Member,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listPlainly(ctx, memberList, query as unknown as ListQuery),
  }),
  read('/users/:id', {
    access: 'platform.users.read',
    tag,
    summary: 'Get a person',
    params: ById,
    query: ExpandCan,
    reply: Member,
    run: (ctx, { params, query }) => getMember(ctx, params.id, query.expand ? [query.expand] : []),
  }),
  change('POST', '/users', {
    access: 'platform.users.invite',
    tag,
    summary: 'Invite a person',
    description: 'Sends a mail with a link that is good for 7 days. Nobody invites to a role above their own.',
    body: InviteMember,
    reply: Member,
    status: 201,
    run: (ctx, { body }) => inviteMember(ctx, body),
  }),
  change('PATCH', '/users/:id', {
    access: 'platform.users.update',
    tag,
    summary: 'Change a role, deactivate, reactivate',
    description:
      'Takes effect within a second, everywhere. The last owner stays one. Changing roles needs a confirmation (POST /auth/confirm).',
    params: ById,
    body: UpdateMember,
    reply: Member,
    run: (ctx, { params, body, headers }) => changeMember(ctx, params.id, body, headers.ifMatch),
  }),
  remove('DELETE', '/users/:id', {
    access: 'platform.users.update',
    tag,
    summary: 'Remove a person from the business',
    description: 'The account itself stays, and with it the businesses it belongs to besides.',
    params: ById,
    run: (ctx, { params, headers }) => removeMember(ctx, params.id, headers.ifMatch),
  }),
  change('POST', '/users/:id/resend-invite', {
    access: 'platform.users.invite',
    tag,
    summary: 'Send an invitation again',
    params: ById,
    reply: Member,
    run: (ctx, { params }) => resendInvitation(ctx, params.id),
  }),
]
