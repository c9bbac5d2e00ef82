import type { ProviderOutcome } from '@groundwork/contract/platform/sign-in-provider.ts'
import { userActor } from '#platform/access/actor.ts'
import { rightsOfRole } from '#platform/access/role-rights.ts'
import type { Ctx } from '#platform/context.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { openSession } from '../../sessions/open-session.ts'
import { noteIdentityUse, type PossibleMember } from '../identities/identities.queries.ts'
import type { Arrival } from './arrival.ts'
import { type Joining, link, makeAccount, refreshRole, takeMembership, tellConnected } from './join.ts'
import type { Known } from './look-up.ts'
import type { Place } from './place.ts'

export interface Entrance {
  place: Place
  arrival: Arrival
  known: Known
  person: Joining & { isNew: boolean }
  member: PossibleMember | undefined
  hasSecondFactor: boolean
  next: string
  /** What has to hold in the same transaction: a code, taken once. */
  before?(work: Ctx): Promise<void>
}

/** Everything that a sign-in through the provider writes, and the session: all of it or nothing. */
export async function enter(ctx: ManualCtx, entrance: Entrance): Promise<ProviderOutcome> {
  const { place, person, member, known } = entrance
  const rights = known.role ?? rightsOfRole(member?.role ?? null, null)
  const actor = userActor({ ...person, isSuperAdmin: false }, null, rights ?? null, place.tenant)
  const session = await ctx.services.write(actor, ctx.request, (work) => write(work, entrance))
  ctx.services.identity.setSessionCookie(ctx.raw.reply, session.cookieToken)
  return { kind: 'signed-in', next: entrance.next, ticket: null, email: null, business: place.tenant.name }
}

async function write(work: Ctx, { place, arrival, known, person, member, hasSecondFactor, before }: Entrance) {
  const tenantId = place.tenant.id
  if (person.isNew) await makeAccount(work, person)
  await before?.(work)
  const membershipId = await takeMembership(work, person, member, known.role)
  if (known.linked) {
    await noteIdentityUse(work.tx, { tenantId, id: known.linked.identityId, email: arrival.email, now: work.now })
  } else {
    await link(work, membershipId, arrival, person.id)
    if (!person.isNew) await tellConnected(work, arrival, person)
  }
  if (member) await refreshRole(work, membershipId, place.provider.manages_roles ? known.role : undefined)
  work.audit('auth.signed-in', {
    resource: { type: 'platform.users', id: person.id },
    note: `through ${new URL(arrival.issuer).host}`,
  })
  return openSession(work, { userId: person.id, tenantId, hasSecondFactor, openedBy: 'provider' })
}
