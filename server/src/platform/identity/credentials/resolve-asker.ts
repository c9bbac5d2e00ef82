import { type Actor, apiKeyActor, supportActor, systemActor } from '#platform/access/actor.ts'
import { rightsOfRole } from '#platform/access/role-rights.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import type { AskedBy, ResolveActor } from '#platform/jobs/asked-by.ts'
import { findOpenSupport } from '../support/support.queries.ts'
import { findKeyOfTenant } from './asker.queries.ts'
import { findPerson, findTenantById } from './credential.queries.ts'
import { memberActor } from './resolve-actor.ts'

type ResolveAutomation = (database: Database, tenantId: string, askedBy: AskedBy) => Promise<Actor | null>

let resolveAutomation: ResolveAutomation = async () => null

/** The port through which the floor above says what its automations may do now. */
export function resolveAutomationsBy(resolve: ResolveAutomation): void {
  resolveAutomation = resolve
}

/** Who asked for a job, with the rights of this moment: somebody who has left, or a key that was revoked, has none. */
export function askerResolver(database: Database): ResolveActor {
  return (tenantId, askedBy) => {
    if (askedBy.kind === 'user') return resolveUser(database, tenantId, askedBy)
    if (askedBy.kind === 'support') return resolveSupport(database, tenantId, askedBy)
    if (askedBy.kind === 'api_key') return resolveKey(database, tenantId, askedBy)
    if (askedBy.kind === 'automation') return resolveAutomation(database, tenantId, askedBy)
    return resolveSystem(database, tenantId, askedBy)
  }
}

async function resolveUser(database: Database, tenantId: string, { id }: AskedBy): Promise<Actor | null> {
  const person = await database.read(NO_TENANT, (tx) => findPerson(tx, 'user', id))
  const membership = person?.memberships.find(({ tenant }) => tenant.id === tenantId)
  return person && membership ? memberActor(person, null, membership) : null
}

/** For as long as the permission stands under which they asked. */
async function resolveSupport(database: Database, tenantId: string, asked: AskedBy): Promise<Actor | null> {
  const [person, tenant, support] = await Promise.all([
    database.read(NO_TENANT, (tx) => findPerson(tx, 'user', asked.id)),
    database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId })),
    database.read({ tenantId, actorId: null }, (tx) => findOpenSupport(tx, { tenantId, now: new Date() })),
  ])
  if (!person?.user.isSuperAdmin || !tenant || support?.grantId !== asked.supportGrantId) return null
  return support ? supportActor(person.user, null, support, tenant) : null
}

async function resolveKey(database: Database, tenantId: string, { id }: AskedBy): Promise<Actor | null> {
  const key = await database.read({ tenantId, actorId: id }, (tx) => findKeyOfTenant(tx, { tenantId, id }))
  if (!key?.makerId) return null
  const { makerId } = key
  const maker = await database.read(NO_TENANT, (tx) => findPerson(tx, 'user', makerId))
  const membership = maker?.memberships.find(({ tenant }) => tenant.id === tenantId)
  if (!maker || !membership) return null
  const role = rightsOfRole(membership.role, membership.customRole) ?? null
  return apiKeyActor(key, { id: makerId, role }, membership.tenant)
}

async function resolveSystem(database: Database, tenantId: string, { name }: AskedBy): Promise<Actor | null> {
  const tenant = await database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  return tenant ? systemActor(tenant, name) : null
}
