import type { Actor } from '#platform/access/actor.ts'
import { insertAuditEntries } from '#platform/audit/audit.queries.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/ids.ts'
import type { CredentialSource } from './authenticator.ts'

/** The owners of a business can see when somebody who runs the installation looks into it. */
export async function recordForeignEntry(
  database: Database,
  actor: Actor,
  { id, ip, headers }: CredentialSource,
): Promise<void> {
  const entry = {
    tenant_id: actor.tenant.id,
    id: newId(),
    action: 'auth.super-admin-entered',
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    resource_type: null,
    resource_id: null,
    resource_version: null,
    changes: null,
    note: 'A super admin of this installation, not a member',
    severity: 'high',
    address: ip,
    user_agent: headers['user-agent'] ?? null,
    request_id: id,
  }
  await database.write({ tenantId: actor.tenant.id, actorId: actor.id }, (tx) => insertAuditEntries(tx, [entry]))
}
