import type { InviteMember, Member } from '@groundwork/contract/platform/identity.ts'
import type { RoleRights } from '#platform/access/role-rights.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { normaliseEmail } from '../accounts/normalise-email.ts'
import { hashToken, newToken } from '../credentials/opaque-token.ts'
import { findRole } from '../roles/find-role.ts'
import { assertConfirmed } from '../step-up/step-up.ts'
import { findMember, findMemberByEmail, insertInvited, renewInvitation, roleOfMember } from './members.queries.ts'
import { assertMayGrant } from './role-limits.ts'
import { getMember } from './users.service.ts'

const EXPIRES_IN_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

export async function inviteMember(ctx: Ctx, { email, role, name }: InviteMember): Promise<Member> {
  const rights = await findRole(ctx, role)
  assertMayGrant(ctx.actor, rights)
  if (role === 'owner') await assertConfirmed(ctx)
  const { token, ...invitation } = newInvitation(ctx)
  const key = { tenantId: ctx.actor.tenant.id, id: newId(ctx.now.getTime()) }
  const emailNorm = normaliseEmail(email)
  const inserted = await insertInvited(ctx.tx, {
    ...key,
    ...invitation,
    email,
    emailNorm,
    name: name ?? null,
    role,
    now: ctx.now,
    invitedBy: ctx.actor.id,
  })
  if (!inserted) throw await alreadyMember(ctx, email, emailNorm)
  await sendInvitation(ctx, { email, role: rights, token })
  ctx.audit('user.invited', {
    resource: { type: 'platform.users', id: key.id, version: 1 },
    severity: 'medium',
    note: `${email} as ${rights.name}`,
  })
  ctx.emit('user.invited', key.id, { membershipId: key.id, email, role })
  return getMember(ctx, key.id)
}

/** A new link; the one before stops working. */
export async function resendInvitation(ctx: Ctx, id: string): Promise<Member> {
  const key = { tenantId: ctx.actor.tenant.id, id }
  const member = await findMember(ctx.tx, key)
  if (!member) throw notFound('person')
  const role = roleOfMember(member)
  assertMayGrant(ctx.actor, role)
  const { token, ...invitation } = newInvitation(ctx)
  const renewed = await renewInvitation(ctx.tx, { ...key, ...invitation, now: ctx.now })
  if (!renewed) throw new AppError('user.already-joined', `${member.email} has accepted the invitation`)
  await sendInvitation(ctx, { email: member.email, role, token })
  ctx.audit('user.invitation-resent', { resource: { type: 'platform.users', id, version: member.version + 1 } })
  return getMember(ctx, id)
}

function newInvitation({ now }: Ctx) {
  const token = newToken()
  return { token, tokenHash: hashToken(token), expiresAt: new Date(now.getTime() + EXPIRES_IN_DAYS * DAY_MS) }
}

function sendInvitation(
  ctx: Ctx,
  { email, role, token }: { email: string; role: RoleRights; token: string },
): Promise<void> {
  const { name: inviter, tenant } = ctx.actor
  const values = { inviter, business: tenant.name, role: role.name, expiresInDays: EXPIRES_IN_DAYS }
  return sendMail(ctx, { to: email, letter: 'invitation', values, link: { path: '/invitation', token } })
}

async function alreadyMember(ctx: Ctx, email: string, emailNorm: string): Promise<AppError> {
  const member = await findMemberByEmail(ctx.tx, { tenantId: ctx.actor.tenant.id, emailNorm })
  const next = {
    invited: 'send the invitation again instead',
    deactivated: 'reactivate the person instead',
    active: 'change the role instead',
  }
  const message = `${email} belongs to ${ctx.actor.tenant.name} already (${member?.status ?? 'active'}); ${next[member?.status ?? 'active']}`
  return new AppError('user.already-member', message, {
    details: [{ field: 'email', message: 'Belongs to the business already' }],
  })
}
