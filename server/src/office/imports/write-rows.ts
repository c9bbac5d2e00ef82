import type { Ctx } from '#platform/context.ts'
import { fieldsOf } from '#platform/custom-fields/fields-of.ts'
import { findDatabaseError } from '#platform/database/violations.ts'
import { toKnownError } from '#platform/http/problem.ts'
import { toShown } from '#platform/resource/records.ts'
import type { AnyResource, BaseRow } from '#platform/resource/resource.ts'
import { updateRows } from '#platform/resource/row-batches.ts'
import { rowsOf } from '#platform/resource/row-statements.ts'
import { leaveTrail } from '#platform/resource/write.ts'
import type { UpdateNote } from './batches.queries.ts'
import { noteRefusal, type Verdict } from './judge-rows.ts'
import type { Plan } from './map-row.ts'

type Creation = Extract<Verdict, { kind: 'create' }>
type Change = Extract<Verdict, { kind: 'update' }>
type Writable = Creation | Change

export interface Written {
  createdIds: string[]
  updates: UpdateNote[]
}

/** Writes rows set by set. The trail is left as if each had been sent to the API. */
export async function writeRows(ctx: Ctx, plan: Plan, verdicts: readonly Verdict[]): Promise<Written> {
  const writable = verdicts.filter(
    (verdict): verdict is Writable => verdict.kind === 'create' || verdict.kind === 'update',
  )
  const written: Written = { createdIds: [], updates: [] }
  await writeOrSplit(ctx, plan, writable, written)
  return written
}

/**
 * Somebody may have taken a key since it was looked up, and a table may refuse what its schema lets through. Then the
 * halves are tried each for itself, down to the row that it is about.
 */
async function writeOrSplit(ctx: Ctx, plan: Plan, verdicts: readonly Writable[], written: Written): Promise<void> {
  if (verdicts.length === 0) return
  const rows = await ctx
    .attempt(() => writeAll(ctx, plan.source.resource, verdicts))
    .catch((thrown: unknown) => assertSplittable(thrown))
  if (rows.kind === 'written') return noteWritten(ctx, plan.source.resource, verdicts, rows.stored, written)
  const [only] = verdicts
  if (verdicts.length === 1 && only) return refuseRow(plan, only, rows.thrown)
  const middle = Math.ceil(verdicts.length / 2)
  await writeOrSplit(ctx, plan, verdicts.slice(0, middle), written)
  await writeOrSplit(ctx, plan, verdicts.slice(middle), written)
}

type Attempt = { kind: 'written'; stored: Map<string, BaseRow> } | { kind: 'refused'; thrown: unknown }

async function writeAll(ctx: Ctx, resource: AnyResource, verdicts: readonly Writable[]): Promise<Attempt> {
  const tenantId = ctx.actor.tenant.id
  const creations = verdicts.filter((verdict) => verdict.kind === 'create')
  const changes = verdicts.filter((verdict) => verdict.kind === 'update')
  const [inserted, updated] = await Promise.all([
    creations.length > 0
      ? rowsOf<BaseRow>(resource).insert(
          ctx.tx,
          tenantId,
          creations.map(({ stored }) => stored),
        )
      : [],
    changes.length > 0
      ? updateRows<BaseRow>(ctx.tx, resource, { tenantId, rows: toChangedRows(resource, changes) })
      : [],
  ])
  return { kind: 'written', stored: new Map([...inserted, ...updated].map((row) => [row.id, row])) }
}

/** Every row sets the columns that any of them changes, to what it has where it changes nothing: all are locked. */
function toChangedRows(resource: AnyResource, changes: readonly Change[]): ({ id: string } & object)[] {
  const names = new Set(['id', 'updated_at', 'updated_by', ...changes.flatMap(({ columns }) => Object.keys(columns))])
  for (const { stored } of changes.slice(0, 1)) for (const name of Object.keys(resource.derive(stored))) names.add(name)
  return changes.map(({ stored }) => ({
    id: stored.id,
    ...Object.fromEntries([...names].map((name) => [name, Reflect.get(stored, name)])),
  }))
}

// Integrity: what the table says no to. Anything else (no connection, a time limit, a deadlock) concerns the whole batch.
const INTEGRITY = /^23|^22/

function assertSplittable(thrown: unknown): Attempt {
  if (INTEGRITY.test(findDatabaseError(thrown)?.code ?? '')) return { kind: 'refused', thrown }
  throw thrown
}

function refuseRow(plan: Plan, { row }: Writable, thrown: unknown): void {
  const isKnown = toKnownError(thrown).status < 500
  if (isKnown) noteRefusal(plan, row, thrown)
  else row.problems.push({ column: null, value: null, message: constraintSentence(thrown) })
}

/** A schema lets something through that the table does not: our mistake, told by the name of the constraint. */
function constraintSentence(thrown: unknown): string {
  const constraint = findDatabaseError(thrown)?.constraint
  return `The row breaks a rule of the database${constraint ? ` (${constraint})` : ''}`
}

async function noteWritten(
  ctx: Ctx,
  resource: AnyResource,
  verdicts: readonly Writable[],
  stored: Map<string, BaseRow>,
  written: Written,
): Promise<void> {
  const fields = await fieldsOf(ctx, resource)
  for (const verdict of verdicts) {
    const row = stored.get(verdict.stored.id)
    if (!row) throw new Error(`${resource.table} did not keep row ${verdict.row.number}`)
    const after = toShown(fields, resource, row)
    if (verdict.kind === 'create') {
      written.createdIds.push(row.id)
      leaveTrail(ctx, resource, 'created', undefined, after)
      await resource.rules?.afterCreate?.(ctx, after)
    } else {
      written.updates.push({
        id: row.id,
        version: row.version,
        before: pick(verdict.current, Object.keys(verdict.columns)),
      })
      leaveTrail(ctx, resource, 'updated', toShown(fields, resource, verdict.current), after)
    }
  }
}

function pick(row: BaseRow, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, Reflect.get(row, name)]))
}
