import { type Webhook, WebhookList } from '@groundwork/contract/platform/webhooks.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { Filter } from '#platform/resource/filters.ts'
import type { PlainList } from '#platform/resource/plain-list.ts'
import { showHeaders } from '../extra-headers.ts'
import { ENDPOINT_COLUMNS, type EndpointRow } from './endpoints.queries.ts'

const status: RawBuilder<string> = sql`case when not is_active then 'off' when paused_at is not null then 'paused' else 'active' end`
const byStatus: Filter = { source: 'table', condition: (slot) => sql<boolean>`${status} = any(${slot()}::text[])` }

export const endpointList: PlainList<EndpointRow, Webhook> = {
  name: 'webhooks',
  table: 'webhook_endpoints',
  isPerTenant: true,
  columns: ENDPOINT_COLUMNS,
  shape: WebhookList,
  filters: { status: byStatus },
  sorts: {
    url: { column: 'url', type: 'text' },
    createdAt: { column: 'created_at', type: 'timestamptz' },
    lastAttemptAt: { column: 'last_attempt_at', type: 'timestamptz', nullable: true },
  },
  searched: sql<string>`' ' || lower(unaccent(description || ' ' || url))`,
  toItem: toWebhook,
  can: endpointAbilities,
}

export function toWebhook(row: EndpointRow): Webhook {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    topics: row.topics,
    headers: showHeaders(row.headers),
    isActive: row.is_active,
    status: statusOf(row),
    reason: row.is_active ? (row.paused_at ? 'failing' : null) : row.off_reason,
    failuresInRow: row.failures_in_row,
    lastAttemptAt: row.last_attempt_at,
    lastSuccessAt: row.last_success_at,
    lastStatus: row.last_status,
    lastError: row.last_error,
    previousSecretUntil: row.previous_secret_until,
    actsFor: { kind: row.actor.kind, id: row.actor.id, name: row.actor.name },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: row.created_by,
    updatedBy: row.updated_by,
    version: row.version,
  }
}

export function endpointAbilities(actor: Actor, row: EndpointRow): Record<string, boolean> {
  const mayUpdate = can(actor, 'platform.webhooks.update')
  return {
    update: mayUpdate,
    resume: mayUpdate && statusOf(row) === 'paused',
    test: mayUpdate,
    delete: can(actor, 'platform.webhooks.delete'),
    reveal: can(actor, 'platform.webhooks.reveal'),
  }
}

function statusOf({ is_active, paused_at }: EndpointRow): Webhook['status'] {
  if (!is_active) return 'off'
  return paused_at ? 'paused' : 'active'
}
