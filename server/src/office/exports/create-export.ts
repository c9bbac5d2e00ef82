import { type CreateExport, type Export, MAX_ACTIVE_EXPORTS } from '@groundwork/contract/office/exports.ts'
import type { Ctx } from '#platform/context.ts'
import { askedFields } from '#platform/custom-fields/asked-fields.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { assertMayAsk } from '#platform/resource/field-rights.ts'
import { countRows } from './export-cursor.ts'
import { parseExportQuery } from './export-query.ts'
import { type ExportSource, exportSourceFor, type OwnExportSource } from './export-source.ts'
import { makeExport } from './exports.jobs.ts'
import { assertMayExport } from './exports.policy.ts'
import { countActive, insertExport, lockMaker } from './exports.queries.ts'
import { assertRowsFit, MOST_ROWS } from './row-bounds.ts'

/** What a person asks for, or a schedule in their name. */
export type WantedExport = Omit<CreateExport, 'ids'> & { ids?: string[] | undefined; scheduleId?: string }

export async function createExport(ctx: Ctx, wanted: WantedExport): Promise<Export> {
  const source = await exportSourceFor(ctx, wanted.resource)
  const columns = assertExportable(ctx, source, wanted)
  await assertFits(ctx, source, wanted)
  await assertNotTooMany(ctx)
  const id = newId()
  const jobId = ctx.addJob(makeExport, { exportId: id })
  const { id: makerId, name: makerName, kind: makerKind, tenant } = ctx.actor
  const { resource, format, query, ids, scheduleId } = wanted
  const now = ctx.now.toISOString()
  await insertExport(ctx.tx, {
    tenantId: tenant.id,
    id,
    resource,
    format,
    query: JSON.stringify(query),
    columns: JSON.stringify(columns),
    ids: ids ? JSON.stringify(ids) : null,
    scheduleId: scheduleId ?? null,
    jobId,
    makerKind,
    makerName,
    makerId,
    now,
  })
  const selection = ids ? `, ${ids.length} selected rows` : ''
  ctx.audit('export.asked', {
    resource: { type: 'office.exports', id },
    note: `${resource} as ${format}, filter ${JSON.stringify(query)}${selection}`,
  })
  return {
    ...WAITING,
    id,
    resource,
    format,
    query,
    columns,
    selected: ids?.length ?? null,
    scheduleId: scheduleId ?? null,
    jobId,
    createdAt: now,
    createdBy: { id: makerId, name: makerName },
  }
}

/** The columns of the file, in order; refuses whom the resource is closed to and what it does not have. */
export function assertExportable(
  { actor }: Pick<Ctx, 'actor'>,
  source: OwnExportSource,
  { query, columns }: Pick<WantedExport, 'query' | 'columns'>,
): string[] {
  assertMayExport(actor, source)
  const parsed = parseExportQuery(source, query)
  assertMayAsk(actor, source.resource, parsed)
  askedFields(actor, source.resource, source.fields, parsed)
  return chosenColumns(source, columns)
}

// The job is only there with the commit; it begins as queued.
const WAITING = {
  state: 'queued',
  fileName: null,
  rows: null,
  sizeBytes: null,
  sha256: null,
  progress: { done: 0, total: null },
  problem: null,
  finishedAt: null,
  expiresAt: null,
} as const

/** Told now where it can be: a job that fails is noticed too late. */
async function assertFits(ctx: Ctx, source: OwnExportSource, { format, query, ids }: WantedExport): Promise<void> {
  const most = ids ? 1 : MOST_ROWS[format]
  if (most === undefined) return
  const rows = await countRows(ctx, source, { query, ids }, most + 1)
  if (ids && rows === 0) throw invalidField('ids', 'None of these is in the list')
  if (!ids) assertRowsFit(format, rows)
}

/** Others may be asking in the same name at the same moment: they wait for one another. */
async function assertNotTooMany({ tx, actor }: Ctx): Promise<void> {
  const maker = { tenantId: actor.tenant.id, makerId: actor.id }
  await lockMaker(tx, maker)
  const active = await countActive(tx, maker)
  if ((active?.count ?? 0) < MAX_ACTIVE_EXPORTS) return
  throw new AppError(
    'export.too-many-active',
    `You have ${MAX_ACTIVE_EXPORTS} exports under way; wait for one to end, or cancel one`,
    { retryAfterSeconds: 30 },
  )
}

function chosenColumns({ columns }: ExportSource, chosen: readonly string[] | undefined): string[] {
  const known = columns.map(({ key }) => key)
  const unknown = chosen?.findIndex((key) => !known.includes(key)) ?? -1
  if (unknown >= 0) throw invalidField(`columns.${unknown}`, `Use some of ${known.join(', ')}`)
  return chosen ? [...new Set(chosen)] : known
}
