import type {
  Export,
  ExportableResources,
  ExportLink,
  ExportListQuery,
  ExportState,
} from '@groundwork/contract/office/exports.ts'
import type { Config } from '#platform/config/config.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { downloadToken } from './download-token.ts'
import { exportSourceFor, exportSources } from './export-source.ts'
import { canRead, visibleTo } from './exports.policy.ts'
import { type ExportRow, findExport, listExports } from './exports.queries.ts'

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

/** A link that works without signing in, for as long as the file is there. */
export async function createLink(ctx: Ctx, id: string): Promise<ExportLink> {
  const row = await findVisible(ctx, id)
  if (stateOf(row, ctx.now) !== 'finished' || row.expires_at === null) throw notReady(stateOf(row, ctx.now))
  ctx.audit('export.link-made', {
    resource: { type: 'office.exports', id },
    severity: 'medium',
    note: `${row.row_count} rows of ${row.resource}, until ${row.expires_at}`,
  })
  const claim = { tenantId: ctx.actor.tenant.id, exportId: id, expiresAt: new Date(row.expires_at) }
  return { url: linkTo(ctx.config, downloadToken(ctx.config.secret, claim)), expiresAt: row.expires_at }
}

function linkTo({ http }: Pick<Config, 'http'>, token: string): string {
  return `${http.publicUrl}/api/export-files?token=${token}`
}

export async function listExportable(ctx: ReadCtx): Promise<ExportableResources> {
  const { resources } = visibleTo(ctx.actor)
  const offered = exportSources().filter(({ resource }) => resources.includes(resource.name))
  const sources = await Promise.all(offered.map(({ resource }) => exportSourceFor(ctx, resource.name)))
  return {
    resources: sources.map(({ resource, columns }) => ({
      resource: resource.name,
      columns: columns.map(({ key, title }) => ({ key, title })),
    })),
  }
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

export function notReady(state: ExportState): AppError {
  const sentence =
    state === 'queued' || state === 'running'
      ? 'The file is being made; try again when the export is finished'
      : `The export is ${state}, so there is no file; export again`
  return new AppError('export.not-ready', sentence)
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
    selected: row.selected,
    scheduleId: row.schedule_id,
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
