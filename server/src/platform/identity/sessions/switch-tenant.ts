import { supportRequired } from '#platform/access/access-check.ts'
import { type Actor, isOutside, supportActor } from '#platform/access/actor.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { assertPerson } from '../assert-person.ts'
import { findPerson } from '../credentials/credential.queries.ts'
import { stayingWhereItWasOpened } from '../credentials/provider-limits.ts'
import { sessionEnded } from '../credentials/session-limits.ts'
import { chooseTenant } from '../sign-in/choose-tenant.ts'
import { handOutAccessToken } from '../sign-in/hand-out.ts'
import { findOpenSupport } from '../support/support.queries.ts'
import { recordEntry, recordLeaving } from '../support/support-visit.ts'
import { moveSession } from './sessions.queries.ts'

/** The session works in the named business from now on. Where somebody is no member, its owner has let support in. */
export async function switchTenant(ctx: ManualCtx, named: string) {
  const { services, request } = ctx
  const { userId, sessionId, isThroughProvider } = assertPerson(ctx.actor)
  if (isThroughProvider) throw stayingWhereItWasOpened(named)
  const person = await services.database.read(NO_TENANT, (tx) => findPerson(tx, 'session', sessionId))
  if (!person?.session) throw sessionEnded()
  const chosen = await chooseTenant(services.database, person, named, sessionId, person.session)
  const actor = isOutside(chosen) ? await asSupport(ctx, chosen) : chosen
  if (ctx.actor?.support && ctx.actor.tenant.id !== actor.tenant.id)
    await services.write(ctx.actor, request, recordLeaving)
  await services.write(actor, request, async (work) => {
    await moveSession(work.tx, {
      sessionId,
      userId,
      tenantId: actor.tenant.id,
      supportGrantId: actor.support?.grantId ?? null,
    })
    // Whatever is cached for the session still stands in the tenant before.
    work.announce({ kind: 'session-ended', sessionId })
    work.audit('auth.tenant-switched', { resource: { type: 'platform.users', id: userId } })
    await recordEntry(work)
  })
  const tenant = { ...actor.tenant, modules: [...actor.tenant.modules] }
  return { tenant, ...(await handOutAccessToken(ctx, { userId, sessionId, tenantId: tenant.id })) }
}

async function asSupport(
  { services, now }: ManualCtx,
  { id, name, isSuperAdmin, sessionId, tenant }: Actor,
): Promise<Actor> {
  const scope = { tenantId: tenant.id, actorId: id }
  const support = await services.database.read(scope, (tx) => findOpenSupport(tx, { tenantId: tenant.id, now }))
  if (!support) throw supportRequired(tenant.name)
  return supportActor({ id, name, isSuperAdmin }, sessionId, support, tenant)
}
