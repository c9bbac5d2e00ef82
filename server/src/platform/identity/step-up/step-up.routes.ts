import { Confirmed, ConfirmIdentity } from '@groundwork/contract/platform/identity.ts'
import { manual, type Route } from '#platform/http/route.ts'
import { confirmIdentity } from './step-up.service.ts'

export const stepUpRoutes: Route[] = [
  manual('POST', '/auth/confirm', {
    access: 'signed-in',
    tag: 'Sign-in',
    summary: 'Confirm that it is you',
    description:
      'By password, or by a code of the second factor. Good for 15 minutes; dangerous actions ask for it with auth.step-up-required.',
    body: ConfirmIdentity,
    reply: Confirmed,
    limits: ['sign-in'],
    notIdempotent: 'Confirming again starts the 15 minutes again',
    run: (ctx, { body }) => confirmIdentity(ctx, body),
  }),
]
