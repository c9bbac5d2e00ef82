import { type SupportGrant, SupportGrantList } from '@groundwork/contract/platform/support.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { PlainList } from '#platform/resource/plain-list.ts'
import { GRANT_COLUMNS, type GrantRow } from './support.queries.ts'

export const supportGrantList: PlainList<GrantRow, SupportGrant> = {
  name: 'support-grants',
  table: 'support_grants',
  isPerTenant: true,
  columns: GRANT_COLUMNS,
  shape: SupportGrantList,
  filters: {},
  sorts: {
    createdAt: { column: 'created_at', type: 'timestamptz' },
    expiresAt: { column: 'expires_at', type: 'timestamptz' },
  },
  toItem: toSupportGrant,
  can: grantAbilities,
}

export function toSupportGrant(row: GrantRow): SupportGrant {
  return {
    id: row.id,
    // The table's check constraint holds the roles of the contract.
    role: row.role as SupportGrant['role'],
    reason: row.reason,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
  }
}

/** Whether its time is over is the caller's to see; ending it then is refused. */
export function grantAbilities(actor: Actor, { ended_at }: GrantRow): Record<string, boolean> {
  return { end: ended_at === null && can(actor, 'platform.support.manage') }
}
