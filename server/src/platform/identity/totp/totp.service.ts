import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { type Account, findAccount } from '../accounts/accounts.queries.ts'
import { describeDevice } from '../sessions/device.ts'
import { assertConfirmedByOwn } from '../step-up/step-up.ts'
import { hashBackupCode, newBackupCodes } from './backup-codes.ts'
import { hasSecondFactor, openTotpSecret, sealTotpSecret } from './second-factor.ts'
import { deleteBackupCodes, disableTotp, enableTotp, insertBackupCodes, keepTotpSecret } from './totp.queries.ts'
import { newTotpSecret, totpStepOf, totpUri } from './totp-code.ts'

/** A secret to scan. In force only once a first code has shown that the app has it. */
export async function startTotp(ctx: Ctx): Promise<{ secret: string; uri: string }> {
  const account = await confirmedAccount(ctx)
  if (hasSecondFactor(account))
    throw new AppError('auth.totp-already-on', 'Your second factor is on; switch it off first to set up another device')
  const secret = newTotpSecret()
  await keepTotpSecret(ctx.tx, {
    userId: account.id,
    sealedSecret: sealTotpSecret(ctx.config, account.id, secret),
    now: ctx.now,
  })
  ctx.audit('auth.totp-started', { resource: { type: 'platform.users', id: account.id } })
  return { secret, uri: totpUri(secret, account.email) }
}

export async function confirmTotp(ctx: Ctx, code: string): Promise<{ codes: string[] }> {
  const account = await confirmedAccount(ctx)
  if (hasSecondFactor(account)) throw new AppError('auth.totp-already-on', 'Your second factor is on already')
  const step = totpStepOf(openTotpSecret(ctx.config, account), code, ctx.now)
  if (step === undefined || !(await enableTotp(ctx.tx, { userId: account.id, step, now: ctx.now }))) throw codeWrong()
  const codes = await replaceBackupCodes(ctx, account)
  await leaveTrail(ctx, account, 'auth.totp-enabled', 'second-factor-on')
  return { codes }
}

export async function stopTotp(ctx: Ctx): Promise<void> {
  const account = await confirmedAccount(ctx)
  if (!(await disableTotp(ctx.tx, { userId: account.id, now: ctx.now }))) throw notOn()
  await deleteBackupCodes(ctx.tx, { userId: account.id })
  await leaveTrail(ctx, account, 'auth.totp-disabled', 'second-factor-off')
}

export async function renewBackupCodes(ctx: Ctx): Promise<{ codes: string[] }> {
  const account = await confirmedAccount(ctx)
  if (!hasSecondFactor(account)) throw notOn()
  const codes = await replaceBackupCodes(ctx, account)
  await leaveTrail(ctx, account, 'auth.backup-codes-renewed', 'backup-codes-new')
  return { codes }
}

async function confirmedAccount(ctx: Ctx): Promise<Account> {
  const { userId } = await assertConfirmedByOwn(ctx)
  const account = await findAccount(ctx.tx, { userId })
  if (!account) throw new Error('A session without an account')
  return account
}

async function replaceBackupCodes({ tx, config }: Ctx, { id: userId }: Account): Promise<string[]> {
  const codes = newBackupCodes()
  const codeHashes = codes.map((code) => hashBackupCode(config.secret, userId, code).toString('hex'))
  await deleteBackupCodes(tx, { userId })
  await insertBackupCodes(tx, { userId, codeHashes })
  return codes
}

async function leaveTrail(
  ctx: Ctx,
  account: Account,
  action: string,
  letter: 'second-factor-on' | 'second-factor-off' | 'backup-codes-new',
): Promise<void> {
  const { address, userAgent } = ctx.request
  await sendMail(ctx, {
    to: account.email,
    letter,
    values: { name: account.name, address, device: describeDevice(userAgent) },
  })
  ctx.audit(action, { resource: { type: 'platform.users', id: account.id }, severity: 'high' })
}

function notOn(): AppError {
  return new AppError('auth.totp-not-on', 'You have no second factor')
}

/** A 403: the session is fine, only the code is not. */
function codeWrong(): AppError {
  const message = 'The code is wrong or too old; check the clock of the phone and take the next one'
  return new AppError('auth.confirmation-failed', message, { details: [{ field: 'code', message }] })
}
