import type { ReadCtx } from '#platform/context.ts'
import { reachableIds } from '#platform/resource/row-rights.ts'
import { listCustomerNames } from './customers.queries.ts'
import { customers } from './customers.resource.ts'

/** What the customers are called that a record refers to, as far as the reader reaches them: one query for all. */
export async function customerNames(
  ctx: ReadCtx,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  const seen = await reachableIds(ctx, customers, 'read', ids)
  const names = await listCustomerNames(ctx.tx, { tenantId: ctx.actor.tenant.id, ids: [...seen] })
  return new Map(names.map((customer) => [customer.id, customer]))
}
