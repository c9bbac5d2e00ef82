import type { MessageState } from '@groundwork/contract/office/messages.ts'
import { type ActorTenant, systemActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { findTenantById } from '#platform/identity/credentials/credential.queries.ts'
import { newId } from '#platform/ids.ts'
import { insertStep, lockMessage } from '../messages.queries.ts'
import type { MessageRow } from '../messages.row.ts'
import { canBecome } from '../messages.status.ts'
import { optOut } from '../opt-outs/opt-outs.service.ts'
import { moveMessage } from '../sending/move-message.ts'
import type { Reference } from './callback-reference.ts'

/** What a provider says about one message, in our words. */
export interface Report {
  /** Null for what is worth writing down and changes nothing, such as a delay. */
  state: Extract<MessageState, 'sent' | 'delivered' | 'refused'> | null
  note: string | null
  /** Their name for the report: the same one again is a repetition. */
  providerKey: string
  isOptOut: boolean
}

export async function findTenant(database: Database, id: string): Promise<ActorTenant | undefined> {
  return (await database.read(NO_TENANT, (tx) => findTenantById(tx, { id }))) ?? undefined
}

/** Repetitions change nothing, and neither does what comes too late: it is only written down. */
export async function takeReport(
  { services, request }: ManualCtx,
  { tenantId, messageId }: Reference,
  report: Report,
): Promise<void> {
  const tenant = await findTenant(services.database, tenantId)
  if (!tenant) return
  await services.write(systemActor(tenant, 'Message provider'), request, async (ctx) => {
    const row = await lockMessage(ctx.tx, { tenantId, id: messageId })
    if (row && (await isNews(ctx, row, report))) await applyReport(ctx, row, report)
  })
}

/** Kept under the state it stands in: moveMessage writes the step of a change itself. */
async function isNews(ctx: Ctx, row: MessageRow, { note, providerKey, state }: Report): Promise<boolean> {
  const step = await insertStep(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(),
    messageId: row.id,
    at: ctx.now.toISOString(),
    state: state !== null && canBecome(row.state, state) ? state : row.state,
    note,
    providerKey,
  })
  return step !== undefined
}

async function applyReport(ctx: Ctx, row: MessageRow, { state, note, isOptOut }: Report): Promise<void> {
  if (isOptOut) {
    const recipient = { channel: row.channel, addressNorm: row.recipient_norm }
    await optOut(ctx, recipient, { source: 'provider', messageId: row.id })
  }
  if (state === null || !canBecome(row.state, state)) return
  const sentAt = row.sent_at ?? ctx.now.toISOString()
  const reason = note === null ? {} : { reason: note }
  const code = state === 'refused' ? { code: isOptOut ? ('opted-out' as const) : ('provider-refused' as const) } : {}
  await moveMessage(ctx, row, { state, sent_at: sentAt, ...reason, ...code, isReported: true })
}
