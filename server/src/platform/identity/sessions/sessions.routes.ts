import { Id } from '@groundwork/contract/http/fields.ts'
import { EndedSessions, Session, Switched, SwitchTenant } from '@groundwork/contract/platform/identity.ts'
import { z } from 'zod'
import { change, list, manual, type Route, remove } from '#platform/http/route.ts'
import { endOtherSessions, endOwnSession, listSessions } from './sessions.service.ts'
import { switchTenant } from './switch-tenant.ts'

const tag = 'Sessions'

export const sessionRoutes: Route[] = [
  list('/auth/sessions', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'List where you are signed in',
    reply: Session,
    run: (ctx) => listSessions(ctx),
  }),
  remove('DELETE', '/auth/sessions/:id', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Sign a device out',
    params: z.strictObject({ id: Id }),
    run: (ctx, { params }) => endOwnSession(ctx, params.id),
  }),
  change('POST', '/auth/sessions/revoke-others', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Sign out everywhere but here',
    reply: EndedSessions,
    run: (ctx) => endOtherSessions(ctx),
  }),
  manual('POST', '/auth/switch-tenant', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Work in another business',
    description: 'Moves this session; a program goes on with the new access token.',
    body: SwitchTenant,
    reply: Switched,
    notIdempotent: 'Switching to where one is changes nothing',
    run: (ctx, { body }) => switchTenant(ctx, body.tenant),
  }),
]
