import type { SignedIn, SignUp } from '@groundwork/contract/platform/identity.ts'
import { userActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { findAccount, insertAccount, type NewAccount } from '../accounts/accounts.queries.ts'
import { normaliseEmail } from '../accounts/normalise-email.ts'
import { sendVerification } from '../email/email.service.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { assertPasswordStrong } from '../passwords/password-rules.ts'
import { openSession } from '../sessions/open-session.ts'
import { handOut } from '../sign-in/hand-out.ts'
import { createTenant, draftTenant } from '../tenants/create-tenant.ts'

/** A business, its first owner, and the owner's first session: all of it or nothing. */
export async function signUp(ctx: ManualCtx, input: SignUp): Promise<SignedIn> {
  const { services, request, now } = ctx
  assertPasswordStrong(input.password, {
    hasSecondFactor: false,
    ownWords: [input.name, input.email, input.tenant.name],
  })
  // Hashed before anybody looks whether the address is taken, so that both answers take as long.
  const account = draftAccount(input, await hashPassword(input.password), now)
  const draft = draftTenant(input.tenant, now)
  const actor = userActor(account, null, 'owner', draft)
  const { session, tenant } = await services.write(actor, request, async (work) => {
    await insertOrRefuse(work, account)
    const created = await createTenant(work, draft, account)
    await sendVerification(work, account)
    work.audit('auth.signed-up', { resource: { type: 'platform.users', id: account.id } })
    return {
      session: await openSession(work, { userId: account.id, tenantId: draft.id, hasSecondFactor: false }),
      tenant: created,
    }
  })
  const written = await services.database.read(NO_TENANT, (tx) => findAccount(tx, { userId: account.id }))
  if (!written) throw new Error('The account that was just made is not there')
  return handOut(ctx, session, written, tenant)
}

function draftAccount({ email, name }: SignUp, passwordHash: string, now: Date): NewAccount {
  const emailNorm = normaliseEmail(email)
  return {
    id: newId(now.getTime()),
    email,
    emailNorm,
    name,
    passwordHash,
    emailVerifiedAt: null,
    isSuperAdmin: false,
    isDemo: false,
  }
}

async function insertOrRefuse(work: Ctx, account: NewAccount): Promise<void> {
  if (await insertAccount(work.tx, account)) return
  const message = `There is an account with the e-mail ${account.email}; sign in, and open another business from there`
  throw new AppError('auth.email-taken', message, {
    details: [{ field: 'email', message: 'There is an account with this e-mail' }],
  })
}
