import type { ImportSample } from '@groundwork/contract/office/imports.ts'
import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import { fieldsOf } from '#platform/custom-fields/fields-of.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { toShown } from '#platform/resource/records.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { DoubleKeys } from './find-records.ts'
import { BATCH_ROWS, beginWork, ImportPayload, keyOf, type Work, writeStep } from './import-work.ts'
import { addCounts, type Counts, clearResult, endCheck, saveRowErrors } from './imports.queries.ts'
import { judgeRows, type Verdict } from './judge-rows.ts'
import { mapRow } from './map-row.ts'
import { inBatches, readRows } from './read-rows.ts'
import { toRowErrors } from './row-errors.ts'

/** Twice is harmless: a check begins by forgetting what the one before it found, and changes no record. */
export const checkImport = defineJob<ImportPayload>({
  name: 'imports.check',
  title: 'Check an import',
  payload: ImportPayload,
  attempts: 3,
  timeoutMs: 60 * 60_000,
  run: check,
})

const MAX_SAMPLES = 20

async function check(job: JobRun<ImportPayload>): Promise<Counts> {
  const work = await beginWork(job)
  const sample: ImportSample[] = []
  const counts = await checkRows(job, work, sample)
  const rowCount = counts.created + counts.updated + counts.unchanged + counts.failed
  await writeStep(job, (ctx) => endCheck(ctx.tx, { ...keyOf(job), rowCount, sample: JSON.stringify(sample) }))
  return counts
}

/** Every row is judged as a run would judge it, and what is wrong is written down. */
export async function checkRows(
  job: JobRun<{ importId: string }>,
  { plan, row, store }: Work,
  sample: ImportSample[] = [],
): Promise<Counts> {
  const double = new DoubleKeys(plan)
  const total: Counts = { created: 0, updated: 0, unchanged: 0, failed: 0 }
  let done = 0
  await writeStep(job, (ctx) => clearResult(ctx.tx, keyOf(job)))
  for await (const batch of inBatches(readRows(store, row), BATCH_ROWS)) {
    job.signal.throwIfAborted()
    const mapped = batch.map((one) => mapRow(plan, one))
    for (const one of mapped) double.claim(one)
    const verdicts = await writeStep(job, async (ctx) => {
      const judged = await judgeRows(ctx, plan, mapped, { isRun: false })
      await Promise.all([
        saveRowErrors(ctx.tx, keyOf(job), toRowErrors(mapped)),
        addCounts(ctx.tx, { ...keyOf(job), ...countsOf(judged) }),
      ])
      addSamples(sample, plan.source.resource, await fieldsOf(ctx, plan.source.resource), judged)
      return judged
    })
    addTo(total, countsOf(verdicts))
    done += batch.length
    await job.progress(done, row.row_count)
  }
  return total
}

export function countsOf(verdicts: readonly Verdict[]): Counts {
  const counts: Counts = { created: 0, updated: 0, unchanged: 0, failed: 0 }
  for (const { kind, row } of verdicts) {
    if (kind === 'failed' || row.problems.length > 0) counts.failed += 1
    else if (kind === 'create') counts.created += 1
    else if (kind === 'update') counts.updated += 1
    else counts.unchanged += 1
  }
  return counts
}

function addTo(total: Counts, more: Counts): void {
  total.created += more.created
  total.updated += more.updated
  total.unchanged += more.unchanged
  total.failed += more.failed
}

function addSamples(
  sample: ImportSample[],
  resource: AnyResource,
  fields: readonly CustomField[],
  verdicts: readonly Verdict[],
): void {
  for (const verdict of verdicts) {
    if (sample.length >= MAX_SAMPLES) return
    if (verdict.kind !== 'create' && verdict.kind !== 'update') continue
    const before = verdict.kind === 'update' ? toShown(fields, resource, verdict.current) : undefined
    const changes = withoutServerFields(diffRecords(before, toShown(fields, resource, verdict.stored)))
    sample.push({ row: verdict.row.number, action: verdict.kind, id: before?.id ?? null, changes })
  }
}

/** What the server sets says nothing about the file. */
function withoutServerFields({
  id,
  createdAt,
  createdBy,
  deletedAt,
  ...changes
}: ImportSample['changes']): ImportSample['changes'] {
  return changes
}
