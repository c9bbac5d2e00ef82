import { type Actor, automationActor, systemActor } from '#platform/access/actor.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import { findTenantById } from '#platform/identity/credentials/credential.queries.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import type { AskedBy } from '#platform/jobs/asked-by.ts'
import { findAutomation } from './automations.queries.ts'
import type { AutomationRow } from './automations.row.ts'

/** As whom its runs are asked for. */
export function askedByAutomation({ id, name }: AutomationRow, causeDepth: number): AskedBy {
  return { kind: 'automation', id, userId: null, role: null, name, causeDepth }
}

/** An automation with the rights its maker has today; without any once they have left, so that its runs say why. */
export async function resolveAutomation(database: Database, tenantId: string, asked: AskedBy): Promise<Actor | null> {
  const row = await database.read({ tenantId, actorId: asked.id }, (tx) =>
    findAutomation(tx, { tenantId, id: asked.id }),
  )
  const tenant = await database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  if (!row || !tenant) return null
  const maker = await askerResolver(database)(tenantId, row.maker)
  return automationActor(
    { id: row.id, name: row.name, permissions: row.permissions, causeDepth: asked.causeDepth ?? 1 },
    maker,
    tenant,
  )
}

/** The reader of the log, at work for a tenant. */
export async function readerActor(database: Database, tenantId: string): Promise<Actor | null> {
  const tenant = await database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  return tenant ? systemActor(tenant, 'Automations') : null
}
