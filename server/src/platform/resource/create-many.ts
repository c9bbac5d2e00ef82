import type { Ctx } from '../context.ts'
import { customInput, toColumns, valueJudge } from '../custom-fields/set-values.ts'
import { assertMayWrite } from './field-rights.ts'
import { toRecords } from './records.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'
import { rowsOf } from './row-statements.ts'
import { leaveTrail, newRow } from './write.ts'

/** Creates many records in one statement, each with its audit entry and event. One that breaks a constraint fails them all. */
export async function createMany<Row extends BaseRow, Rec extends BaseRecord, Create>(
  ctx: Ctx,
  resource: Resource<Row, Rec, Create, unknown>,
  inputs: readonly Create[],
  adjust: (row: Row, index: number) => Partial<Row> = () => ({}),
): Promise<Rec[]> {
  for (const input of inputs) assertMayWrite(ctx.actor, resource, input, resource.schemas.create)
  const judge = await valueJudge(ctx, resource, inputs.map(customInput))
  const drafts = inputs.map((input, index) => {
    const row = newRow(ctx, resource, input)
    const custom = resource.takesCustomFields ? toColumns(judge.set(customInput(input), undefined)) : {}
    return { ...row, ...custom, ...adjust(row, index) }
  })
  const rows = await rowsOf<Row>(resource).insert(
    ctx.tx,
    ctx.actor.tenant.id,
    drafts.map((draft) => ({ ...draft, ...resource.derive(draft) })),
  )
  const records = await toRecords(ctx, resource, rows)
  return records.map((record) => {
    leaveTrail(ctx, resource, 'created', undefined, record)
    return record
  })
}
