import type { OpenTenant, Tenant } from '@groundwork/contract/platform/tenants.ts'
import { unmarkedName, userActor } from '#platform/access/actor.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { findAccount } from '../accounts/accounts.queries.ts'
import { assertPerson } from '../assert-person.ts'
import { stayingWhereItWasOpened } from '../credentials/provider-limits.ts'
import { createTenant, draftTenant } from './create-tenant.ts'
import { getTenant } from './tenant-settings.service.ts'

/** Another business of somebody who is signed in. The session stays where it is; POST /auth/switch-tenant goes there. */
export async function openTenant({ actor, services, request, now }: ManualCtx, input: OpenTenant): Promise<Tenant> {
  const person = assertPerson(actor)
  const { userId, sessionId, isSuperAdmin, isThroughProvider } = person
  if (isThroughProvider) throw stayingWhereItWasOpened(input.name)
  const account = await services.database.read(NO_TENANT, (tx) => findAccount(tx, { userId }))
  if (!account) throw new Error('A session without an account')
  const draft = draftTenant(input, now)
  const founder = userActor({ id: userId, name: unmarkedName(person), isSuperAdmin }, sessionId, 'owner', draft)
  return services.write(founder, request, async (work) => {
    await createTenant(work, draft, account)
    work.announce({ kind: 'user-changed', userId })
    return getTenant(work)
  })
}
