import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'

/** What still hangs on a customer, in words: `3 bins that are not retired`. Undefined when nothing does. */
export type DeletionGuard = (ctx: Ctx, customerId: string) => Promise<string | undefined>

const guards: DeletionGuard[] = []

/** The port that modules fill in app.ts: a customer with active bins, open orders or unpaid invoices stays. */
export function guardCustomerDeletion(guard: DeletionGuard): void {
  guards.push(guard)
}

export async function assertMayTrash(ctx: Ctx, { id, name }: { id: string; name: string }): Promise<void> {
  const reasons = (await Promise.all(guards.map((guard) => guard(ctx, id)))).filter((reason) => reason !== undefined)
  if (reasons.length === 0) return
  throw new AppError('customer.in-use', `${name} still has ${reasons.join(' and ')}; settle that first`)
}
