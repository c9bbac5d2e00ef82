import type { Tx } from '../database/transaction.ts'
import type { Bound } from '../database/wire.ts'
import { customPage } from './custom-page.ts'
import { firstRowsTemplate, type ListPlan, rowsTemplate, walkedFilters, walkTemplate } from './list-statement.ts'

/** The rows of a page and one more, by the statement that is good for what is asked. */
export function readPage<Row>(
  tx: Tx,
  plan: ListPlan,
  values: Record<string, unknown>,
  { limit, offset }: { limit: number; offset: number },
): Promise<Row[]> {
  if (plan.customSort) return customPage(tx, { plan, sort: plan.customSort, values }, { limit, offset })
  return walkedPage(tx, plan, values, { limit, offset })
}

/** Where a filter matches much, its records mostly are met soon; where not, all of them are looked up and sorted. */
async function walkedPage<Row>(
  tx: Tx,
  plan: ListPlan,
  values: Record<string, unknown>,
  { limit, offset }: { limit: number; offset: number },
): Promise<Row[]> {
  const walked = walkedFilters(plan)
  const walk = walked.length > 0 ? walkTemplate(plan) : undefined
  if (!walk) return tx.run<Row>(bindPage(plan, values, limit, offset))
  const met = await tx.run<Row>(walk.bind({ ...values, limit: limit + 1, offset }))
  if (met.length > limit) return met
  // By the ids themselves: a join is planned as the very walk that has just found too little.
  const filters = plan.filters.map((asked) => (walked.includes(asked) ? { ...asked, isWide: false } : asked))
  return tx.run<Row>(bindPage({ ...plan, filters }, values, limit, offset))
}

/** What the API and the console ask for unless told otherwise, and the most there is. */
const USUAL_LIMITS = new Set([20, 50, 100])

/** The rows of a page and one more, which tells whether another page follows. */
export function bindPage(plan: ListPlan, values: Record<string, unknown>, limit: number, offset: number): Bound {
  const count = limit + 1
  if (offset === 0 && USUAL_LIMITS.has(limit)) return firstRowsTemplate(plan, count).bind(values)
  return rowsTemplate(plan).bind({ ...values, limit: count, offset })
}
