import { userActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { findAccount, markEmailVerified } from '../accounts/accounts.queries.ts'
import { assertPerson } from '../assert-person.ts'
import { findPerson } from '../credentials/credential.queries.ts'
import { hashToken } from '../credentials/opaque-token.ts'
import { createLink } from '../links/create-link.ts'
import { linkInvalid } from '../links/link-invalid.ts'
import { findOpenLink, takeLink } from '../links/links.queries.ts'
import { actorInLastTenant } from '../sign-in/choose-tenant.ts'

interface Addressee {
  id: string
  email: string
  emailNorm: string
  name: string
}

export async function sendVerification(work: Ctx, account: Addressee): Promise<void> {
  const token = await createLink(work, 'verify_email', account)
  await sendMail(work, {
    to: account.email,
    letter: 'verify-email',
    values: { name: account.name },
    link: { path: '/verify-email', token },
  })
}

/** Opened wherever the mail is read, which need not be where the person is signed in. */
export async function verifyEmail({ services, request, now }: ManualCtx, token: string): Promise<undefined> {
  const key = { tokenHash: hashToken(token), purpose: 'verify_email' as const, now }
  const person = await services.database.read(NO_TENANT, async (tx) => {
    const link = await findOpenLink(tx, key)
    return link && findPerson(tx, 'user', link.userId)
  })
  if (!person) throw linkInvalid()
  const { role, tenant } = await actorInLastTenant(services.database, person)
  await services.write(userActor(person.user, null, role, tenant), request, async (work) => {
    const taken = await takeLink(work.tx, key)
    if (!taken || (await markEmailVerified(work.tx, { ...taken, now })).length === 0) throw linkInvalid()
    work.audit('auth.email-verified', { resource: { type: 'platform.users', id: taken.userId } })
  })
  return undefined
}

export async function resendVerification(ctx: Ctx): Promise<{ message: string }> {
  const { userId } = assertPerson(ctx.actor)
  const account = await findAccount(ctx.tx, { userId })
  if (!account) throw new Error('A session without an account')
  if (account.emailVerifiedAt !== null) return { message: `${account.email} is confirmed already` }
  await sendVerification(ctx, account)
  ctx.audit('auth.verification-sent', { resource: { type: 'platform.users', id: userId } })
  return { message: `A link to confirm ${account.email} is on its way` }
}
