import type { PasskeyAssertion, PasskeyRegistration } from '@groundwork/contract/platform/passkeys.ts'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { ReadCtx } from '#platform/context.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { challengeEnd, challengeHash, type Purpose } from './challenge.ts'
import { findPasskey, notePasskeyUse, type PasskeyRow, takeChallenge } from './passkeys.queries.ts'
import { relyingParty } from './relying-party.ts'

type Ctx = Pick<ReadCtx, 'tx' | 'config' | 'now'>

export interface Registered {
  credentialId: Buffer
  publicKey: Buffer
  counter: number
  isSynced: boolean
}

/** What the authenticator made, if all of it holds; the reason otherwise. */
export async function verifyRegistration(
  ctx: Ctx,
  purpose: Purpose,
  response: PasskeyRegistration,
): Promise<Registered | string> {
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(ctx.config)
  const expectedChallenge = (challenge: string) => takeOnce(ctx, purpose, challenge)
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      // The same fields; the library knows the words for transports and attachments more narrowly.
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge,
      expectedOrigin,
      expectedRPID,
    })
    if (!registrationInfo) return 'the authenticator was not verified'
    const { credential, credentialBackedUp } = registrationInfo
    return {
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      isSynced: credentialBackedUp,
    }
  } catch (error) {
    return reasonOf(error)
  }
}

/** The passkey that signed, noted as used; the reason where it does not hold. */
export async function verifyAssertion(
  ctx: Ctx,
  purpose: Purpose,
  response: PasskeyAssertion,
): Promise<PasskeyRow | string> {
  const row = await findPasskey(ctx.tx, { credentialId: Buffer.from(response.id, 'base64url') })
  if (!row) return 'nobody has this passkey'
  const { userHandle } = response.response
  if (userHandle && Buffer.from(userHandle, 'base64url').toString('utf8') !== row.userId)
    return 'it names another person'
  const counter = await signedCounter(ctx, purpose, response, row)
  if (typeof counter === 'string') return counter
  const noted = await notePasskeyUse(ctx.tx, { id: row.id, before: row.counter, counter, now: ctx.now })
  return noted ? row : 'it was used at the same moment'
}

async function signedCounter(
  ctx: Ctx,
  purpose: Purpose,
  response: PasskeyAssertion,
  row: PasskeyRow,
): Promise<number | string> {
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(ctx.config)
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // As above.
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: (challenge) => takeOnce(ctx, purpose, challenge),
      expectedOrigin,
      expectedRPID,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(row.publicKey),
        counter: Number(row.counter),
      },
    })
    return verified ? authenticationInfo.newCounter : 'the signature is wrong'
  } catch (error) {
    return reasonOf(error)
  }
}

/** Also an answer that fails afterwards takes its challenge: there is always another one. */
async function takeOnce({ tx, config, now }: { tx: Tx } & Ctx, purpose: Purpose, challenge: string): Promise<boolean> {
  const expiresAt = challengeEnd(config, purpose, challenge, now)
  if (!expiresAt) return false
  return (await takeChallenge(tx, { challengeHash: challengeHash(challenge), expiresAt })) !== undefined
}

/** The library throws for every answer that does not hold; nothing of it is told to whoever sent it. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read'
}
