import type { DeletionGuard } from '#office/customers/deletion-guards.ts'
import { countActiveBins } from './bins.queries.ts'

/** A customer with bins on the street stays. */
export const keepCustomersWithBins: DeletionGuard = async (ctx, customerId) => {
  const active = await countActiveBins(ctx.tx, { tenantId: ctx.actor.tenant.id, customerId })
  if (!active || active.count === 0) return undefined
  return active.count === 1 ? '1 bin that is not retired' : `${active.count} bins that are not retired`
}
