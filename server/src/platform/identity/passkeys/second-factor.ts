import type { PasskeyAssertion } from '@groundwork/contract/platform/passkeys.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import type { Account } from '../accounts/accounts.queries.ts'
import { verifyAssertion } from './verify-passkey.ts'

/** Beside the password, instead of a code: one of the person's own passkeys. */
export async function takePasskey(ctx: Ctx, { id }: Account, passkey: PasskeyAssertion): Promise<void> {
  const used = await verifyAssertion(ctx, 'sign-in', passkey)
  if (typeof used !== 'string' && used.userId === id) return
  throw new AppError('auth.passkey-invalid', 'The passkey does not hold here; try again, or use a code', {
    details: [{ field: 'passkey', message: 'Does not hold' }],
  })
}
