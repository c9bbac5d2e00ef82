import type { Config } from '#platform/config/config.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { AppError } from '#platform/errors.ts'
import { SecretBox } from '#platform/secret-box.ts'
import type { Account } from '../accounts/accounts.queries.ts'
import { hashBackupCode } from './backup-codes.ts'
import { takeBackupCode, takeTotpStep } from './totp.queries.ts'
import { totpStepOf } from './totp-code.ts'

type Settings = Pick<Config, 'secret'>

export function hasSecondFactor(account: Pick<Account, 'totpEnabledAt'>): boolean {
  return account.totpEnabledAt !== null
}

/** Takes a code from the app or a backup code, either of them once; refuses anything else. */
export async function takeSecondFactor(
  { tx, now, config }: { tx: Tx; now: Date; config: Settings },
  account: Account,
  code: string,
): Promise<void> {
  const step = totpStepOf(openTotpSecret(config, account), code, now)
  const taken =
    step === undefined
      ? await takeBackupCode(tx, { userId: account.id, codeHash: hashBackupCode(config.secret, account.id, code), now })
      : await takeTotpStep(tx, { userId: account.id, step })
  if (!taken) throw codeInvalid()
}

function codeInvalid(): AppError {
  return new AppError('auth.code-invalid', 'The code is wrong, too old or was used before; wait for the next one', {
    details: [{ field: 'code', message: 'Wrong, too old or used before' }],
  })
}

export function sealTotpSecret({ secret }: Settings, userId: string, totpSecret: string): string {
  return new SecretBox(secret, 'totp').seal(totpSecret, userId)
}

export function openTotpSecret({ secret }: Settings, account: Pick<Account, 'id' | 'sealedTotpSecret'>): string {
  if (account.sealedTotpSecret === null)
    throw new AppError('auth.totp-not-on', 'Start setting up the second factor first')
  return new SecretBox(secret, 'totp').open(account.sealedTotpSecret, account.id)
}
