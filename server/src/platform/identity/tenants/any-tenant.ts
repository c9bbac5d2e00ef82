import type { Tenant, UpdateAnyTenant } from '@groundwork/contract/platform/tenants.ts'
import { type Actor, unmarkedName, userActor } from '#platform/access/actor.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { notFound } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { assertPerson } from '../assert-person.ts'
import { findTenantById } from '../credentials/credential.queries.ts'
import { changeTenant, getTenant } from './tenant-settings.service.ts'

export async function getAnyTenant(ctx: ManualCtx, tenantId: string): Promise<Tenant> {
  return ctx.services.read(await actorIn(ctx, tenantId), ctx.request, (work) => getTenant(work))
}

export async function changeAnyTenant(
  ctx: ManualCtx,
  tenantId: string,
  input: UpdateAnyTenant,
  ifMatch: string | undefined,
): Promise<Tenant> {
  return ctx.services.write(await actorIn(ctx, tenantId), ctx.request, (work) => changeTenant(work, input, ifMatch))
}

/** The super admin, at work in the named tenant: what is done there stands in its trail. */
async function actorIn({ actor, services }: ManualCtx, tenantId: string): Promise<Actor> {
  const person = assertPerson(actor)
  const { userId, sessionId, isSuperAdmin } = person
  const tenant = await services.database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  if (!tenant) throw notFound('business')
  return userActor({ id: userId, name: unmarkedName(person), isSuperAdmin }, sessionId, null, tenant)
}
