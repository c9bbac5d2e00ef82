import { EXPORT_HOURS } from '@groundwork/contract/office/exports.ts'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { fileStoreOf, type StoredFile } from '#platform/files/file-store.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { rowLimits } from '#platform/resource/row-rights.ts'
import { exportContent } from './content/export-content.ts'
import { exportSourceFor, exportSourceOf } from './export-source.ts'
import { assertMayExport } from './exports.policy.ts'
import { type ExportRow, findExport, findSelection, saveFile } from './exports.queries.ts'
import { mailLink } from './schedules/mail-link.ts'

const ExportPayload = z.strictObject({ exportId: z.uuid() })
type ExportPayload = z.infer<typeof ExportPayload>

/** Twice is harmless: the file is written anew, and only one is kept. */
export const makeExport = defineJob<ExportPayload>({
  name: 'exports.make',
  title: 'Export',
  payload: ExportPayload,
  attempts: 3,
  timeoutMs: 60 * 60_000,
  run: make,
})

const STATEMENT_TIMEOUT_MS = 30_000
const HOUR_MS = 60 * 60 * 1000

async function make(job: JobRun<ExportPayload>): Promise<{ rows: number }> {
  const key = { tenantId: job.actor.tenant.id, id: job.payload.exportId }
  const ctx = await job.read(async (read) => read)
  const [row, selection] = await job.read(({ tx }) => Promise.all([findExport(tx, key), findSelection(tx, key)]))
  if (!row || row.job_id !== job.id) throw new AppError('record.not-found', 'There is no such export')
  if (row.finished_at !== null) return { rows: row.row_count ?? 0 }
  const source = await job.read((read) => exportSourceFor(read, row.resource))
  assertMayExport(job.actor, source)
  const counter = { rows: 0 }
  const scope = { tenantId: key.tenantId, actorId: job.actor.id, timeoutMs: STATEMENT_TIMEOUT_MS }
  const file = await job.database.snapshot(scope, (tx, client) => {
    const work = { job, ctx: { ...ctx, tx }, client, row, ids: selection?.ids ?? null, source, counter }
    return fileStoreOf(ctx.config).put(key.tenantId, exportContent(work))
  })
  await job.write((write) => finish(write, row, file, counter.rows))
  return counter
}

async function finish(ctx: Ctx, row: ExportRow, file: StoredFile, rows: number): Promise<void> {
  const { resource } = exportSourceOf(row.resource)
  const fileName = `${resource.path.slice(1).replaceAll('/', '-')}-${dayIn(ctx.actor.tenant.timeZone, ctx.now)}.${row.format}`
  const expiresAt = new Date(ctx.now.getTime() + EXPORT_HOURS * HOUR_MS).toISOString()
  const key = { tenantId: ctx.actor.tenant.id, id: row.id }
  const saved = await saveFile(ctx.tx, {
    ...key,
    fileKey: file.key,
    fileName,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    rowCount: rows,
    holdsAllRows: rowLimits(ctx.actor, resource, 'export').length === 0,
    now: ctx.now.toISOString(),
    expiresAt,
  })
  if (!saved) return
  ctx.audit('export.finished', {
    resource: { type: 'office.exports', id: row.id },
    severity: 'low',
    note: `${rows} rows of ${row.resource} as ${row.format}, filter ${JSON.stringify(row.query)}, SHA-256 ${file.sha256}`,
  })
  ctx.emit('export.finished', row.id, { id: row.id, resource: row.resource, rows })
  if (row.schedule_id !== null)
    await mailLink(ctx, { exportId: row.id, scheduleId: row.schedule_id, rows, expiresAt: new Date(expiresAt) })
}

/** The business's day, as YYYY-MM-DD. */
function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}
