import { MAX_PAGED_ROWS } from '@groundwork/contract/http/list.ts'
import type { CustomSort } from '../custom-fields/field-conditions.ts'
import type { Tx } from '../database/transaction.ts'
import { countWithValueTemplate, withoutValueTemplate, withValueTemplate } from './custom-order.ts'
import type { ListPlan } from './list-statement.ts'

type Values = Record<string, unknown>

interface Sorted {
  plan: ListPlan
  sort: CustomSort
  values: Values
}

/** A page and one row more of a list that is sorted by a custom field. */
export async function customPage<Row>(
  tx: Tx,
  { plan, sort, values }: Sorted,
  { limit, offset }: { limit: number; offset: number },
): Promise<Row[]> {
  // A position without a value stands among the records that have none: all others came before.
  const isPastValues = plan.after?.[0] === true
  const bounds = { ...values, limit: limit + 1, offset }
  const first = isPastValues ? [] : await tx.run<Row>(withValueTemplate(plan, sort).bind(bounds))
  if (first.length > limit) return first
  const skipped = first.length > 0 || offset === 0 ? 0 : offset - (await countWithValue(tx, plan, values))
  const isAtStart = !isPastValues && plan.after !== undefined
  const rest = isAtStart ? { ...plan, after: undefined } : plan
  const template = withoutValueTemplate(rest, sort)
  const more = await tx.run<Row>(template.bind({ ...values, limit: limit + 1 - first.length, offset: skipped }))
  return [...first, ...more]
}

/** Only asked for a page that begins behind the last value, and pages reach only so deep. */
async function countWithValue(tx: Tx, plan: ListPlan, values: Values): Promise<number> {
  const [row] = await tx.run<{ total: number }>(countWithValueTemplate(plan).bind({ ...values, cap: MAX_PAGED_ROWS }))
  return row?.total ?? 0
}
