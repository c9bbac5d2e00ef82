import { SYSTEM_ID } from '../../access/actor.ts'
import { NO_TENANT } from '../../database/database.ts'
import type { Tx } from '../../database/transaction.ts'
import type { CronTask } from '../cron.ts'
import { forEachTenant } from './for-each-tenant.ts'
import {
  deleteEndedSessions,
  deleteExpiredLinks,
  deleteOldEvents,
  deleteOldKeys,
  deleteOldNotifications,
  deleteOldProgress,
  deleteOldRuns,
  deletePasskeyAnswers,
  deleteUsedRefreshTokens,
} from './housekeeping.queries.ts'

const BATCH = 2_000

type DeleteOld = (tx: Tx, params: { tenantId: string; limit: number }) => Promise<{ count: number } | undefined>

/** What is kept for a time only. Deleting twice deletes nothing more, so every task may run again. */
export const HOUSEKEEPING: readonly CronTask[] = [
  perTenant('events.delete-old', '7 * * * *', deleteOldEvents),
  perTenant('events.delete-old-progress', '17 3 * * *', deleteOldProgress),
  perTenant('idempotency.delete-old-keys', '27 * * * *', deleteOldKeys),
  perTenant('notifications.delete-old', '57 3 * * *', deleteOldNotifications),
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

/** Deletes in every tenant, one after the other, until nothing old is left. */
export function perTenant(name: string, schedule: string, deleteOld: DeleteOld): CronTask {
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

async function untilDone(signal: AbortSignal, deleteSome: () => Promise<{ count: number } | undefined>): Promise<void> {
  for (;;) {
    const deleted = await deleteSome()
    if (!deleted || deleted.count < BATCH) return
    signal.throwIfAborted()
  }
}
