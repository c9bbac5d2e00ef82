import type { SignedIn } from '@groundwork/contract/platform/identity.ts'
import type { ActorTenant } from '#platform/access/actor.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import type { Account } from '../accounts/accounts.queries.ts'
import { toSessionUser } from '../accounts/to-session-user.ts'
import type { OpenedSession } from '../sessions/open-session.ts'
import { ACCESS_TOKEN_SECONDS } from '../tokens/access-tokens.ts'

/** Gives a new session to whoever signed in: the cookie for a browser, the tokens for a program. */
export async function handOut(
  ctx: ManualCtx,
  session: OpenedSession,
  account: Account,
  tenant: ActorTenant,
): Promise<SignedIn> {
  ctx.services.identity.setSessionCookie(ctx.raw.reply, session.cookieToken)
  const { accessToken, expiresIn } = await handOutAccessToken(ctx, {
    userId: account.id,
    sessionId: session.id,
    tenantId: tenant.id,
  })
  const summary = { ...tenant, modules: [...tenant.modules] }
  return { user: toSessionUser(account), tenant: summary, accessToken, refreshToken: session.refreshToken, expiresIn }
}

export async function handOutAccessToken(
  ctx: ManualCtx,
  claims: { userId: string; sessionId: string; tenantId: string },
) {
  // Tokens belong to one caller: nothing between us and them may keep the answer.
  ctx.raw.reply.header('Cache-Control', 'no-store')
  return { accessToken: await ctx.services.identity.tokens.sign(claims), expiresIn: ACCESS_TOKEN_SECONDS }
}
