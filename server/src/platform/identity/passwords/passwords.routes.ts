import { Acknowledged, ChangePassword, ForgotPassword, ResetPassword } from '@groundwork/contract/platform/identity.ts'
import { manual, type Route } from '#platform/http/route.ts'
import { askForReset, changePassword, resetPassword } from './passwords.service.ts'

const tag = 'Passwords'

export const passwordRoutes: Route[] = [
  manual('POST', '/auth/password/forgot', {
    access: { public: 'Who forgot the password cannot sign in' },
    tag,
    summary: 'Ask for a link to choose a new password',
    description: 'The same answer whether there is such an account or not. The link works for 30 minutes, once.',
    body: ForgotPassword,
    reply: Acknowledged,
    status: 202,
    limits: ['mails'],
    notIdempotent: 'Asking again sends a new link, which replaces the one before',
    run: (ctx, { body }) => askForReset(ctx, body.email),
  }),
  manual('POST', '/auth/password/reset', {
    access: { public: 'The link from the mail is the credential' },
    tag,
    summary: 'Choose a new password with a link',
    description: 'Ends all sessions of the account. A second factor stays on.',
    body: ResetPassword,
    limits: ['sign-in'],
    notIdempotent: 'A link works once',
    run: (ctx, { body }) => resetPassword(ctx, body),
  }),
  manual('POST', '/auth/password/change', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Change your password',
    description: 'Ends all other sessions. At least 15 characters, or 8 with a second factor.',
    body: ChangePassword,
    limits: ['sign-in'],
    notIdempotent: 'The old password is part of the request and works once',
    run: (ctx, { body }) => changePassword(ctx, body),
  }),
]
