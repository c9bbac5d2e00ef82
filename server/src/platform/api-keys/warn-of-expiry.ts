import { systemActor } from '#platform/access/actor.ts'
import type { RequestInfo } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { findTenantById } from '#platform/identity/credentials/credential.queries.ts'
import { newId } from '#platform/ids.ts'
import type { CronTask } from '#platform/jobs/cron.ts'
import { forEachTenant } from '#platform/jobs/housekeeping/for-each-tenant.ts'
import type { Services } from '#platform/services.ts'
import { takeExpiring } from './api-keys.queries.ts'

const AHEAD_MS = 7 * 24 * 60 * 60 * 1000

/** Says a week ahead that a key ends. A key is taken with the event that tells of it, so running twice tells once. */
export const warnOfExpiry: CronTask = {
  name: 'api-keys.warn-of-expiry',
  schedule: '32 * * * *',
  run: (services, signal) => forEachTenant(services, signal, (tenantId) => warnTenant(services, tenantId)),
}

async function warnTenant(services: Services, tenantId: string): Promise<void> {
  const tenant = await services.database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  if (!tenant) return
  const request: RequestInfo = { id: newId(), address: '127.0.0.1', userAgent: null }
  await services.write(systemActor(tenant), request, async ({ tx, emit, now }) => {
    const until = new Date(now.getTime() + AHEAD_MS)
    for (const key of await takeExpiring(tx, { tenantId, now, until })) emit('api-key.expiring', key.id, key)
  })
}
