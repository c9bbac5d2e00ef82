import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { keyInPath } from '#platform/custom-fields/fields-of.ts'
import { GrowingTable } from '#platform/database/statistics.ts'
import { AppError } from '#platform/errors.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { findLastBatch, insertBatch } from './batches.queries.ts'
import { checkRows, countsOf } from './check.job.ts'
import { DoubleKeys } from './find-records.ts'
import { BATCH_ROWS, beginWork, keyOf, type Work, writeStep } from './import-work.ts'
import { addCounts, type Counts, clearResult, endRun, findImport, saveRowErrors } from './imports.queries.ts'
import { judgeRows } from './judge-rows.ts'
import { type MappedRow, mapRow } from './map-row.ts'
import { inBatches, readRows } from './read-rows.ts'
import { toRowErrors } from './row-errors.ts'
import { writeRows } from './write-rows.ts'

/** `isChecked`: a check with these very settings found nothing wrong. */
const RunPayload = z.strictObject({ importId: z.uuid(), isChecked: z.boolean() })
type RunPayload = z.infer<typeof RunPayload>

/** Twice is harmless: each batch is written down in its own transaction, and a repetition goes on behind the last one. */
export const runImport = defineJob<RunPayload>({
  name: 'imports.run',
  title: 'Import a file',
  payload: RunPayload,
  attempts: 5,
  timeoutMs: 120 * 60_000,
  run,
})

async function run(job: JobRun<RunPayload>): Promise<Counts> {
  const work = await beginWork(job)
  const last = await job.read(({ tx }) => findLastBatch(tx, { tenantId: job.actor.tenant.id, importId: work.row.id }))
  if (!last) await assertClean(job, work)
  const rowCount = await runRows(job, work, last ?? { number: 0, last_row: 0 })
  return writeStep(job, (ctx) => finish(ctx, job, work, rowCount))
}

/** Nothing is begun unless every row is right, where that is asked for. */
async function assertClean(job: JobRun<RunPayload>, work: Work): Promise<void> {
  if (work.row.on_error === 'abort' && !job.payload.isChecked) {
    const { failed } = await checkRows(job, work)
    if (failed > 0) throw rowsWrong(failed)
  }
  await writeStep(job, (ctx) => clearResult(ctx.tx, keyOf(job)))
}

export function rowsWrong(failed: number): AppError {
  const rows = failed === 1 ? '1 row is' : `${failed} rows are`
  return new AppError(
    'import.rows-wrong',
    `${rows} wrong, so nothing was imported; mend the file, or choose to skip such rows`,
  )
}

async function runRows(
  job: JobRun<RunPayload>,
  work: Work,
  last: { number: number; last_row: number },
): Promise<number> {
  const double = new DoubleKeys(work.plan)
  const table = new GrowingTable(work.plan.source.resource.table)
  const values = new GrowingTable('custom_values')
  const valuesPerRow = work.plan.columns.filter(({ column }) => keyInPath(column.key) !== undefined).length
  let { number } = last
  let done = 0
  for await (const batch of inBatches(readRows(work.store, work.row), BATCH_ROWS)) {
    job.signal.throwIfAborted()
    const mapped = batch.map((row) => mapRow(work.plan, row))
    for (const row of mapped) double.claim(row)
    // Those behind the last batch: whatever divides a file into batches may differ from one version to the next.
    const open = mapped.filter((row) => row.number > last.last_row)
    done += batch.length
    if (open.length === 0) continue
    number += 1
    const created = await writeStep(job, (ctx) => runBatch(ctx, job, work, { number, rows: open }))
    await job.write(async ({ tx }) => {
      await table.note(tx, created)
      await values.note(tx, valuesPerRow * open.length)
    })
    await job.progress(done, work.row.row_count)
  }
  return done
}

async function runBatch(
  ctx: Ctx,
  job: JobRun<RunPayload>,
  { plan, row }: Work,
  batch: { number: number; rows: MappedRow[] },
): Promise<number> {
  const verdicts = await judgeRows(ctx, plan, batch.rows, { isRun: true })
  const written = await writeRows(ctx, plan, verdicts)
  const errors = toRowErrors(batch.rows)
  if (errors.length > 0 && row.on_error === 'abort') throw stoppedAt(errors[0]?.row ?? 0)
  await Promise.all([
    insertBatch(ctx.tx, {
      tenantId: ctx.actor.tenant.id,
      importId: row.id,
      number: batch.number,
      lastRow: batch.rows.at(-1)?.number ?? 0,
      createdIds: written.createdIds,
      updates: JSON.stringify(written.updates),
    }),
    saveRowErrors(ctx.tx, keyOf(job), errors),
    addCounts(ctx.tx, { ...keyOf(job), ...countsOf(verdicts) }),
  ])
  return written.createdIds.length
}

function stoppedAt(row: number): AppError {
  return new AppError(
    'import.rows-wrong',
    `It stopped because row ${row} has become wrong since the check; undo takes back the rows before it`,
  )
}

async function finish(ctx: Ctx, job: JobRun<RunPayload>, { row, plan }: Work, rowCount: number): Promise<Counts> {
  await endRun(ctx.tx, { ...keyOf(job), rowCount, now: ctx.now.toISOString() })
  const ended = await findImport(ctx.tx, keyOf(job))
  if (!ended) throw new Error('The import is gone')
  const { created, updated, unchanged, failed } = ended
  const resource = plan.source.resource.name
  ctx.audit('import.finished', {
    resource: { type: 'office.imports', id: row.id },
    note: `${row.file_name} into ${resource}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`,
  })
  ctx.emit('import.finished', row.id, { id: row.id, resource, created, updated, failed })
  return { created, updated, unchanged, failed }
}
