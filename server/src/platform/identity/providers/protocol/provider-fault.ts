import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { AppError } from '#platform/errors.ts'
import { OutgoingError } from '#platform/outgoing/outgoing-error.ts'

/** What is wrong with a provider, in words for whoever set it up. Holds no text of the provider's beyond names and hosts. */
export class ProviderFault extends Error {
  override name = 'ProviderFault'
}

const BY_CODE: Record<string, string> = {
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'The provider names an address that does not begin with https://',
  OAUTH_RESPONSE_IS_NOT_CONFORM:
    'The provider answered in a way OpenID Connect does not know (an error page, or a redirect)',
  OAUTH_RESPONSE_IS_NOT_JSON: 'The provider answered with something else than JSON; is this the address of the issuer?',
  OAUTH_PARSE_ERROR: 'The provider answered with something that cannot be read',
  OAUTH_INVALID_RESPONSE: 'The answer does not hold: it may be for another sign-in, or from another provider',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED:
    'The ID token is meant for another client, another sign-in or comes from another issuer',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'The provider calls itself by another name than the issuer that was entered',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED:
    'The ID token has expired or is not valid yet; is the clock of one of the two right?',
  OAUTH_KEY_SELECTION_FAILED: 'The ID token is signed with a key that the provider does not publish',
  OAUTH_TIMEOUT: 'The provider did not answer in time',
}

const BY_ERROR: Record<string, string> = {
  access_denied: 'The provider did not let you in, or you cancelled there',
  login_required: 'The provider wants you to sign in there first',
  interaction_required: 'The provider wants something from you first; open it and sign in there',
  consent_required: 'The provider wants your consent first',
  temporarily_unavailable: 'The provider cannot do this right now; try again in a few minutes',
  server_error: 'The provider had a mistake of its own; try again',
  invalid_client: 'The provider does not know the client id, or the client secret is wrong',
  unauthorized_client: 'The provider does not let this client sign people in',
  invalid_grant:
    'The provider does not accept the sign-in: it was used before, took too long, or the redirect URI is not registered',
  invalid_scope: 'The provider does not know one of the scopes',
  invalid_request: 'The provider does not understand the request',
}

/** The word of the OAuth error that the provider answered with; undefined where it was none. */
export function oauthErrorOf(error: unknown): string | undefined {
  return error instanceof ResponseBodyError || error instanceof AuthorizationResponseError ? error.error : undefined
}

/** One sentence that may be shown; anything of the provider's own stays out of it. */
export function explain(error: unknown): string {
  if (error instanceof ProviderFault || error instanceof OutgoingError) return error.message
  const outgoing = causeOf(error)
  if (outgoing) return outgoing.message
  const word = oauthErrorOf(error)
  if (word !== undefined) return BY_ERROR[word] ?? 'The provider refused the sign-in'
  if (error instanceof WWWAuthenticateChallengeError) return 'The provider does not accept the client id or its secret'
  if (error instanceof ClientError) return BY_CODE[error.code ?? ''] ?? 'The ID token or the answer does not hold'
  // The library meets what providers publish with these where an address or a key is not one.
  if (error instanceof TypeError) return 'What the provider publishes about itself is incomplete or wrong'
  throw error
}

/** The library wraps what the connection threw. */
function causeOf(error: unknown): OutgoingError | undefined {
  for (let current = error; current instanceof Error; current = current.cause)
    if (current instanceof OutgoingError) return current
  return undefined
}

const NOT_ITS_FAULT = new Set([
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  // The code was not this sign-in's, or not in time.
  'invalid_grant',
])

/** For whoever is signing in: what they may do something about is a refusal, the rest is the provider's. */
export function toSignInError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const rule = NOT_ITS_FAULT.has(oauthErrorOf(error) ?? '') ? 'auth.provider-refused' : 'auth.provider-failed'
  return new AppError(rule, explain(error), { cause: error })
}
