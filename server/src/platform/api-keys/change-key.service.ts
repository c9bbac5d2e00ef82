import type { ApiKey, RotateApiKey, UpdateApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { assertConfirmed } from '#platform/identity/step-up/step-up.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { normaliseAddresses } from './allowed-addresses.ts'
import { missingOf, toApiKey } from './api-keys.list.ts'
import {
  type ApiKeyRow,
  endPreviousRecord,
  lockApiKeyRecord,
  rotateApiKeyRecord,
  updateApiKeyRecord,
} from './api-keys.queries.ts'
import { assertAhead, assertHeld } from './api-keys.service.ts'
import { hashApiKey, newApiKey, shownPrefix } from './key-format.ts'

const HOUR_MS = 60 * 60 * 1000

/** Absent keeps, null clears. Works with the next request, in every process. */
export async function changeApiKey(
  ctx: Ctx,
  id: string,
  input: UpdateApiKey,
  ifMatch: string | undefined,
): Promise<ApiKey> {
  const row = await standingKey(ctx, id, ifMatch)
  if (input.permissions) assertHeld(ctx.actor, input.permissions)
  if (input.expiresAt !== row.expires_at) assertAhead(input.expiresAt, ctx.now)
  const before = toApiKey(row)
  const next = toNext(row, input)
  const changes = diffRecords(before, { ...before, ...next })
  if (Object.keys(changes).length === 0) return before

  const { tx, actor, now } = ctx
  const saved = await updateApiKeyRecord(tx, { ...next, tenantId: actor.tenant.id, id, updatedBy: actor.id, now })
  return finish(ctx, saved, 'api-key.updated', { changes })
}

function toNext(row: ApiKeyRow, input: UpdateApiKey) {
  return {
    name: input.name ?? row.name,
    permissions: input.permissions ? [...new Set(input.permissions)] : row.permissions,
    allowedAddresses: input.allowedAddresses ? normaliseAddresses(input.allowedAddresses) : row.allowed_addresses,
    rateLimitPerHour: input.rateLimitPerHour ?? row.rate_limit_per_hour,
    expiresAt: input.expiresAt === undefined ? row.expires_at : input.expiresAt,
  }
}

/** A new secret beside the old one, which works on for a while: programs change over one by one. */
export async function rotateApiKey(
  ctx: Ctx,
  id: string,
  { overlapHours }: RotateApiKey,
): Promise<ApiKey & { key: string }> {
  const row = await standingKey(ctx, id, undefined)
  const { tx, actor, now } = ctx
  const key = newApiKey(row.prefix.startsWith('gw_test_') ? 'test' : 'live')
  const saved = await rotateApiKeyRecord(tx, {
    tenantId: actor.tenant.id,
    id,
    prefix: shownPrefix(key),
    keyHash: hashApiKey(key),
    previousEndsAt: new Date(now.getTime() + overlapHours * HOUR_MS),
    updatedBy: actor.id,
    now,
  })
  const note = overlapHours === 0 ? 'The old secret ended at once' : `The old secret works for ${overlapHours} h more`
  return { ...finish(ctx, saved, 'api-key.rotated', { note }), key }
}

/** Whoever still sends the old secret is refused within a second. */
export async function endPreviousSecret(ctx: Ctx, id: string): Promise<ApiKey> {
  const row = await standingKey(ctx, id, undefined)
  const { tx, actor, now } = ctx
  if (row.previous_ends_at === null || Date.parse(row.previous_ends_at) <= now.getTime())
    throw new AppError('api-key.nothing-to-end', `The key '${row.name}' has no earlier secret that still works`)
  const saved = await endPreviousRecord(tx, { tenantId: actor.tenant.id, id, updatedBy: actor.id, now })
  return finish(ctx, saved, 'api-key.previous-ended', {})
}

/** Of a person who proves that it is them, and who may do all that the key may: a new secret is all of its rights. */
async function standingKey(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<ApiKeyRow> {
  await assertConfirmed(ctx)
  const row = await lockApiKeyRecord(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row) throw notFound('API key')
  assertExpectedVersion(ifMatch, { noun: 'API key', version: row.version, record: toApiKey(row) })
  if (row.revoked_at !== null) throw new AppError('api-key.revoked', `The key '${row.name}' is revoked`)
  const missing = missingOf(ctx.actor, row.permissions)
  if (missing.length === 0) return row
  throw new AppError(
    'access.key-permission-too-high',
    `The key '${row.name}' may do what you may not: ${missing.join(', ')}; ask somebody who may`,
  )
}

function finish(
  ctx: Ctx,
  row: ApiKeyRow | undefined,
  action: string,
  details: { changes?: ReturnType<typeof diffRecords>; note?: string },
): ApiKey {
  if (!row) throw new Error('A locked key was not there to be changed')
  const resource = { type: 'platform.api-keys', id: row.id, version: row.version }
  ctx.audit(action, { ...details, resource, severity: 'high' })
  ctx.announce({ kind: 'api-key-changed', keyId: row.id })
  return toApiKey(row)
}
