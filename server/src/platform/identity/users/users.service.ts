import type { Member, UpdateMember } from '@groundwork/contract/platform/identity.ts'
import type { RoleRights } from '#platform/access/role-rights.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { findRole } from '../roles/find-role.ts'
import { endSessionsInTenant } from '../sessions/sessions.queries.ts'
import { assertConfirmed } from '../step-up/step-up.ts'
import { memberAbilities, toMember } from './members.list.ts'
import {
  deleteMembership,
  findMember,
  lockMember,
  lockOwners,
  type MemberRow,
  roleOfMember,
  updateMembership,
} from './members.queries.ts'
import { assertMayGrant } from './role-limits.ts'

interface Target {
  row: MemberRow
  isLastOwner: boolean
}

export async function getMember({ tx, actor }: ReadCtx, id: string, expand: readonly string[] = []): Promise<Member> {
  const row = await findMember(tx, { tenantId: actor.tenant.id, id })
  if (!row) throw notFound('person')
  return { ...toMember(row), ...(expand.includes('can') ? { can: memberAbilities(actor, row) } : {}) }
}

/** Role and state. Takes effect at once: sessions here end with the access, and what is cached of the person is dropped. */
export async function changeMember(
  ctx: Ctx,
  id: string,
  input: UpdateMember,
  ifMatch: string | undefined,
): Promise<Member> {
  const { row, isLastOwner } = await lockTarget(ctx, id, ifMatch)
  const next = { role: input.role ?? row.role, status: input.status ?? row.status }
  if (next.role === row.role && next.status === row.status) return toMember(row)
  if (row.status === 'invited' && next.status !== 'invited') {
    throw new AppError('user.not-joined', `${row.email} has not accepted the invitation; send it again, or remove it`)
  }
  const role = input.role === undefined ? roleOfMember(row) : await findRole(ctx, input.role)
  assertMayGrant(ctx.actor, role)
  const isNewRole = next.role !== row.role
  if (row.role === 'owner' || next.role === 'owner' || (isNewRole && ctx.actor.kind === 'user'))
    await assertConfirmed(ctx)
  if (isLastOwner) throw lastOwner(row)

  const { tenant, id: actorId } = ctx.actor
  await updateMembership(ctx.tx, { tenantId: tenant.id, id, ...next, now: ctx.now, updatedBy: actorId })
  if (next.status === 'deactivated') await endAccess(ctx, row)
  else if (isNewRole) await tellNewRole(ctx, row, role)
  return leaveTrail(ctx, row)
}

/** The person's account stays; only what ties it to this business goes. */
export async function removeMember(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const { row, isLastOwner } = await lockTarget(ctx, id, ifMatch)
  if (row.role === 'owner') await assertConfirmed(ctx)
  if (isLastOwner) throw lastOwner(row)
  await deleteMembership(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  await endAccess(ctx, row)
  ctx.audit('user.removed', {
    resource: { type: 'platform.users', id, version: row.version },
    changes: diffRecords(toMember(row), undefined),
    severity: 'medium',
  })
  ctx.emit('user.updated', id, { membershipId: id, role: row.role, status: 'removed' })
}

async function lockTarget(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<Target> {
  const tenantId = ctx.actor.tenant.id
  const owners = await lockOwners(ctx.tx, { tenantId })
  await lockMember(ctx.tx, { tenantId, id })
  const row = await findMember(ctx.tx, { tenantId, id })
  if (!row) throw notFound('person')
  assertExpectedVersion(ifMatch, { noun: 'person', version: row.version, record: toMember(row) })
  assertMayGrant(ctx.actor, roleOfMember(row))
  return { row, isLastOwner: owners.length === 1 && owners[0]?.id === id }
}

async function endAccess(ctx: Ctx, { user_id: userId, email, name, status }: MemberRow): Promise<void> {
  if (userId === null) return
  const { tenant } = ctx.actor
  await endSessionsInTenant(ctx.tx, { userId, tenantId: tenant.id, now: ctx.now, reason: 'access ended' })
  ctx.announce({ kind: 'user-changed', userId })
  if (status === 'active')
    await sendMail(ctx, { to: email, letter: 'access-ended', values: { name: name ?? email, business: tenant.name } })
}

async function tellNewRole(ctx: Ctx, { user_id: userId, email, name }: MemberRow, role: RoleRights): Promise<void> {
  if (userId === null) return
  const values = {
    name: name ?? email,
    business: ctx.actor.tenant.name,
    role: role.name,
    changedBy: ctx.actor.name,
  }
  await sendMail(ctx, { to: email, letter: 'role-changed', values })
}

async function leaveTrail(ctx: Ctx, before: MemberRow): Promise<Member> {
  const after = await getMember(ctx, before.id)
  const changes = diffRecords(toMember(before), after)
  const severity = before.role === 'owner' || after.role === 'owner' ? 'high' : 'medium'
  ctx.audit('user.updated', {
    resource: { type: 'platform.users', id: after.id, version: after.version },
    changes,
    severity,
  })
  ctx.emit('user.updated', after.id, { membershipId: after.id, role: after.role, status: after.status })
  if (after.userId !== null) ctx.announce({ kind: 'user-changed', userId: after.userId })
  return after
}

function lastOwner({ name, email }: MemberRow): AppError {
  return new AppError('user.last-owner', `${name ?? email} is the only owner; make somebody else an owner first`)
}
