import type { ApiKey, CreateApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { isPermission } from '#platform/access/access-check.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, invalidField, notFound } from '#platform/errors.ts'
import { assertConfirmed } from '#platform/identity/step-up/step-up.ts'
import { newId } from '#platform/ids.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { normaliseAddresses } from './allowed-addresses.ts'
import { apiKeyAbilities, missingOf, toApiKey } from './api-keys.list.ts'
import { findApiKeyRecord, insertApiKey, lockApiKeyRecord, revokeApiKeyRecord } from './api-keys.queries.ts'
import { hashApiKey, newApiKey, shownPrefix } from './key-format.ts'

export async function getApiKey({ tx, actor }: ReadCtx, id: string, withCan = false): Promise<ApiKey> {
  const row = await findApiKeyRecord(tx, { tenantId: actor.tenant.id, id })
  if (!row) throw notFound('API key')
  return { ...toApiKey(row), ...(withCan ? { can: apiKeyAbilities(actor, row) } : {}) }
}

/** The one moment the key itself is known. It is only given to somebody who proves who they are. */
export async function createApiKey(ctx: Ctx, input: CreateApiKey): Promise<ApiKey & { key: string }> {
  await assertConfirmed(ctx)
  const permissions = [...new Set(input.permissions)]
  assertHeld(ctx.actor, permissions)
  assertAhead(input.expiresAt, ctx.now)

  const key = newApiKey(input.mode)
  const row = await insertApiKey(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(ctx.now.getTime()),
    name: input.name,
    prefix: shownPrefix(key),
    keyHash: hashApiKey(key),
    permissions,
    allowedAddresses: normaliseAddresses(input.allowedAddresses),
    rateLimitPerHour: input.rateLimitPerHour,
    expiresAt: input.expiresAt ?? null,
    createdBy: ctx.actor.id,
    now: ctx.now,
  })
  if (!row) throw new Error('Nothing was inserted into api_keys')
  ctx.audit('api-key.created', {
    resource: { type: 'platform.api-keys', id: row.id },
    severity: 'high',
    note: `${row.name}: ${permissions.join(', ')}`,
  })
  return { ...toApiKey(row), key }
}

/** Refused everywhere within a second. */
export async function revokeApiKey(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const { id: updatedBy, tenant } = ctx.actor
  const row = await lockApiKeyRecord(ctx.tx, { tenantId: tenant.id, id })
  if (!row) throw notFound('API key')
  assertExpectedVersion(ifMatch, { noun: 'API key', version: row.version, record: toApiKey(row) })
  const [revoked] = await revokeApiKeyRecord(ctx.tx, { tenantId: tenant.id, id, now: ctx.now, updatedBy })
  if (!revoked) throw new AppError('api-key.revoked', `The key '${row.name}' is revoked already`)
  ctx.announce({ kind: 'api-key-changed', keyId: id })
  ctx.audit('api-key.revoked', { resource: { type: 'platform.api-keys', id }, severity: 'high', note: revoked.name })
}

export function assertAhead(expiresAt: string | null | undefined, now: Date): void {
  if (expiresAt && Date.parse(expiresAt) <= now.getTime()) throw invalidField('expiresAt', 'Lies in the past')
}

export function assertHeld(actor: Actor, permissions: readonly string[]): void {
  const unknown = permissions.find((name) => !isPermission(name))
  if (unknown !== undefined)
    throw invalidField('permissions', `There is no permission '${unknown}'; GET /api/permissions lists them`)
  const missing = missingOf(actor, permissions)
  if (missing.length === 0) return
  const message = `You cannot give a key what you do not have: ${missing.join(', ')}`
  throw new AppError('access.key-permission-too-high', message, { details: [{ field: 'permissions', message }] })
}
