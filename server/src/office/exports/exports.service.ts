import {
  type CreateExport,
  type Export,
  type ExportListQuery,
  type ExportState,
  MAX_ACTIVE_EXPORTS,
} from '@groundwork/contract/office/exports.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, invalidField, notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { assertMayAsk } from '#platform/resource/field-rights.ts'
import { parseExportQuery } from './export-query.ts'
import { type ExportSource, exportSourceFor } from './export-source.ts'
import { makeExport } from './exports.jobs.ts'
import { assertMayExport, canRead, visibleTo } from './exports.policy.ts'
import { countActive, type ExportRow, findExport, insertExport, listExports, lockMaker } from './exports.queries.ts'

const SORT = '-createdAt'
const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listVisibleExports(
  { tx, actor, now }: ReadCtx,
  { limit, cursor, resource }: ExportListQuery,
): Promise<Page<Export>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  const { resources, makerId } = visibleTo(actor)
  const rows = await listExports(tx, {
    tenantId: actor.tenant.id,
    limit: limit + 1,
    makerId,
    resources: resources.filter((name) => resource === undefined || name === resource),
    // The columns above say that the key is a time as text.
    ...(position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}),
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && last ? encodeCursor(SORT, { keys: [last.created_at], id: last.id }) : null
  return {
    rows: shown.map((row) => toExport(row, now)),
    pagination: { page: null, limit, total: null, hasNext, nextCursor },
  }
}

export async function getExport(ctx: ReadCtx, id: string): Promise<Export> {
  return toExport(await findVisible(ctx, id), ctx.now)
}

export async function createExport(ctx: Ctx, input: CreateExport): Promise<Export> {
  const source = exportSourceFor(ctx.actor, input.resource)
  assertMayExport(ctx.actor, source)
  assertMayAsk(ctx.actor, source.resource, parseExportQuery(source, input.query))
  const columns = chosenColumns(source, input.columns)
  await assertNotTooMany(ctx)
  const id = newId()
  const jobId = ctx.addJob(makeExport, { exportId: id })
  const { id: makerId, name: makerName, tenant } = ctx.actor
  const { resource, format, query } = input
  const now = ctx.now.toISOString()
  await insertExport(ctx.tx, {
    tenantId: tenant.id,
    id,
    resource,
    format,
    query: JSON.stringify(query),
    columns: JSON.stringify(columns),
    jobId,
    makerName,
    makerId,
    now,
  })
  ctx.audit('export.asked', {
    resource: { type: 'office.exports', id },
    note: `${resource} as ${format}, filter ${JSON.stringify(query)}`,
  })
  return {
    ...WAITING,
    id,
    resource,
    format,
    query,
    columns,
    jobId,
    createdAt: now,
    createdBy: { id: makerId, name: makerName },
  }
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

/** Exact, however many ask at the same moment: they wait for one another. */
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

export async function findVisible({ tx, actor }: ReadCtx, id: string): Promise<ExportRow> {
  const row = await findExport(tx, { tenantId: actor.tenant.id, id })
  if (!row || !canRead(actor, row)) throw notFound('export')
  return row
}

/** A file is gone when its time is over, whether or not it has been swept away yet. */
export function stateOf({ state, expires_at }: ExportRow, now: Date): ExportState {
  return expires_at !== null && Date.parse(expires_at) <= now.getTime() ? 'expired' : state
}

function toExport(row: ExportRow, now: Date): Export {
  const isAtWork = row.state === 'queued' || row.state === 'running'
  return {
    id: row.id,
    resource: row.resource,
    format: row.format,
    state: stateOf(row, now),
    query: row.query,
    columns: row.columns,
    fileName: row.file_name,
    rows: row.row_count,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    sha256: row.sha256,
    progress: isAtWork ? { done: row.job_done ?? 0, total: row.job_total } : null,
    problem: row.state === 'failed' ? (row.job_error ?? 'It failed') : null,
    jobId: row.job_id,
    createdAt: row.created_at,
    createdBy: { id: row.created_by, name: row.maker_name },
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
  }
}
