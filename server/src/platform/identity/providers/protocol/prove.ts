import { decodeProtectedHeader } from 'jose'
import {
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client'
import { type Claims, claimValues } from './claim-values.ts'
import { ProviderFault } from './provider-fault.ts'

export interface Expected {
  state: string
  nonce: string
  codeVerifier: string
}

// Asymmetric ones alone: `none` proves nothing, and with HS256 whoever knows the client secret could sign.
const ALGORITHMS = /^(RS|PS|ES)(256|384|512)$|^EdDSA$|^Ed25519$/
const MAX_AGE_SECONDS = 10 * 60
const TOLERANCE_SECONDS = 60
const MAX_SUBJECT = 255

/**
 * Exchanges the code and checks what comes of it: state and issuer of the answer, PKCE, signature, issuer, audience,
 * authorised party, times and nonce of the ID token.
 */
export async function prove(
  client: Configuration,
  currentUrl: URL,
  expected: Expected,
  wanted: readonly string[],
): Promise<Claims> {
  const tokens = await authorizationCodeGrant(client, currentUrl, {
    expectedState: expected.state,
    expectedNonce: expected.nonce,
    pkceCodeVerifier: expected.codeVerifier,
    idTokenExpected: true,
  })
  const claims = checked(client, tokens)
  const isComplete = ['email', ...wanted].every((name) => claimValues(claims, name).length > 0)
  return isComplete ? claims : withUserInfo(client, tokens, claims)
}

function checked(client: Configuration, tokens: TokenEndpointResponse & TokenEndpointResponseHelpers): Claims {
  const claims = tokens.claims()
  if (!claims || !tokens.id_token) throw new ProviderFault('The provider sent no ID token')
  const { alg } = decodeProtectedHeader(tokens.id_token)
  if (typeof alg !== 'string' || !ALGORITHMS.test(alg))
    throw new ProviderFault('The ID token is not signed in a way that proves where it comes from')
  const ageSeconds = Date.now() / 1000 - claims.iat
  if (ageSeconds < -TOLERANCE_SECONDS || ageSeconds > MAX_AGE_SECONDS)
    throw new ProviderFault('The ID token was not made just now; is the clock of one of the two right?')
  if (claims.azp !== undefined && claims.azp !== client.clientMetadata().client_id)
    throw new ProviderFault('The ID token was made for another client')
  if (claims.sub === '' || claims.sub.length > MAX_SUBJECT)
    throw new ProviderFault('The provider does not say whom it signed in (sub)')
  return claims
}

/** Some providers put addresses and groups there only. What the signed token says counts before it. */
async function withUserInfo(client: Configuration, tokens: TokenEndpointResponse, claims: Claims): Promise<Claims> {
  if (!client.serverMetadata().userinfo_endpoint) return claims
  const more = await fetchUserInfo(client, tokens.access_token, claims.sub)
  return { ...more, ...claims }
}
