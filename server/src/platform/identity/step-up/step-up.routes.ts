import { Confirmed, ConfirmIdentity } from '@groundwork/contract/platform/identity.ts'
import { manual, type Route } from '#platform/http/route.ts'
import { confirmIdentity } from './step-up.service.ts'

export const stepUpRoutes: Route[] = [
  manual('POST', '/auth/confirm', {
    access: 'signed-in',
    whileOutside: true,
    tag: 'Sign-in',
    summary: 'Confirm that it is you',
    description:
      'By password, by a code of the second factor, or by a passkey. Good for 10 minutes; what would hurt most in the wrong hands asks for it with auth.step-up-required: roles, API keys, second factors and passkeys.',
    body: ConfirmIdentity,
    reply: Confirmed,
    limits: ['sign-in'],
    notIdempotent: 'Confirming again starts the 10 minutes again',
    run: (ctx, { body }) => confirmIdentity(ctx, body),
  }),
]
