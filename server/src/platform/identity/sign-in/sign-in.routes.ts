import { CurrentSession, Login, Refresh, Refreshed, SignedIn } from '@groundwork/contract/platform/identity.ts'
import { type ManualCtx, manual, type Route } from '#platform/http/route.ts'
import { findSession } from '../sessions/sessions.queries.ts'
import { refresh } from './refresh.service.ts'
import { signIn } from './sign-in.service.ts'
import { signOut } from './sign-out.service.ts'

const tag = 'Sign-in'

export const signInRoutes: Route[] = [
  manual('POST', '/auth/login', {
    access: { public: 'Signing in is how one stops being a stranger' },
    tag,
    summary: 'Sign in',
    description:
      'Browsers get a session cookie, programs use the tokens. Unknown e-mail and wrong password get the same answer.',
    body: Login,
    reply: SignedIn,
    limits: ['sign-in'],
    notIdempotent: 'Every sign-in is a session of its own',
    run: (ctx, { body }) => signIn(ctx, body),
  }),
  manual('POST', '/auth/refresh', {
    access: { public: 'The refresh token is the credential' },
    tag,
    summary: 'Get a new access token',
    description:
      'Answers with the next refresh token; each one works once. A used one that comes back ends the session.',
    body: Refresh,
    reply: Refreshed,
    notIdempotent: 'A refresh token works once, and repeating it is what gives a thief away',
    notAudited: 'Programs do this every 15 minutes; only reuse is worth an entry',
    run: (ctx, { body }) => refresh(ctx, body),
  }),
  manual('POST', '/auth/logout', {
    access: { public: 'Signing out twice is no error' },
    tag,
    summary: 'Sign out',
    notIdempotent: 'Doing it again changes nothing',
    run: (ctx) => signOut(ctx),
  }),
  manual('GET', '/auth/session', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'How this request is signed in',
    reply: CurrentSession,
    run: (ctx) => describeSession(ctx),
  }),
]

async function describeSession({ actor, request, services, raw }: ManualCtx) {
  if (!actor) throw new Error('The route is for signed-in callers')
  const { sessionId, tenant } = actor
  if (sessionId === null) return { id: null, kind: 'api_key' as const, tenantId: tenant.id, expiresAt: null }
  const session = await services.read(actor, request, (ctx) => findSession(ctx.tx, { sessionId }))
  const kind = raw.request.headers.authorization === undefined ? ('session' as const) : ('token' as const)
  return { id: sessionId, kind, tenantId: tenant.id, expiresAt: session?.expiresAt ?? null }
}
