import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx } from '#platform/context.ts'
import { storedValues } from '#platform/custom-fields/fields-of.ts'
import { customInput, type ValueJudge, valueJudge } from '#platform/custom-fields/set-values.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { Bound } from '#platform/database/wire.ts'
import type { FieldProblem } from '#platform/errors.ts'
import { toFieldProblems } from '#platform/http/parse.ts'
import { toKnownError } from '#platform/http/problem.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { findOwners } from '#platform/resource/row-batches.ts'
import { newRow } from '#platform/resource/write.ts'
import { type Found, findRecords } from './find-records.ts'
import { isPlain, type MappedRow, type Plan, problemAt } from './map-row.ts'
import { resolveReferences } from './references.ts'

/** What is to become of a row. `stored` is what stands in the table then, computed columns included. */
export type Verdict =
  | { kind: 'create'; row: MappedRow; stored: BaseRow }
  | { kind: 'update'; row: MappedRow; stored: BaseRow; current: BaseRow; columns: Partial<BaseRow> }
  | { kind: 'unchanged'; row: MappedRow }
  | { kind: 'failed'; row: MappedRow }

/**
 * Judges rows as the API would judge them one by one, but asks the database once for all of them. A dry run and a run
 * differ in this only: a run locks the records it is going to change.
 */
export async function judgeRows(
  ctx: Ctx,
  plan: Plan,
  rows: readonly MappedRow[],
  { isRun }: { isRun: boolean },
): Promise<Verdict[]> {
  await resolveReferences(ctx, plan, rows)
  const found = await findRecords(ctx, plan, rows, { isRun })
  const judge = await valueJudge(
    ctx,
    plan.source.resource,
    rows.map(({ input }) => customInput(input)),
  )
  const verdicts = rows.map((row) => judgeRow({ ctx, plan, judge }, row, found.get(row)))
  await askRules(ctx, plan, verdicts)
  await refuseTaken(ctx, plan, verdicts)
  return verdicts.map((verdict) => (verdict.row.problems.length > 0 ? { kind: 'failed', row: verdict.row } : verdict))
}

interface Judging {
  ctx: Ctx
  plan: Plan
  judge: ValueJudge
}

function judgeRow(judging: Judging, row: MappedRow, found: Found | undefined): Verdict {
  if (row.problems.length > 0 || found === undefined) return { kind: 'failed', row }
  return found.current ? judgeChange(judging, row, found.current) : judgeNew(judging, row)
}

function judgeNew({ ctx, plan, judge }: Judging, row: MappedRow): Verdict {
  const { resource, complete } = plan.source
  const result = resource.schemas.create.safeParse(complete?.(row.input) ?? row.input)
  if (!result.success) return refuse(plan, row, toFieldProblems(result.error, 'body'))
  const custom = customColumn(resource, judge, result.data, undefined)
  if (custom.problems.length > 0) return refuse(plan, row, custom.problems)
  const draft = { ...newRow<BaseRow, unknown>(ctx, resource, result.data), ...custom.columns }
  return { kind: 'create', row, stored: { ...draft, ...resource.derive(draft) } }
}

/** What stands in the column of custom fields then; nothing where the row says nothing of them. */
function customColumn(
  { takesCustomFields }: Plan['source']['resource'],
  judge: ValueJudge,
  input: unknown,
  current: BaseRow | undefined,
): { columns: object; problems: FieldProblem[] } {
  const given = customInput(input)
  if (!takesCustomFields || (current && given === undefined)) return { columns: {}, problems: [] }
  const { values, problems } = judge.set(given, current && storedValues(current))
  return { columns: { custom_fields: values }, problems }
}

function judgeChange({ ctx, plan, judge }: Judging, row: MappedRow, current: BaseRow): Verdict {
  const { resource } = plan.source
  const record = resource.toRecord(current)
  const input = withoutUnchanged(withKeptParts(row.input, record), record)
  const result = resource.schemas.update.safeParse(input)
  if (!result.success) return refuse(plan, row, toFieldProblems(result.error, 'body'))
  const custom = customColumn(resource, judge, result.data, current)
  if (custom.problems.length > 0) return refuse(plan, row, custom.problems)
  const columns = { ...resource.toColumns(result.data, current), ...custom.columns }
  const next = { ...current, ...columns }
  if (Object.keys(diffRecords(record, resource.toRecord(next))).length === 0) return { kind: 'unchanged', row }
  const stamp = { updated_at: ctx.now.toISOString(), updated_by: ctx.actor.id }
  return { kind: 'update', row, current, columns, stored: { ...next, ...resource.derive(next), ...stamp } }
}

/** A file names parts of an address; the others stay as they are. */
function withKeptParts(input: Record<string, unknown>, record: object): Record<string, unknown> {
  const entries = Object.entries(input).map(([field, value]) => {
    const current: unknown = Reflect.get(record, field)
    // Custom fields are parts already: each is set by itself.
    if (field === 'customFields') return [field, value]
    return [field, isPlain(value) && isPlain(current) ? { ...current, ...value } : value]
  })
  return Object.fromEntries(entries)
}

/** What is said again is not said: some fields leave a mark whenever they are set. */
function withoutUnchanged(input: Record<string, unknown>, record: object): Record<string, unknown> {
  const changes = diffRecords(record, { ...record, ...input })
  return Object.fromEntries(Object.entries(input).filter(([field]) => field in changes || field === 'customFields'))
}

function refuse(plan: Plan, row: MappedRow, problems: readonly { field: string; message: string }[]): Verdict {
  for (const { field, message } of problems) row.problems.push(problemAt(plan, row, field, message))
  return { kind: 'failed', row }
}

/** The rules of the resource are asked in one flight, however many rows there are. */
async function askRules(ctx: Ctx, plan: Plan, verdicts: readonly Verdict[]): Promise<void> {
  const { rules } = plan.source.resource
  if (!rules?.beforeSave) return
  const asking = { ...ctx, tx: askingOnce(ctx.tx) }
  await Promise.all(
    verdicts.map(async (verdict) => {
      if (verdict.kind !== 'create' && verdict.kind !== 'update') return
      const current = verdict.kind === 'update' ? verdict.current : undefined
      await rules
        .beforeSave?.(asking, verdict.stored, current)
        .catch((thrown: unknown) => noteRefusal(plan, verdict.row, thrown))
    }),
  )
}

/** Rules only read, and those of a thousand bins ask about the same fifty customers: each question goes out once. */
function askingOnce(tx: Tx): Tx {
  const answers = new Map<string, Promise<unknown[]>>()
  return {
    run<Row>(bound: Bound): Promise<Row[]> {
      const question = JSON.stringify([bound.statement.text, bound.values])
      const answer = answers.get(question) ?? tx.run(bound)
      answers.set(question, answer)
      // The same statement has the same rows.
      return answer as Promise<Row[]>
    },
  }
}

/** A refusal belongs to its row; a failure of ours to the whole. */
export function noteRefusal(plan: Plan, row: MappedRow, thrown: unknown): void {
  const error = toKnownError(thrown)
  if (error.status >= 500) throw thrown
  const details = error.details.length > 0 ? error.details : [{ field: '', message: error.message }]
  for (const { field, message } of details) {
    row.problems.push(field === '' ? { column: null, value: null, message } : problemAt(plan, row, field, message))
  }
}

/** Another record has the key already. Inside the file, the rows have been compared before. */
async function refuseTaken(ctx: Ctx, plan: Plan, verdicts: readonly Verdict[]): Promise<void> {
  const { resource, keys } = plan.source
  const written = verdicts.flatMap((verdict) =>
    verdict.kind === 'create' || verdict.kind === 'update' ? [verdict] : [],
  )
  for (const { column, table, taken } of keys) {
    if (taken === undefined) continue
    const keyOf = (row: BaseRow): unknown => Reflect.get(row, table.name)
    const values = [...new Set(written.map(({ stored }) => keyOf(stored)))].filter((value) => typeof value === 'string')
    if (values.length === 0) continue
    const owners = await findOwners(ctx.tx, resource.table, { tenantId: ctx.actor.tenant.id, key: table, values })
    const ownerOf = new Map(owners.map(({ key_value, id }) => [key_value, id]))
    for (const { row, stored } of written) {
      const owner = ownerOf.get(String(keyOf(stored)))
      if (owner !== undefined && owner !== stored.id) row.problems.push(problemAt(plan, row, column, taken))
    }
  }
}
