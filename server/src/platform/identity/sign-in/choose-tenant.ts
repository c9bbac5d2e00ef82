import { type Actor, userActor } from '#platform/access/actor.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import {
  findFirstTenant,
  findTenantById,
  findTenantBySlug,
  type PersonCredential,
} from '../credentials/credential.queries.ts'
import { mayEnter, type Proof, providerRequired } from '../credentials/provider-limits.ts'
import { memberActor, tenantUnknown } from '../credentials/resolve-actor.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Where a person works after signing in: the business they name, else the one they used last that takes this proof. */
export async function chooseTenant(
  database: Database,
  person: PersonCredential,
  named: string | undefined,
  sessionId: string | null,
  proof: Proof,
): Promise<Actor> {
  const wanted = named?.toLowerCase()
  const possible = person.memberships.filter(
    ({ tenant }) => wanted === undefined || tenant.id === wanted || tenant.slug === wanted,
  )
  const membership = possible.find((one) => mayEnter(one, proof))
  const [closed] = possible
  if (!membership && closed) throw providerRequired(closed)
  if (membership) return memberActor(person, sessionId, membership)

  const foreign = person.user.isSuperAdmin ? await findForeign(database, wanted) : undefined
  if (foreign) return userActor(person.user, sessionId, null, foreign)
  if (named !== undefined) throw tenantUnknown(named)
  throw new AppError(
    'access.tenant-unknown',
    'Your account belongs to no business any more; ask an owner to invite you again',
  )
}

/** In whose trail a change to a person's account stands. Whether they may enter there is another matter. */
export async function actorInLastTenant(database: Database, person: PersonCredential): Promise<Actor> {
  const [membership] = person.memberships
  if (membership) return memberActor(person, null, membership)
  return chooseTenant(database, person, undefined, null, { hasSecondFactor: false })
}

/** Super admins run the installation and may be nobody's member. */
function findForeign(database: Database, wanted: string | undefined) {
  return database.read(NO_TENANT, (tx) => {
    if (wanted === undefined) return findFirstTenant(tx, {})
    return UUID.test(wanted) ? findTenantById(tx, { id: wanted }) : findTenantBySlug(tx, { slug: wanted })
  })
}
