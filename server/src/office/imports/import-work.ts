import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { type FileStore, fileStoreOf } from '#platform/files/file-store.ts'
import type { JobRun } from '#platform/jobs/define-job.ts'
import { fieldsOf, type ImportSource, importSourceFor } from './import-source.ts'
import { assertMayImport } from './imports.policy.ts'
import { findImport, type ImportRow, lockImport } from './imports.queries.ts'
import { type Plan, planOf } from './map-row.ts'

export const ImportPayload = z.strictObject({ importId: z.uuid() })
export type ImportPayload = z.infer<typeof ImportPayload>

/** Rows per transaction. A thousand bins take 0.3 to 0.5 s: the commit's 4 ms do not count, and nobody waits long for the rows. */
export const BATCH_ROWS = 1_000

type ImportJob = JobRun<{ importId: string }>

/** An import as its job finds it. */
export interface Work {
  row: ImportRow
  plan: Plan
  store: FileStore
}

/** With the rights of now: somebody may have lost them since. */
export async function beginWork(job: ImportJob): Promise<Work> {
  const { actor } = job
  const [row, store] = await job.read(
    async ({ tx, config }) => [await findImport(tx, keyOf(job)), fileStoreOf(config)] as const,
  )
  const mine = assertMine(job, row)
  const source = await job.read((read) => importSourceFor(read, mine.resource))
  assertMayImport(actor, source)
  assertMappingAllowed(source, mine)
  return { row: mine, plan: planOf(source, mine, { locale: actor.tenant.locale }), store }
}

/** What the role does not let be set any more is not left out in silence. */
function assertMappingAllowed(source: ImportSource, { mapping }: ImportRow): void {
  const known = new Set(fieldsOf(source).map(({ key }) => key))
  const lost = mapping.find((key) => key !== null && !known.has(key))
  if (lost === undefined) return
  const message = `Your role does not let you set ${lost} of a ${source.resource.noun}; map the column to nothing`
  throw new AppError('access.field-read-only', message, { details: [{ field: 'mapping', message }] })
}

/** One more step of the work, if it is still this job's to do. */
export function writeStep<T>(job: ImportJob, step: (ctx: Ctx, row: ImportRow) => Promise<T>): Promise<T> {
  return job.write(async (ctx) => step(ctx, assertMine(job, await lockImport(ctx.tx, keyOf(job)))))
}

export function keyOf({ actor, payload }: ImportJob): { tenantId: string; id: string } {
  return { tenantId: actor.tenant.id, id: payload.importId }
}

/** A job that was retried by hand after another had been started finds that it is not wanted any more. */
function assertMine(job: ImportJob, row: ImportRow | undefined): ImportRow {
  if (row?.job_id === job.id) return row
  throw new AppError('import.not-in-state', 'Another job has taken this import over')
}
