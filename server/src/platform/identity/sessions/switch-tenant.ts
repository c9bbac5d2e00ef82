import { NO_TENANT } from '#platform/database/database.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { assertPerson } from '../assert-person.ts'
import { findPerson } from '../credentials/credential.queries.ts'
import { stayingWhereItWasOpened } from '../credentials/provider-limits.ts'
import { sessionEnded } from '../credentials/session-limits.ts'
import { chooseTenant } from '../sign-in/choose-tenant.ts'
import { handOutAccessToken } from '../sign-in/hand-out.ts'
import { moveSession } from './sessions.queries.ts'

/** The session works in the named business from now on. Entered by somebody who is no member, its owners can see it. */
export async function switchTenant(ctx: ManualCtx, named: string) {
  const { services, request } = ctx
  const { userId, sessionId, isThroughProvider } = assertPerson(ctx.actor)
  if (isThroughProvider) throw stayingWhereItWasOpened(named)
  const person = await services.database.read(NO_TENANT, (tx) => findPerson(tx, 'session', sessionId))
  if (!person?.session) throw sessionEnded()
  const actor = await chooseTenant(services.database, person, named, sessionId, person.session)
  await services.write(actor, request, async (work) => {
    await moveSession(work.tx, { sessionId, userId, tenantId: actor.tenant.id })
    // Whatever is cached for the session still stands in the tenant before.
    work.announce({ kind: 'session-ended', sessionId })
    const resource = { type: 'platform.users', id: userId }
    work.audit(
      'auth.tenant-switched',
      actor.role === null ? { resource, severity: 'high', note: 'Super admin, not a member' } : { resource },
    )
  })
  const tenant = { ...actor.tenant, modules: [...actor.tenant.modules] }
  return { tenant, ...(await handOutAccessToken(ctx, { userId, sessionId, tenantId: tenant.id })) }
}
