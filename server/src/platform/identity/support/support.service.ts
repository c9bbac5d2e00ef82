import type { CreateSupportGrant, SupportGrant, SupportVisit } from '@groundwork/contract/platform/support.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { assertConfirmed } from '../step-up/step-up.ts'
import { grantAbilities, toSupportGrant } from './support.list.ts'
import {
  closeExpiredGrants,
  closeVisits,
  endGrant,
  findGrant,
  type GrantRow,
  insertGrant,
  listVisits,
} from './support.queries.ts'

const HOUR_MS = 60 * 60 * 1000

export async function getSupportGrant(ctx: ReadCtx, id: string, withCan = false): Promise<SupportGrant> {
  const row = await grantOrThrow(ctx, id)
  return { ...toSupportGrant(row), ...(withCan ? { can: grantAbilities(ctx.actor, row) } : {}) }
}

export async function listSupportVisits(ctx: ReadCtx, grantId: string): Promise<Page<SupportVisit>> {
  const grant = await grantOrThrow(ctx, grantId)
  const found = await listVisits(ctx.tx, { tenantId: ctx.actor.tenant.id, grantId })
  // Nobody writes down the moment in which time is up.
  const endedAt = grant.ended_at ?? (Date.parse(grant.expires_at) <= ctx.now.getTime() ? grant.expires_at : null)
  const rows = found.map((visit) => ({ ...visit, leftAt: visit.leftAt ?? endedAt }))
  const pagination = { page: 1, limit: rows.length, total: rows.length, hasNext: false, nextCursor: null }
  return { rows, pagination }
}

/** Opens the door for whoever runs the installation. A person does it, who proves that it is them. */
export async function letSupportIn(ctx: Ctx, { role, hours, reason }: CreateSupportGrant): Promise<SupportGrant> {
  const { id: createdBy, name: createdByName, tenant } = await assertConfirmed(ctx)
  const { tx, now } = ctx
  const expiresAt = new Date(now.getTime() + hours * HOUR_MS)
  await closeExpiredGrants(tx, { tenantId: tenant.id, now })
  const id = newId(now.getTime())
  const row = await insertGrant(tx, { tenantId: tenant.id, id, role, reason, expiresAt, now, createdBy, createdByName })
  if (!row) throw new AppError('support.already-open', 'Support is let in already; end that first to change it')
  ctx.audit('support.granted', {
    resource: { type: 'platform.support', id },
    severity: 'high',
    note: `${role}, ${hours} h: ${reason}`,
  })
  ctx.emit('support.granted', id, { id, role, expiresAt: expiresAt.toISOString() })
  // Whoever stands at the door is let in by their next request.
  ctx.announce({ kind: 'tenant-changed', tenantId: tenant.id })
  return toSupportGrant(row)
}

/** Everybody is out within a second, in every process. */
export async function endSupport(ctx: Ctx, id: string): Promise<SupportGrant> {
  const { tx, now, actor } = ctx
  const tenantId = actor.tenant.id
  const row = await endGrant(tx, { tenantId, id, now, endedBy: actor.id })
  if (!row) {
    await grantOrThrow(ctx, id)
    throw new AppError('support.ended', 'This access for support has ended already')
  }
  await closeVisits(tx, { tenantId, grantId: id, now })
  ctx.audit('support.ended', { resource: { type: 'platform.support', id }, severity: 'high' })
  ctx.emit('support.ended', id, { id })
  ctx.announce({ kind: 'tenant-changed', tenantId })
  return toSupportGrant(row)
}

async function grantOrThrow({ tx, actor }: Pick<ReadCtx, 'tx' | 'actor'>, id: string): Promise<GrantRow> {
  const row = await findGrant(tx, { tenantId: actor.tenant.id, id })
  if (!row) throw notFound('access for support')
  return row
}
