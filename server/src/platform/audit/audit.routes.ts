import { Id } from '@groundwork/contract/http/fields.ts'
import type { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import { AuditEntry, AuditQuery } from '@groundwork/contract/platform/audit.ts'
import { z } from 'zod'
import type { ReadCtx } from '../context.ts'
import { notFound } from '../errors.ts'
import { list, type Page, type Route, read } from '../http/route.ts'
import { about } from '../resource/event-subjects.ts'
import { findAuditEntry, listActions, listActorsByName, type StoredAuditRow } from './audit.queries.ts'
import { toAuditEntry } from './entries.ts'
import { pageOfEntries } from './newest-first.ts'

export const auditRoutes: Route[] = [
  list('/audit', {
    access: 'platform.audit.read',
    tag: 'Audit',
    summary: 'List the audit trail',
    description:
      'Who did what, when and from where, newest first. Entries can be added, but not changed or deleted, not even by us.',
    query: AuditQuery,
    reply: AuditEntry,
    run: (ctx, { query }) => listTrail(ctx, query),
  }),
  read('/audit/:id', {
    access: 'platform.audit.read',
    tag: 'Audit',
    summary: 'Get an entry of the audit trail',
    params: z.strictObject({ id: Id }),
    reply: AuditEntry,
    run: async (ctx, { params }) => {
      const row = await findAuditEntry(ctx.tx, { tenantId: ctx.actor.tenant.id, id: params.id })
      const [seen] = row ? await about(ctx, [row], recordOfEntry) : []
      if (!seen) throw notFound('audit entry')
      return toAuditEntry(ctx.actor, seen)
    },
  }),
]

async function listTrail({ tx, actor }: ReadCtx, query: AuditQuery): Promise<Page<AuditEntry>> {
  const tenantId = actor.tenant.id
  const { action, actorId, severity, search, limit, cursor, resourceType, resourceId, after, before } = query
  const [actions, named] = await Promise.all([
    action === undefined ? undefined : listActions(tx, { tenantId, from: action, to: `${action}\u{10FFFF}` }),
    search === undefined ? undefined : listActorsByName(tx, { tenantId, text: search }),
  ])
  const actorIds = intersect(
    actorId === undefined ? undefined : [actorId],
    named?.map(({ id }) => id),
  )
  const filters = {
    resourceType,
    resourceId,
    after,
    before,
    actorIds,
    severities: severity,
    isNotable: severity?.includes('info') === false ? (true as const) : undefined,
    actions: actions?.map((row) => row.action),
  }
  return pageOfEntries(
    tx,
    { tenantId, limit, cursor, ...filters },
    (row) => toAuditEntry(actor, row),
    (rows) => about({ tx, actor }, rows, recordOfEntry),
  )
}

/** Comments and files are written down under the record they stand on, too. */
function recordOfEntry({ resource_type: resource, resource_id: recordId }: StoredAuditRow): RecordRef | undefined {
  return resource === null || recordId === null ? undefined : { resource, recordId }
}

function intersect(a: string[] | undefined, b: string[] | undefined): string[] | undefined {
  return a && b ? a.filter((id) => b.includes(id)) : (a ?? b)
}
