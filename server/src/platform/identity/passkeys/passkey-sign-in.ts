import type { SignedIn } from '@groundwork/contract/platform/identity.ts'
import type { PasskeyLogin } from '@groundwork/contract/platform/passkeys.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { findAccount } from '../accounts/accounts.queries.ts'
import { findPerson } from '../credentials/credential.queries.ts'
import { openSession } from '../sessions/open-session.ts'
import { chooseTenant } from '../sign-in/choose-tenant.ts'
import { handOut } from '../sign-in/hand-out.ts'
import type { Known } from '../sign-in/prove-identity.ts'
import { recordRefusal } from '../sign-in/record-refusal.ts'
import { findPasskey } from './passkeys.queries.ts'
import { verifyAssertion } from './verify-passkey.ts'

/** With a passkey alone: it is held and unlocked, which are two factors already. */
export async function signInWithPasskey(ctx: ManualCtx, { passkey, tenant }: PasskeyLogin): Promise<SignedIn> {
  const { services, request } = ctx
  const known = await findOwner(ctx, passkey.id)
  if (!known) throw passkeyInvalid()
  if (known.account.isDemo && services.config.mode === 'production') throw refuse(ctx, known, 'demo in production')
  const actor = await chooseTenant(services.database, known.person, tenant, null, { hasSecondFactor: true })
  const session = await services.write(actor, request, async (work) => {
    const used = await verifyAssertion(work, 'sign-in', passkey)
    // Answered, not thrown: that the challenge was used stays.
    if (typeof used === 'string') return used
    const { id: userId } = known.account
    const severity = actor.role === null ? 'high' : 'info'
    work.audit('auth.signed-in', {
      resource: { type: 'platform.users', id: userId },
      severity,
      note: `passkey ${used.name}`,
    })
    return openSession(work, { userId, tenantId: actor.tenant.id, hasSecondFactor: true })
  })
  if (typeof session === 'string') throw refuse(ctx, known, session)
  return handOut(ctx, session, known.account, actor.tenant)
}

async function findOwner({ services }: ManualCtx, id: string): Promise<Known | undefined> {
  return services.database.read(NO_TENANT, async (tx) => {
    const row = await findPasskey(tx, { credentialId: Buffer.from(id, 'base64url') })
    if (!row) return undefined
    const { userId } = row
    const [account, person] = await Promise.all([findAccount(tx, { userId }), findPerson(tx, 'user', userId)])
    return account && person ? { account, person } : undefined
  })
}

function refuse(ctx: ManualCtx, known: Known, reason: string): AppError {
  recordRefusal(ctx, known, `passkey: ${reason}`)
  return passkeyInvalid()
}

/** The same for one that is not known and one that does not hold. */
function passkeyInvalid(): AppError {
  return new AppError('auth.passkey-invalid', 'The passkey does not hold here; try again, or sign in another way')
}
