import type { ConfirmIdentity } from '@groundwork/contract/platform/identity.ts'
import type { PasskeyAssertion } from '@groundwork/contract/platform/passkeys.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { type Account, findAccount } from '../accounts/accounts.queries.ts'
import { assertPerson } from '../assert-person.ts'
import { verifyAssertion } from '../passkeys/verify-passkey.ts'
import { verifyPassword } from '../passwords/password-hash.ts'
import { markSessionConfirmed } from '../sessions/sessions.queries.ts'
import { hasSecondFactor, takeSecondFactor } from '../totp/second-factor.ts'
import { CONFIRMED_FOR_MS } from './step-up.ts'

export async function confirmIdentity(ctx: ManualCtx, { password, code, passkey }: ConfirmIdentity) {
  const { services, request } = ctx
  const person = assertPerson(ctx.actor)
  const account = await findOwnAccount(ctx, person.userId)
  if (password !== undefined) await assertOwnPassword(ctx, person, account, password, 'password')
  if (code !== undefined && !hasSecondFactor(account))
    throw new AppError('auth.totp-not-on', 'You have no second factor; confirm with your password')
  try {
    return await services.write(person, request, async (work) => {
      if (code !== undefined) await takeSecondFactor(work, account, code)
      if (passkey !== undefined) await takeOwnPasskey(work, account, passkey)
      await markSessionConfirmed(work.tx, { sessionId: person.sessionId, now: work.now })
      work.audit('auth.confirmed', { resource: { type: 'platform.users', id: account.id } })
      return { confirmedUntil: new Date(work.now.getTime() + CONFIRMED_FOR_MS).toISOString() }
    })
  } catch (error) {
    if (error instanceof AppError && error.rule === 'auth.code-invalid')
      throw refuse(ctx, person, account, 'code', error.message)
    if (error instanceof AppError && error.rule === 'auth.passkey-invalid')
      throw refuse(ctx, person, account, 'passkey', error.message)
    throw error
  }
}

async function takeOwnPasskey(work: Ctx, { id }: Account, passkey: PasskeyAssertion): Promise<void> {
  const used = await verifyAssertion(work, `confirm ${id}`, passkey)
  if (typeof used !== 'string' && used.userId === id) return
  throw new AppError('auth.passkey-invalid', 'The passkey does not hold; try again, or use your password')
}

export async function findOwnAccount({ services }: ManualCtx, userId: string): Promise<Account> {
  const account = await services.database.read(NO_TENANT, (tx) => findAccount(tx, { userId }))
  if (!account) throw new Error('A session without an account')
  return account
}

/** For what asks for the password again: refused with a 403, because the session itself is fine. */
export async function assertOwnPassword(
  ctx: ManualCtx,
  actor: Actor,
  account: Account,
  password: string,
  field: string,
): Promise<void> {
  if (await verifyPassword(account.passwordHash, password)) return
  throw refuse(ctx, actor, account, field, 'That is not your password')
}

function refuse(
  { services, request }: ManualCtx,
  actor: Actor,
  account: Account,
  field: string,
  message: string,
): AppError {
  services.identity.background.start(() =>
    services.write(actor, request, async (work) => {
      work.audit('auth.confirmation-refused', {
        resource: { type: 'platform.users', id: account.id },
        severity: 'medium',
        note: `wrong ${field}`,
      })
    }),
  )
  return new AppError('auth.confirmation-failed', message, { details: [{ field, message }] })
}
