import { SYSTEM_ID } from '../../access/actor.ts'
import { NO_TENANT } from '../../database/database.ts'
import type { Tx } from '../../database/transaction.ts'
import type { Services } from '../../services.ts'
import type { CronTask } from '../cron.ts'
import {
  deleteEndedSessions,
  deleteExpiredLinks,
  deleteOldEvents,
  deleteOldKeys,
  deleteOldProgress,
  deleteOldRuns,
  deletePasskeyAnswers,
  deleteUsedRefreshTokens,
  listTenantIds,
} from './housekeeping.queries.ts'

const BATCH = 2_000
const TENANTS_AT_ONCE = 500

type DeleteOld = (tx: Tx, params: { tenantId: string; limit: number }) => Promise<{ count: number } | undefined>

/** What is kept for a time only. Deleting twice deletes nothing more, so every task may run again. */
export const HOUSEKEEPING: readonly CronTask[] = [
  perTenant('events.delete-old', '7 * * * *', deleteOldEvents),
  perTenant('events.delete-old-progress', '17 3 * * *', deleteOldProgress),
  perTenant('idempotency.delete-old-keys', '27 * * * *', deleteOldKeys),
  perTenant('jobs.delete-old', '37 3 * * *', deleteOldRuns),
  once('identity.delete-expired-links', '47 * * * *', deleteExpiredLinks),
  once('identity.delete-ended-sessions', '12 4 * * *', deleteEndedSessions),
  once('identity.delete-used-refresh-tokens', '22 4 * * *', deleteUsedRefreshTokens),
  once('identity.delete-passkey-answers', '57 * * * *', deletePasskeyAnswers),
]

/** Of tables that belong to no tenant. */
function once(
  name: string,
  schedule: string,
  deleteOld: (tx: Tx, params: { limit: number }) => Promise<{ count: number } | undefined>,
): CronTask {
  return {
    name,
    schedule,
    run: ({ database }, signal) =>
      untilDone(signal, () => database.write(NO_TENANT, (tx) => deleteOld(tx, { limit: BATCH }))),
  }
}

function perTenant(name: string, schedule: string, deleteOld: DeleteOld): CronTask {
  return {
    name,
    schedule,
    run: (services, signal) =>
      forEachTenant(services, signal, (tenantId) =>
        untilDone(signal, () =>
          services.database.write({ tenantId, actorId: SYSTEM_ID }, (tx) => deleteOld(tx, { tenantId, limit: BATCH })),
        ),
      ),
  }
}

/** One tenant after the other, each in transactions of its own: nothing here sees past row level security. */
async function forEachTenant(
  { database }: Services,
  signal: AbortSignal,
  work: (tenantId: string) => Promise<void>,
): Promise<void> {
  let afterId = SYSTEM_ID
  for (;;) {
    const tenants = await database.read(NO_TENANT, (tx) => listTenantIds(tx, { afterId, limit: TENANTS_AT_ONCE }))
    for (const { id } of tenants) {
      signal.throwIfAborted()
      await work(id)
      afterId = id
    }
    if (tenants.length < TENANTS_AT_ONCE) return
  }
}

async function untilDone(signal: AbortSignal, deleteSome: () => Promise<{ count: number } | undefined>): Promise<void> {
  for (;;) {
    const deleted = await deleteSome()
    if (!deleted || deleted.count < BATCH) return
    signal.throwIfAborted()
  }
}
