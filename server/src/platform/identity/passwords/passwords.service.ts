import type { ChangePassword, ResetPassword } from '@groundwork/contract/platform/identity.ts'
import { type ActorTenant, systemActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { type Account, findAccount, markEmailVerified, updatePasswordHash } from '../accounts/accounts.queries.ts'
import { assertPerson } from '../assert-person.ts'
import { findPerson } from '../credentials/credential.queries.ts'
import { hashToken } from '../credentials/opaque-token.ts'
import { createLink } from '../links/create-link.ts'
import { linkInvalid } from '../links/link-invalid.ts'
import { deleteOpenLinks, findOpenLink, takeLink } from '../links/links.queries.ts'
import { describeDevice } from '../sessions/device.ts'
import { endSessionsOf, markSessionConfirmed } from '../sessions/sessions.queries.ts'
import { actorInLastTenant } from '../sign-in/choose-tenant.ts'
import { findKnown, type Known } from '../sign-in/prove-identity.ts'
import { assertOwnPassword, findOwnAccount } from '../step-up/step-up.service.ts'
import { hasSecondFactor } from '../totp/second-factor.ts'
import { hashPassword } from './password-hash.ts'
import { assertPasswordStrong } from './password-rules.ts'

/** Looks and writes behind the answer, which is the same, and as fast, for an address nobody has. */
export async function askForReset(ctx: ManualCtx, email: string) {
  const { services } = ctx
  services.identity.background.start(async () => {
    const known = await findKnown(services.database, email)
    const tenant = known?.person.memberships[0]?.tenant
    if (known && tenant) await sendReset(ctx, known, tenant)
  })
  return { message: 'If there is an account with this e-mail, a link to choose a new password is on its way' }
}

async function sendReset({ services, request }: ManualCtx, { account }: Known, tenant: ActorTenant): Promise<void> {
  await services.write(systemActor(tenant, 'Sign-in'), request, async (work) => {
    const token = await createLink(work, 'reset_password', account)
    const values = { name: account.name, address: request.address }
    await sendMail(work, {
      to: account.email,
      letter: 'reset-password',
      values,
      link: { path: '/reset-password', token },
    })
    work.audit('auth.password-reset-asked', { resource: { type: 'platform.users', id: account.id }, severity: 'low' })
  })
}

/** The link proves the address; the new password ends all sessions, for whoever had the old one may have one. */
export async function resetPassword(ctx: ManualCtx, { token, password }: ResetPassword): Promise<undefined> {
  const { services, request, now } = ctx
  const key = { tokenHash: hashToken(token), purpose: 'reset_password' as const, now }
  const [account, person] = await services.database.read(NO_TENANT, async (tx) => {
    const link = await findOpenLink(tx, key)
    if (!link) throw linkInvalid()
    return Promise.all([findAccount(tx, { userId: link.userId }), findPerson(tx, 'user', link.userId)])
  })
  if (!account || !person) throw linkInvalid()
  const actor = await actorInLastTenant(services.database, person)
  assertPasswordStrong(password, ownerOf(account, actor.tenant))
  const passwordHash = await hashPassword(password)
  await services.write(actor, request, async (work) => {
    const taken = await takeLink(work.tx, key)
    if (!taken) throw linkInvalid()
    await markEmailVerified(work.tx, { userId: account.id, emailNorm: taken.emailNorm, now })
    await replacePassword(work, account, passwordHash, null)
    work.audit('auth.password-reset', { resource: { type: 'platform.users', id: account.id }, severity: 'high' })
  })
  return undefined
}

export async function changePassword(
  ctx: ManualCtx,
  { currentPassword, newPassword }: ChangePassword,
): Promise<undefined> {
  const { services, request } = ctx
  const person = assertPerson(ctx.actor)
  const account = await findOwnAccount(ctx, person.userId)
  await assertOwnPassword(ctx, person, account, currentPassword, 'currentPassword')
  assertPasswordStrong(newPassword, ownerOf(account, person.tenant), 'newPassword')
  const passwordHash = await hashPassword(newPassword)
  await services.write(person, request, async (work) => {
    await replacePassword(work, account, passwordHash, person.sessionId)
    // The current password was just given, which is all that a step-up asks for.
    await markSessionConfirmed(work.tx, { sessionId: person.sessionId, now: work.now })
    work.audit('auth.password-changed', { resource: { type: 'platform.users', id: account.id }, severity: 'high' })
  })
  return undefined
}

async function replacePassword(
  work: Ctx,
  account: Account,
  passwordHash: string,
  keptSessionId: string | null,
): Promise<void> {
  const { tx, now, request } = work
  const userId = account.id
  await updatePasswordHash(tx, { userId, passwordHash, now })
  await deleteOpenLinks(tx, { userId, purpose: 'reset_password' })
  await endSessionsOf(tx, { userId, exceptId: keptSessionId, now, reason: 'password changed' })
  work.announce({ kind: 'user-changed', userId })
  const values = { name: account.name, address: request.address, device: describeDevice(request.userAgent) }
  await sendMail(work, { to: account.email, letter: 'password-changed', values })
}

function ownerOf(account: Account, tenant: ActorTenant) {
  return { hasSecondFactor: hasSecondFactor(account), ownWords: [account.name, account.email, tenant.name] }
}
