import { Acknowledged, VerifyEmail } from '@groundwork/contract/platform/identity.ts'
import { change, manual, type Route } from '#platform/http/route.ts'
import { resendVerification, verifyEmail } from './email.service.ts'

const tag = 'Profile'

export const emailRoutes: Route[] = [
  manual('POST', '/auth/email/verify', {
    access: { public: 'The link from the mail is the credential, on whatever device the mail is read' },
    tag,
    summary: 'Confirm an e-mail address with a link',
    body: VerifyEmail,
    notIdempotent: 'A link works once',
    run: (ctx, { body }) => verifyEmail(ctx, body.token),
  }),
  change('POST', '/auth/email/resend', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Send the confirmation link again',
    reply: Acknowledged,
    status: 202,
    limits: ['mails'],
    run: (ctx) => resendVerification(ctx),
  }),
]
