import type { PasskeyAssertion } from '@groundwork/contract/platform/passkeys.ts'
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import { groundwork } from '../api/groundwork.ts'

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']

/** Not in every browser, and nowhere without TLS but on one's own machine. */
export const hasPasskeys = browserSupportsWebAuthn

/** Asks the browser for a passkey: to sign in, or to confirm who is there. */
export async function askForPasskey(purpose: 'sign-in' | 'confirm'): Promise<PasskeyAssertion> {
  const options =
    purpose === 'sign-in'
      ? await groundwork.get('auth/passkeys/sign-in-options')
      : await groundwork.get('auth/passkeys/confirm-options')
  // The server makes them by the same standard that the browser reads them by.
  const answer = await startAuthentication({ optionsJSON: options as unknown as Options })
  const { clientExtensionResults: _, ...passkey } = answer
  return { ...passkey, clientExtensionResults: {} }
}

/** Whoever closes the browser's question has decided so: nothing went wrong. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')
}
