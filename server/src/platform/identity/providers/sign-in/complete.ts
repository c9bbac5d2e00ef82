import type { CompleteProviderSignIn, ProviderOutcome } from '@groundwork/contract/platform/sign-in-provider.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import type { Account } from '../../accounts/accounts.queries.ts'
import { normaliseEmail } from '../../accounts/normalise-email.ts'
import { credentialsInvalid, isPasswordRight } from '../../sign-in/prove-identity.ts'
import { recordRefusal } from '../../sign-in/record-refusal.ts'
import { hasSecondFactor, takeSecondFactor } from '../../totp/second-factor.ts'
import { enter } from './enter.ts'
import { answerInvalid } from './flow.ts'
import { judge } from './judge.ts'
import { type Known, lookUp } from './look-up.ts'
import { openPlace } from './place.ts'
import { openTicket } from './ticket.ts'

/**
 * The rest of a sign-in: the code of whoever has a second factor, and for an account that is not connected yet its
 * password, once. Attempts count against the account, whose address is therefore part of the request.
 */
export async function completeSignIn(ctx: ManualCtx, input: CompleteProviderSignIn): Promise<ProviderOutcome> {
  const { services, now } = ctx
  const ticket = openTicket(services.config, input.ticket, now)
  if (normaliseEmail(input.email) !== normaliseEmail(ticket.email)) throw answerInvalid()
  const place = await openPlace(services, { id: ticket.tenantId })
  const { arrival, next } = ticket
  if (place.provider.issuer !== arrival.issuer) throw answerInvalid()
  const known = await lookUp(services.database, place, arrival)
  const verdict = judge(place, arrival, known)
  // Since the ticket was given the account has gone or was connected to somebody else.
  if (verdict.kind === 'newcomer' || verdict.account.id !== ticket.userId) throw answerInvalid()
  const { account, member } = verdict
  if (verdict.kind === 'prove') await assertPassword(ctx, known, account, input.password)
  const needsCode = hasSecondFactor(account) && !(verdict.kind === 'enter' && arrival.hasSecondFactor)
  if (needsCode && !input.code) throw codeRequired()
  const before = needsCode
    ? { before: (work: Parameters<typeof takeSecondFactor>[0]) => takeSecondFactor(work, account, input.code ?? '') }
    : {}
  const person = { id: account.id, email: account.email, name: account.name, isNew: false }
  const hasFactor = needsCode || arrival.hasSecondFactor
  const entrance = { place, arrival, known, person, member, hasSecondFactor: hasFactor, next, ...before }
  return enter(ctx, entrance).catch((error: unknown) => {
    if (error instanceof AppError && error.rule === 'auth.code-invalid') refuse(ctx, known, 'wrong second factor')
    throw error
  })
}

async function assertPassword(ctx: ManualCtx, known: Known, account: Account, password: string | undefined) {
  if (!password) throw invalidField('password', 'Is required')
  const isBarred = account.isDemo && ctx.services.config.mode === 'production'
  const { person } = known
  const isRight = await isPasswordRight(person && { account, person }, password)
  if (isRight && !isBarred) return
  refuse(ctx, known, 'wrong password')
  throw credentialsInvalid()
}

function refuse(ctx: ManualCtx, { account, person }: Known, reason: string): void {
  if (account && person) recordRefusal(ctx, { account, person }, `through the provider: ${reason}`)
}

function codeRequired(): AppError {
  return new AppError('auth.code-required', 'Enter the code from your authenticator app or a backup code', {
    details: [{ field: 'code', message: 'Is required' }],
  })
}
