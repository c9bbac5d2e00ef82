import { SYSTEM_ID } from '../../access/actor.ts'
import { NO_TENANT } from '../../database/database.ts'
import type { Services } from '../../services.ts'
import { listTenantIds } from './housekeeping.queries.ts'

const TENANTS_AT_ONCE = 500

/** One tenant after the other, each in transactions of its own: nothing here sees past row level security. */
export async function forEachTenant(
  { database }: Pick<Services, 'database'>,
  /** Null: to the end. */
  signal: AbortSignal | null,
  work: (tenantId: string) => Promise<void> | void,
): Promise<void> {
  let afterId = SYSTEM_ID
  for (;;) {
    const tenants = await database.read(NO_TENANT, (tx) => listTenantIds(tx, { afterId, limit: TENANTS_AT_ONCE }))
    for (const { id } of tenants) {
      signal?.throwIfAborted()
      await work(id)
      afterId = id
    }
    if (tenants.length < TENANTS_AT_ONCE) return
  }
}
