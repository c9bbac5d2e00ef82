import type {
  ChangeImport,
  Import,
  ImportListQuery,
  ImportRowErrors,
  ImportSummary,
} from '@groundwork/contract/office/imports.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { cancelJob } from '#platform/jobs/jobs.service.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { checkImport } from './check.job.ts'
import { importSourceFor } from './import-source.ts'
import { assertMayImport, canRead, visibleTo } from './imports.policy.ts'
import {
  findImport,
  type ImportRow,
  listImports,
  listRowErrors,
  lockImport,
  saveSettings,
  startWork,
} from './imports.queries.ts'
import { assertMayMove, type ImportMove } from './imports.status.ts'
import { assertComplete, checkedSettings } from './mapping.ts'
import { rowsWrong, runImport } from './run.job.ts'
import { toImport, toImportSummary } from './to-import.ts'
import { undoImport } from './undo.job.ts'

const SORT = '-createdAt'
const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listVisibleImports(
  { tx, actor }: ReadCtx,
  { limit, cursor, resource, state }: ImportListQuery,
): Promise<Page<ImportSummary>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  const { resources, makerId } = visibleTo(actor)
  const rows = await listImports(tx, {
    tenantId: actor.tenant.id,
    limit: limit + 1,
    makerId,
    resources: resources.filter((name) => resource === undefined || name === resource),
    states: state,
    // The columns above say that the key is a time as text.
    ...(position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}),
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && last ? encodeCursor(SORT, { keys: [last.created_at], id: last.id }) : null
  return { rows: shown.map(toImportSummary), pagination: { page: null, limit, total: null, hasNext, nextCursor } }
}

export async function getImport(ctx: ReadCtx, id: string): Promise<Import> {
  const row = await findVisible(ctx, id)
  return toImport(row, await importSourceFor(ctx, row.resource), ctx.now)
}

export async function listImportErrors(
  ctx: ReadCtx,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ImportRowErrors>> {
  await findVisible(ctx, id)
  const rows = await listRowErrors(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id,
    afterRow: afterRow(cursor),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit).map(({ row, problems }) => ({ row, problems }))
  const hasNext = rows.length > limit
  return {
    rows: shown,
    pagination: { page: null, limit, total: null, hasNext, nextCursor: hasNext ? String(shown.at(-1)?.row) : null },
  }
}

/** Rows are numbered, so the number of the last one says where to go on. */
function afterRow(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  throw new AppError('request.cursor-invalid', 'The cursor is not valid; start again without one', {
    details: [{ field: 'cursor', message: 'It is not one that this API gave out' }],
  })
}

export async function changeImport(ctx: Ctx, id: string, input: ChangeImport): Promise<Import> {
  const row = await lockFor(ctx, id, 'change')
  const settings = checkedSettings(await importSourceFor(ctx, row.resource), row, input)
  await saveSettings(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id,
    mapping: JSON.stringify(settings.mapping),
    mode: settings.mode,
    onError: settings.onError,
    updateKey: settings.updateKey,
    emptyCells: settings.emptyCells,
  })
  ctx.audit('import.changed', { resource: { type: 'office.imports', id }, note: row.file_name })
  return getImport(ctx, id)
}

export async function startCheck(ctx: Ctx, id: string): Promise<Import> {
  const row = await lockFor(ctx, id, 'check')
  assertComplete(await importSourceFor(ctx, row.resource), row)
  return start(ctx, row, {
    state: 'checking',
    jobId: ctx.addJob(checkImport, { importId: id }),
    action: 'import.check-started',
  })
}

export async function startRun(ctx: Ctx, id: string): Promise<Import> {
  const row = await lockFor(ctx, id, 'run')
  assertComplete(await importSourceFor(ctx, row.resource), row)
  const isChecked = row.state === 'checked'
  if (isChecked && row.on_error === 'abort' && row.failed > 0) throw rowsWrong(row.failed)
  return start(ctx, row, {
    state: 'running',
    jobId: ctx.addJob(runImport, { importId: id, isChecked }),
    action: 'import.run-started',
  })
}

export async function startUndo(ctx: Ctx, id: string): Promise<Import> {
  const row = await lockFor(ctx, id, 'undo')
  return start(ctx, row, {
    state: 'undoing',
    jobId: ctx.addJob(undoImport, { importId: id }),
    action: 'import.undo-started',
  })
}

/** The batches that are done stay; running it again goes on, undoing takes them back. */
export async function cancelImport(ctx: Ctx, id: string): Promise<Import> {
  const { job_id } = await lockFor(ctx, id, 'cancel')
  if (job_id !== null) await cancelJob(ctx, job_id)
  ctx.audit('import.cancelled', { resource: { type: 'office.imports', id } })
  return getImport(ctx, id)
}

async function start(
  ctx: Ctx,
  row: ImportRow,
  { state, jobId, action }: { state: 'checking' | 'running' | 'undoing'; jobId: string; action: string },
): Promise<Import> {
  await startWork(ctx.tx, { tenantId: ctx.actor.tenant.id, id: row.id, state, jobId })
  ctx.audit(action, { resource: { type: 'office.imports', id: row.id }, note: row.file_name })
  // The job is only there with the commit; it begins as queued.
  const started: ImportRow = {
    ...row,
    state,
    job_id: jobId,
    job_state: 'queued',
    job_error: null,
    job_done: 0,
    job_total: row.row_count,
  }
  return toImport(started, await importSourceFor(ctx, row.resource), ctx.now)
}

export async function findVisible({ tx, actor }: ReadCtx, id: string): Promise<ImportRow> {
  return assertVisible({ actor }, await findImport(tx, { tenantId: actor.tenant.id, id }))
}

async function lockFor(ctx: Ctx, id: string, move: ImportMove): Promise<ImportRow> {
  const row = assertVisible(ctx, await lockImport(ctx.tx, { tenantId: ctx.actor.tenant.id, id }))
  assertMayImport(ctx.actor, await importSourceFor(ctx, row.resource))
  assertMayMove(row, move, ctx.now)
  return row
}

function assertVisible({ actor }: Pick<ReadCtx, 'actor'>, row: ImportRow | undefined): ImportRow {
  if (!row || !canRead(actor, row)) throw notFound('import')
  return row
}
