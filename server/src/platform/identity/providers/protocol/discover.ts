import { LRUCache } from 'lru-cache'
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ServerMetadata,
} from 'openid-client'
import type { Services } from '#platform/services.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { ProviderFault } from './provider-fault.ts'

export interface Client {
  issuer: string
  clientId: string
  clientSecret: string | undefined
}

type Parts = Pick<Services, 'config' | 'outgoing'>

const CLOCK_TOLERANCE_SECONDS = 60
const REMEMBERED_MS = 5 * 60_000
/** What providers publish changes by the year; their keys, which change at any time, are not among it. */
const remembered = new LRUCache<string, ServerMetadata>({ max: 500, ttl: REMEMBERED_MS })

/** The provider as it describes itself, ready to be asked for one sign-in. */
export async function discover(parts: Parts, client: Client): Promise<Configuration> {
  const known = remembered.get(client.issuer)
  const metadata = known ?? (await readMetadata(parts, client.issuer))
  remembered.set(client.issuer, metadata, { noUpdateTTL: true })
  return configure(parts, client, metadata)
}

/** What the provider publishes now, checked for what a sign-in needs. */
export async function readMetadata({ config, outgoing }: Parts, issuer: string): Promise<ServerMetadata> {
  const found = await discovery(new URL(issuer), 'discovery', undefined, undefined, {
    [customFetch]: guardedFetch(outgoing),
    execute: config.outgoingLoopback ? [allowInsecureRequests] : [],
  })
  const { supportsPKCE: _, ...metadata } = found.serverMetadata()
  // Providers that stand for many organisations at once leave a gap in their name; whose people come is then anybody's guess.
  if (new URL(metadata.issuer).href !== new URL(issuer).href)
    throw new ProviderFault(
      `The provider calls itself ${metadata.issuer.slice(0, 200)}; enter the issuer of your own organisation`,
    )
  assertBrowsable(metadata.authorization_endpoint, config.outgoingLoopback)
  if (!metadata.token_endpoint) throw new ProviderFault('The provider names no token endpoint')
  if (!metadata.jwks_uri) throw new ProviderFault('The provider does not publish its keys (jwks_uri)')
  return metadata
}

/** The browser is sent there by our page, so it must be an address and nothing that runs. */
function assertBrowsable(endpoint: string | undefined, allowsHttp: boolean): void {
  if (!endpoint || !URL.canParse(endpoint)) throw new ProviderFault('The provider names no page to sign in at')
  const { protocol } = new URL(endpoint)
  if (protocol === 'https:' || (allowsHttp && protocol === 'http:')) return
  throw new ProviderFault("The provider's page to sign in at is not reached over https")
}

export function configure({ config, outgoing }: Parts, client: Client, metadata: ServerMetadata): Configuration {
  const made = new Configuration(
    metadata,
    client.clientId,
    { [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    clientAuth(client, metadata),
  )
  made[customFetch] = guardedFetch(outgoing)
  made.timeout = 10
  if (config.outgoingLoopback) allowInsecureRequests(made)
  // Without it the library takes the ID token on the word of TLS; the signature is checked all the same.
  enableNonRepudiationChecks(made)
  return made
}

function clientAuth(
  { clientSecret }: Client,
  { token_endpoint_auth_methods_supported: methods }: ServerMetadata,
): ClientAuth {
  if (clientSecret === undefined) return None()
  // Basic is what OpenID Connect presumes where nothing is said.
  const isPost = methods?.includes('client_secret_post') && !methods.includes('client_secret_basic')
  return isPost ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret)
}
