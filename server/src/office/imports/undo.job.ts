import type { Ctx } from '#platform/context.ts'
import { toKnownError } from '#platform/http/problem.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import type { AnyResource, BaseRow } from '#platform/resource/resource.ts'
import { lockByIds } from '#platform/resource/row-batches.ts'
import { type BatchRow, endUndo, findBatchToUndo, saveUndone, type UpdateNote } from './batches.queries.ts'
import { beginWork, ImportPayload, writeStep } from './import-work.ts'
import { type Left, type PutBack, putBack } from './put-back.ts'

/** Twice is harmless: each batch is marked in the transaction that undoes it. */
export const undoImport = defineJob<ImportPayload>({
  name: 'imports.undo',
  title: 'Undo an import',
  payload: ImportPayload,
  attempts: 5,
  timeoutMs: 120 * 60_000,
  run: undo,
})

const MAX_REASONS = 1_000

async function undo(job: JobRun<ImportPayload>): Promise<{ undone: number; left: number }> {
  const { row, plan } = await beginWork(job)
  const total = { undone: row.undone, left: row.left_count }
  const inAll = row.created + row.updated
  for (;;) {
    job.signal.throwIfAborted()
    const step = await writeStep(job, (ctx) => undoBatch(ctx, plan.source.resource, row.id))
    if (!step) break
    total.undone += step.undone
    total.left += step.left
    await job.progress(total.undone + total.left, inAll)
  }
  await writeStep(job, async (ctx) => {
    await endUndo(ctx.tx, { tenantId: ctx.actor.tenant.id, importId: row.id })
    ctx.audit('import.undone', {
      resource: { type: 'office.imports', id: row.id },
      note: `${row.file_name}: ${total.undone} records taken back, ${total.left} left`,
    })
  })
  return total
}

async function undoBatch(
  ctx: Ctx,
  resource: AnyResource,
  importId: string,
): Promise<{ undone: number; left: number } | undefined> {
  const tenantId = ctx.actor.tenant.id
  const batch = await findBatchToUndo(ctx.tx, { tenantId, importId })
  if (!batch) return undefined
  const left: Left[] = []
  const open = await findUntouched(ctx, resource, batch, left)
  const undone = await putBack(ctx, resource, open, left)
  await saveUndone(ctx.tx, {
    tenantId,
    importId,
    number: batch.number,
    now: ctx.now.toISOString(),
    undone,
    left: left.length,
    reasons: JSON.stringify(left.slice(0, MAX_REASONS)),
    maxReasons: MAX_REASONS,
  })
  return { undone, left: left.length }
}

/** Records that are as the import left them; of all others it is noted why they stay. */
async function findUntouched(
  ctx: Ctx,
  resource: AnyResource,
  { created_ids, updates }: BatchRow,
  left: Left[],
): Promise<PutBack[]> {
  const ids = [...created_ids, ...updates.map(({ id }) => id)]
  const rows = await lockByIds<BaseRow>(ctx.tx, resource, { tenantId: ctx.actor.tenant.id, ids })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const notes = new Map(updates.map((note) => [note.id, note]))
  const open: PutBack[] = []
  for (const id of ids) {
    const current = byId.get(id)
    const note = notes.get(id)
    const reason = whyLeft(current, note)
    if (reason !== undefined || !current) left.push({ id, reason: reason ?? 'It is gone' })
    else open.push({ current, columns: note ? note.before : { deleted_at: ctx.now.toISOString() }, isTrash: !note })
  }
  return withoutGuarded(ctx, resource, open, left)
}

const MADE_VERSION = 1

function whyLeft(current: BaseRow | undefined, note: UpdateNote | undefined): string | undefined {
  if (!current) return 'It was deleted for good'
  if (current.deleted_at !== null) return 'It is in the trash already'
  if (current.version !== (note?.version ?? MADE_VERSION)) return 'Somebody changed it after the import'
  return undefined
}

/** A customer whose bins are on the street stays, whoever asks. */
async function withoutGuarded(
  ctx: Ctx,
  resource: AnyResource,
  open: readonly PutBack[],
  left: Left[],
): Promise<PutBack[]> {
  const { rules } = resource
  if (!rules?.beforeTrash) return [...open]
  const reasons = await Promise.all(
    open.map(({ isTrash, current }) =>
      isTrash ? rules.beforeTrash?.(ctx, current).then(() => undefined, reasonOf) : undefined,
    ),
  )
  return open.filter(({ current }, index) => {
    const reason = reasons[index]
    if (reason !== undefined) left.push({ id: current.id, reason })
    return reason === undefined
  })
}

export function reasonOf(thrown: unknown): string {
  const error = toKnownError(thrown)
  if (error.status >= 500) throw thrown
  return error.message
}
