import type { AuditEntry, HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import type { Actor } from '../access/actor.ts'
import { maskChanges } from '../resource/masks.ts'
import type { StoredAuditRow } from './audit.queries.ts'

function toCommon(actor: Actor, row: StoredAuditRow) {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    // The table's check constraint holds the kinds and severities of the contract.
    actor: { kind: row.actor_kind as AuditEntry['actor']['kind'], id: row.actor_id, name: row.actor_name },
    changes: maskChanges(actor, row.resource_type, row.changes),
    note: row.note,
    address: row.address,
  }
}

export function toAuditEntry(actor: Actor, row: StoredAuditRow): AuditEntry {
  const { resource_type: type, resource_id: id, resource_version: version } = row
  return {
    ...toCommon(actor, row),
    resource: type !== null && id !== null ? { type, id, version } : null,
    severity: row.severity as AuditEntry['severity'],
    userAgent: row.user_agent,
    requestId: row.request_id,
  }
}

export function toHistoryEntry(actor: Actor, row: StoredAuditRow): HistoryEntry {
  return { ...toCommon(actor, row), version: row.resource_version }
}
