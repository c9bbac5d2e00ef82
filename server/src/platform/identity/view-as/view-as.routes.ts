import { ViewAs, ViewingAs } from '@groundwork/contract/platform/roles.ts'
import { change, type Route } from '#platform/http/route.ts'
import { lookThroughOwn, lookThroughRole } from './view-as.service.ts'

const tag = 'Roles'

export const viewAsRoutes: Route[] = [
  change('POST', '/auth/view-as', {
    access: 'platform.roles.update',
    tag,
    summary: 'See what a role sees',
    description:
      'This session sees what the role sees, and changes nothing, until DELETE /auth/view-as. A role that may do more than you is refused.',
    body: ViewAs,
    reply: ViewingAs,
    notIdempotent: 'Looking through a role again changes nothing',
    run: (ctx, { body }) => lookThroughRole(ctx, body.role),
  }),
  change('DELETE', '/auth/view-as', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'See everything of your own again',
    reply: ViewingAs,
    whileViewing: true,
    run: (ctx) => lookThroughOwn(ctx),
  }),
]
