import { NO_TENANT } from '../database/database.ts'
import { gauge } from '../metrics/metrics.ts'
import type { Services } from '../services.ts'
import { summariseTurns } from './turns.queries.ts'

/** Of the whole installation: they come from the database, whichever worker process is asked. */
export function offerWebhookGauges({ database }: Pick<Services, 'database'>): void {
  const turns = async () => database.read(NO_TENANT, (tx) => summariseTurns(tx, {}))
  gauge('groundwork_webhook_endpoints_waiting', 'Endpoints that something waits to be sent to', async () => {
    return (await turns())?.waiting ?? 0
  })
  gauge('groundwork_webhook_late_seconds', 'How long the longest waiting endpoint has been due', async () => {
    return (await turns())?.late_seconds ?? 0
  })
}
