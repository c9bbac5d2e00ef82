import type { AcceptInvitation, SignedIn } from '@groundwork/contract/platform/identity.ts'
import { unmarkedName, userActor } from '#platform/access/actor.ts'
import { type RoleRights, rightsOfRole } from '#platform/access/role-rights.ts'
import type { Ctx } from '#platform/context.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { findAccount, insertAccount, markEmailVerified } from '../accounts/accounts.queries.ts'
import { findInvitation, type Invitation } from '../credentials/credential.queries.ts'
import { hashToken } from '../credentials/opaque-token.ts'
import { linkInvalid } from '../links/link-invalid.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { assertPasswordStrong } from '../passwords/password-rules.ts'
import { openSession } from '../sessions/open-session.ts'
import { handOut } from '../sign-in/hand-out.ts'
import { proveAccount } from '../sign-in/sign-in.service.ts'
import { hasSecondFactor, takeSecondFactor } from '../totp/second-factor.ts'
import { acceptInvited } from '../users/members.queries.ts'

export async function lookUpInvitation({ services, now }: ManualCtx, token: string) {
  const invitation = await findStanding(services.database, token, now)
  const { tenant, email, name, expiresAt, userId } = invitation
  return { business: tenant.name, email, name, role: roleOf(invitation).name, expiresAt, hasAccount: userId !== null }
}

/** Makes the person a member and signs them in. Whoever has an account proves it, or is signed in with it. */
export async function acceptInvitation(ctx: ManualCtx, input: AcceptInvitation): Promise<SignedIn> {
  const { services, request } = ctx
  const invitation = await findStanding(services.database, input.token, ctx.now)
  const join =
    invitation.userId === null
      ? await newcomer(ctx, invitation, input)
      : await knownPerson(ctx, invitation, invitation.userId, input)
  const actor = userActor(join.person, null, roleOf(invitation), invitation.tenant)
  const session = await services.write(actor, request, async (work) => {
    await join.before(work)
    await accept(work, invitation, input.token, join.person.id)
    return openSession(work, {
      userId: join.person.id,
      tenantId: actor.tenant.id,
      hasSecondFactor: join.hasSecondFactor,
    })
  })
  const account = await services.database.read(NO_TENANT, (tx) => findAccount(tx, { userId: join.person.id }))
  if (!account) throw new Error('Whoever accepted has no account')
  return handOut(ctx, session, account, invitation.tenant)
}

/** The key of the table keeps a role that somebody is invited to. */
function roleOf({ role, customRole }: Pick<Invitation, 'role' | 'customRole'>): RoleRights {
  const rights = rightsOfRole(role, customRole)
  if (!rights) throw new Error(`The invitation is to a role that is not there: ${role}`)
  return rights
}

/** Who joins, and what has to be written before they do. */
interface Join {
  person: { id: string; name: string; isSuperAdmin: boolean }
  hasSecondFactor: boolean
  before(work: Ctx): Promise<void>
}

async function newcomer({ now }: ManualCtx, invitation: Invitation, input: AcceptInvitation): Promise<Join> {
  const { email, emailNorm, tenant } = invitation
  const name = input.name ?? invitation.name
  if (!name) throw invalidField('name', 'Is required')
  if (!input.password) throw invalidField('password', 'Is required: choose one')
  assertPasswordStrong(input.password, { hasSecondFactor: false, ownWords: [name, email, tenant.name] })
  // The link came by mail, so the address is proven.
  const account = {
    id: newId(now.getTime()),
    email,
    emailNorm,
    name,
    passwordHash: await hashPassword(input.password),
    emailVerifiedAt: now,
    isSuperAdmin: false,
    isDemo: false,
  }
  const before = async (work: Ctx) => {
    // Somebody signed up with the address since we looked.
    if (!(await insertAccount(work.tx, account)))
      throw new AppError('record.conflict', 'An account with this e-mail was made just now; open the link again')
  }
  return { person: account, hasSecondFactor: false, before }
}

async function knownPerson(
  ctx: ManualCtx,
  invitation: Invitation,
  userId: string,
  input: AcceptInvitation,
): Promise<Join> {
  const { emailNorm } = invitation
  const verify = async (work: Ctx) => void (await markEmailVerified(work.tx, { userId, emailNorm, now: work.now }))
  // What one business's provider says does not join them to another.
  if (ctx.actor?.userId === userId && !ctx.actor.isThroughProvider) {
    return {
      person: { id: userId, name: unmarkedName(ctx.actor), isSuperAdmin: ctx.actor.isSuperAdmin },
      hasSecondFactor: false,
      before: verify,
    }
  }
  if (!input.password) {
    const message = `There is an account for ${invitation.email}: sign in with it, or send its password`
    throw new AppError('auth.required', message, { details: [{ field: 'password', message }] })
  }
  const { account } = await proveAccount(ctx, { email: invitation.email, password: input.password, code: input.code })
  const before = async (work: Ctx) => {
    if (hasSecondFactor(account)) await takeSecondFactor(work, account, input.code ?? '')
    await verify(work)
  }
  return { person: account, hasSecondFactor: hasSecondFactor(account), before }
}

async function accept(
  work: Ctx,
  { membershipId, tenant, role, customRole }: Invitation,
  token: string,
  userId: string,
): Promise<void> {
  const accepted = await acceptInvited(work.tx, {
    tenantId: tenant.id,
    id: membershipId,
    tokenHash: hashToken(token),
    userId,
    now: work.now,
  })
  if (!accepted) throw linkInvalid()
  work.announce({ kind: 'user-changed', userId })
  work.audit('user.joined', {
    resource: { type: 'platform.users', id: membershipId },
    note: `as ${roleOf({ role, customRole }).name}`,
  })
  work.emit('user.joined', membershipId, { membershipId, userId })
}

async function findStanding(database: Database, token: string, now: Date): Promise<Invitation> {
  const invitation = await database.read(NO_TENANT, (tx) => findInvitation(tx, hashToken(token)))
  if (!invitation || now.getTime() >= Date.parse(invitation.expiresAt)) throw linkInvalid()
  return invitation
}
