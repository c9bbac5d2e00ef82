import type { Ctx } from '#platform/context.ts'
import { assertConfirmed } from '#platform/identity/step-up/step-up.ts'
import { openSecrets, secretBox } from '../secret-boxes.ts'
import { newSecret } from '../signature.ts'
import { replaceSecret } from './endpoints.queries.ts'
import { lockOrThrow } from './endpoints.service.ts'
import { hostOf } from './stop-endpoint.ts'

const BOTH_VALID_MS = 24 * 60 * 60 * 1000

export interface ShownSecret {
  secret: string
  previousSecretUntil: string | null
}

/** For whoever proves who they are, and written down. */
export async function revealSecret(ctx: Ctx, id: string): Promise<ShownSecret> {
  const row = await lockOrThrow(ctx, id)
  await assertConfirmed(ctx)
  ctx.audit('webhook.secret-revealed', { resource: { type: 'platform.webhooks', id }, severity: 'high' })
  return { secret: openSecrets(secretBox(ctx.config), row, ctx.now).current, previousSecretUntil: null }
}

/** Both are valid for a day: every request carries two signatures until then. */
export async function rotateSecret(ctx: Ctx, id: string): Promise<ShownSecret> {
  await lockOrThrow(ctx, id)
  await assertConfirmed(ctx)
  const secret = newSecret()
  const row = await replaceSecret(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id,
    sealedSecret: secretBox(ctx.config).seal(secret, id),
    previousUntil: new Date(ctx.now.getTime() + BOTH_VALID_MS),
    updatedBy: ctx.actor.id,
    now: ctx.now,
  })
  if (!row) throw new Error('The webhook was locked and is gone')
  const resource = { type: 'platform.webhooks', id, version: row.version }
  ctx.audit('webhook.secret-rotated', { resource, severity: 'high' })
  ctx.emit('webhook.endpoint-updated', id, { id, host: hostOf(row.url), changedFields: ['signature'] })
  return { secret, previousSecretUntil: row.previous_secret_until }
}
