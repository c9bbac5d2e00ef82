import { AcceptInvitation, Invitation, LookUpInvitation, SignedIn } from '@groundwork/contract/platform/identity.ts'
import { manual, type Route } from '#platform/http/route.ts'
import { acceptInvitation, lookUpInvitation } from './invitations.service.ts'

const tag = 'Sign-in'

export const invitationRoutes: Route[] = [
  // A POST that changes nothing: in a GET the token would stand in the address, and so in logs and histories.
  manual('POST', '/auth/invitations/lookup', {
    access: { public: 'The link from the mail is the credential' },
    tag,
    summary: 'See what an invitation is for',
    body: LookUpInvitation,
    reply: Invitation,
    notIdempotent: 'Changes nothing',
    notAudited: 'Changes nothing',
    run: (ctx, { body }) => lookUpInvitation(ctx, body.token),
  }),
  manual('POST', '/auth/invitations/accept', {
    access: { public: 'The link from the mail is the credential' },
    tag,
    summary: 'Accept an invitation',
    description:
      'Somebody new chooses a name and a password; somebody with an account signs in with it. Answers with a session in the business.',
    body: AcceptInvitation,
    reply: SignedIn,
    status: 201,
    limits: ['sign-in'],
    notIdempotent: 'An invitation is accepted once',
    run: (ctx, { body }) => acceptInvitation(ctx, body),
  }),
]
