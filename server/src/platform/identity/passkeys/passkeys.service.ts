import type { AddPasskey, Passkey } from '@groundwork/contract/platform/passkeys.ts'
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, invalidField, notFound } from '#platform/errors.ts'
import type { ManualCtx, Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { findAccount } from '../accounts/accounts.queries.ts'
import { assertPerson } from '../assert-person.ts'
import { describeDevice } from '../sessions/device.ts'
import { assertConfirmedByOwn } from '../step-up/step-up.ts'
import { CHALLENGE_MINUTES, newChallenge } from './challenge.ts'
import { deletePasskey, insertPasskey, listPasskeys, type PasskeyRow, renamePasskey } from './passkeys.queries.ts'
import { relyingParty } from './relying-party.ts'
import { verifyRegistration } from './verify-passkey.ts'

const MAX_PASSKEYS = 20
const TIMEOUT_MS = CHALLENGE_MINUTES * 60_000

export async function listOwnPasskeys({ tx, actor }: ReadCtx): Promise<Page<Passkey>> {
  const { userId } = assertPerson(actor)
  const rows = (await listPasskeys(tx, { userId })).map(toPasskey)
  return { rows, pagination: { page: 1, limit: 100, total: rows.length, hasNext: false, nextCursor: null } }
}

/** What a browser needs to make a passkey. Those the person has are named, so that no authenticator makes a second. */
export async function registrationOptions(ctx: ReadCtx): Promise<object> {
  const { userId } = await assertConfirmedByOwn(ctx)
  const [account, known] = await Promise.all([findAccount(ctx.tx, { userId }), listPasskeys(ctx.tx, { userId })])
  if (!account) throw new Error('A session without an account')
  const { id: rpID, name: rpName } = relyingParty(ctx.config)
  const { extensions, hints, ...options } = await generateRegistrationOptions({
    rpID,
    rpName,
    userID: new TextEncoder().encode(userId),
    userName: account.email,
    userDisplayName: account.name,
    challenge: newChallenge(ctx.config, `register ${userId}`, ctx.now),
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return options
}

/** For signing in, where nobody is known yet: the authenticator offers what it has. */
export async function signInOptions({ services, now }: ManualCtx): Promise<Record<string, unknown>> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(services.config).id,
    challenge: newChallenge(services.config, 'sign-in', now),
    timeout: TIMEOUT_MS,
    userVerification: 'required',
  })
  return { ...options }
}

export async function confirmOptions({ tx, actor, config, now }: ReadCtx): Promise<object> {
  const { userId } = assertPerson(actor)
  const known = await listPasskeys(tx, { userId })
  return generateAuthenticationOptions({
    rpID: relyingParty(config).id,
    challenge: newChallenge(config, `confirm ${userId}`, now),
    timeout: TIMEOUT_MS,
    userVerification: 'required',
    allowCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
  })
}

export async function addPasskey(ctx: Ctx, { name, passkey }: AddPasskey): Promise<Passkey> {
  const { userId } = await assertConfirmedByOwn(ctx)
  const known = await listPasskeys(ctx.tx, { userId })
  if (known.length >= MAX_PASSKEYS)
    throw new AppError('record.conflict', `You have ${MAX_PASSKEYS} passkeys; delete one you do not use any more first`)
  const made = await verifyRegistration(ctx, `register ${userId}`, passkey)
  if (typeof made === 'string') {
    ctx.log.info({ reason: made }, 'a passkey was not accepted')
    throw invalidField('passkey', 'It does not hold; begin again with new options')
  }
  const id = newId(ctx.now.getTime())
  const transports = passkey.response.transports ?? []
  if (!(await insertPasskey(ctx.tx, { id, userId, ...made, transports, name, now: ctx.now })))
    throw new AppError('record.duplicate', 'This passkey is registered already')
  await leaveTrail(ctx, userId, 'auth.passkey-added', name, 'passkey-added')
  return { id, name, isSynced: made.isSynced, createdAt: ctx.now.toISOString(), lastUsedAt: null }
}

export async function renameOwnPasskey(ctx: Ctx, id: string, name: string): Promise<Passkey> {
  const { userId } = assertPerson(ctx.actor)
  const row = await renamePasskey(ctx.tx, { id, userId, name })
  if (!row) throw notFound('passkey')
  ctx.audit('auth.passkey-renamed', { resource: { type: 'platform.users', id: userId }, note: name })
  return toPasskey(row)
}

export async function deleteOwnPasskey(ctx: Ctx, id: string): Promise<void> {
  const { userId } = await assertConfirmedByOwn(ctx)
  const deleted = await deletePasskey(ctx.tx, { id, userId })
  if (!deleted) throw notFound('passkey')
  await leaveTrail(ctx, userId, 'auth.passkey-deleted', deleted.name, 'passkey-deleted')
}

function toPasskey({ id, name, isSynced, createdAt, lastUsedAt }: PasskeyRow): Passkey {
  return { id, name, isSynced, createdAt, lastUsedAt }
}

async function leaveTrail(
  ctx: Ctx,
  userId: string,
  action: string,
  passkey: string,
  letter: 'passkey-added' | 'passkey-deleted',
): Promise<void> {
  const account = await findAccount(ctx.tx, { userId })
  if (!account) throw new Error('A session without an account')
  const { address, userAgent } = ctx.request
  const values = { name: account.name, passkey, address, device: describeDevice(userAgent) }
  await sendMail(ctx, { to: account.email, letter, values })
  ctx.audit(action, { resource: { type: 'platform.users', id: userId }, severity: 'high', note: passkey })
}
