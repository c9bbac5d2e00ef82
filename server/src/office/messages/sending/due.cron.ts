import { systemActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { findTenantById } from '#platform/identity/credentials/credential.queries.ts'
import { newId } from '#platform/ids.ts'
import type { CronTask } from '#platform/jobs/cron.ts'
import { forEachTenant } from '#platform/jobs/housekeeping/for-each-tenant.ts'
import type { Services } from '#platform/services.ts'
import { hasDue, listSilent, lockMessage, takeDue } from '../messages.queries.ts'
import { moveMessage } from './move-message.ts'
import { sendMessage } from './send-message.job.ts'

const BATCH = 500
const MINUTE_MS = 60_000
/** A queued message waits for nothing and its job is gone: cancelled by hand, say. */
const FORGOTTEN_MS = 15 * MINUTE_MS
/** Longer than any attempt lasts. */
const SENDING_MS = 15 * MINUTE_MS
/** Providers report within seconds, and try for up to three days. */
const SENT_MS = 3 * 24 * 60 * MINUTE_MS

const ago = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()

/** What has waited long enough gets a job. Twice gives a message two jobs, of which the second finds nothing to do. */
export const sendDue: CronTask = {
  name: 'messages.send-due',
  schedule: '* * * * *',
  run: (services, signal) =>
    forEachTenant(services, signal, async (tenantId) => {
      const now = services.clock.now()
      const due = { tenantId, now: now.toISOString(), forgottenBefore: ago(now, FORGOTTEN_MS) }
      const found = await services.database.read({ tenantId, actorId: null }, (tx) => hasDue(tx, due))
      if (found?.due) await writeIn(services, tenantId, (ctx) => queueDue(ctx, due))
    }),
}

async function queueDue(ctx: Ctx, due: { tenantId: string; now: string; forgottenBefore: string }): Promise<void> {
  for (const { id } of await takeDue(ctx.tx, { ...due, limit: BATCH })) ctx.addJob(sendMessage, { messageId: id })
}

/** What nobody will hear of any more ends as unknown, and says so. Twice changes nothing more. */
export const settleSilent: CronTask = {
  name: 'messages.settle-silent',
  schedule: '*/10 * * * *',
  run: (services, signal) =>
    forEachTenant(services, signal, async (tenantId) => {
      const now = services.clock.now()
      const silent = { tenantId, sendingBefore: ago(now, SENDING_MS), sentBefore: ago(now, SENT_MS), limit: BATCH }
      const found = await services.database.read({ tenantId, actorId: null }, (tx) => listSilent(tx, silent))
      if (found.length > 0) await writeIn(services, tenantId, (ctx) => settle(ctx, found))
    }),
}

const WHY = {
  sending:
    'The process that was sending it stopped, so it may have gone out. Ask the recipient before sending it again',
  sent: 'The provider took it and has not said within three days what became of it',
}

async function settle(ctx: Ctx, found: readonly { id: string; state: 'sending' | 'sent' }[]): Promise<void> {
  for (const { id, state } of found) {
    const row = await lockMessage(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
    if (row?.state === state)
      await moveMessage(ctx, row, { state: 'unknown', code: 'outcome-unknown', reason: WHY[state] })
  }
}

async function writeIn(services: Services, tenantId: string, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  const tenant = await services.database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  if (!tenant) return
  const request = { id: newId(), address: 'job', userAgent: 'messages' }
  await services.write(systemActor(tenant, 'Messages'), request, work)
}
