import type { Login, SignedIn } from '@groundwork/contract/platform/identity.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { updatePasswordHash } from '../accounts/accounts.queries.ts'
import { takePasskey } from '../passkeys/second-factor.ts'
import { openSession } from '../sessions/open-session.ts'
import { hasSecondFactor, takeSecondFactor } from '../totp/second-factor.ts'
import { chooseTenant } from './choose-tenant.ts'
import { handOut } from './hand-out.ts'
import { credentialsInvalid, findKnown, isPasswordRight, type Known, rehashIfWeak } from './prove-identity.ts'
import { recordRefusal } from './record-refusal.ts'

/** Password, then the second factor where there is one, then the business. Each answer tells only what was proven before it. */
export async function signIn(ctx: ManualCtx, input: Login): Promise<SignedIn> {
  const known = await proveAccount(ctx, input)
  return openSessionFor(ctx, known, input).catch((error: unknown) => {
    if (error instanceof AppError && SECOND_FACTOR_RULES.has(error.rule))
      recordRefusal(ctx, known, 'wrong second factor')
    throw error
  })
}

const SECOND_FACTOR_RULES: ReadonlySet<string> = new Set(['auth.code-invalid', 'auth.passkey-invalid'])

type Proof = Pick<Login, 'email' | 'password' | 'code' | 'passkey'>

/** The account, if the password is right and a code is there where one is needed; the code itself is taken with the change. */
export async function proveAccount(ctx: ManualCtx, { email, password, code, passkey }: Proof): Promise<Known> {
  const known = await findKnown(ctx.services.database, email)
  const isRight = await isPasswordRight(known, password)
  const isBarred = known?.account.isDemo === true && ctx.services.config.mode === 'production'
  if (!known || !isRight || isBarred) {
    if (known) recordRefusal(ctx, known, isBarred ? 'demo account in production' : 'wrong password')
    throw credentialsInvalid()
  }
  if (!passkey) assertCodeGiven(known, code)
  return known
}

function assertCodeGiven({ account }: Known, code: string | undefined): void {
  if (!hasSecondFactor(account) || code) return
  throw new AppError(
    'auth.code-required',
    'Enter the code from your authenticator app or a backup code, or use a passkey',
    {
      details: [{ field: 'code', message: 'Is required' }],
    },
  )
}

async function openSessionFor(ctx: ManualCtx, known: Known, input: Login): Promise<SignedIn> {
  const { account, person } = known
  const { services, request } = ctx
  const rehashed = await rehashIfWeak(account, input.password)
  const proof = { hasSecondFactor: input.passkey !== undefined || hasSecondFactor(account) }
  const actor = await chooseTenant(services.database, person, input.tenant, null, proof)
  const session = await services.write(actor, request, async (work) => {
    if (input.passkey) await takePasskey(work, account, input.passkey)
    else if (hasSecondFactor(account)) await takeSecondFactor(work, account, input.code ?? '')
    if (rehashed) await updatePasswordHash(work.tx, { userId: account.id, passwordHash: rehashed, now: work.now })
    work.audit('auth.signed-in', {
      resource: { type: 'platform.users', id: account.id },
      severity: actor.role === null ? 'high' : 'info',
    })
    return openSession(work, { userId: account.id, tenantId: actor.tenant.id, ...proof })
  })
  return handOut(ctx, session, account, actor.tenant)
}
