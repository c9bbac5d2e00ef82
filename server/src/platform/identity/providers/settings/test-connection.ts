import type {
  ProviderFinding,
  ProviderTest,
  TestSignInProvider,
} from '@groundwork/contract/platform/sign-in-provider.ts'
import { authorizationCodeGrant, type ServerMetadata } from 'openid-client'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { assertPerson } from '../../assert-person.ts'
import { type Client, configure, readMetadata } from '../protocol/discover.ts'
import { explain, oauthErrorOf } from '../protocol/provider-fault.ts'
import { clientSecretOf, readProvider, redirectUri } from './provider.service.ts'

const error = (message: string): ProviderFinding => ({ level: 'error', message })
const warning = (message: string): ProviderFinding => ({ level: 'warning', message })
const ok = (message: string): ProviderFinding => ({ level: 'ok', message })

/** What the provider publishes, and whether it knows us: everything that can be tried without a person. */
export async function testConnection(ctx: ManualCtx, input: TestSignInProvider): Promise<ProviderTest> {
  const client = await clientToTest(ctx, input)
  if (client.issuer === '') return { works: false, findings: [error('Enter the issuer first')] }
  const findings = await lookAround(ctx, client)
  return { works: findings.every(({ level }) => level !== 'error'), findings }
}

async function clientToTest({ services, actor, request }: ManualCtx, input: TestSignInProvider): Promise<Client> {
  const person = assertPerson(actor)
  const saved = await services.read(person, request, (ctx) => readProvider(ctx))
  const issuer = input.issuer ?? saved.issuer
  // The kept secret goes to the provider it belongs to, and to no other.
  const kept = issuer === saved.issuer ? clientSecretOf(services.config, person.tenant.id, saved) : undefined
  return { issuer, clientId: input.clientId ?? saved.client_id, clientSecret: input.clientSecret ?? kept }
}

async function lookAround({ services }: ManualCtx, client: Client): Promise<ProviderFinding[]> {
  let metadata: ServerMetadata
  try {
    metadata = await readMetadata(services, client.issuer)
  } catch (fault) {
    return [error(sentence(fault))]
  }
  const findings = [
    ok(`${new URL(client.issuer).host} answers and calls itself by the issuer's name`),
    ...missing(metadata),
  ]
  if (client.clientId === '') return [...findings, warning('Enter the client id to have it tried, too')]
  return [...findings, await askAboutClient(services, client, metadata)]
}

function missing(metadata: ServerMetadata): ProviderFinding[] {
  const has = (list: readonly string[] | undefined, word: string) => list === undefined || list.includes(word)
  return [
    ...(has(metadata.response_types_supported, 'code') ? [] : [error('It does not offer the authorisation code flow')]),
    ...(metadata.code_challenge_methods_supported?.includes('S256')
      ? []
      : [warning('It does not say that it knows PKCE (S256); it is used all the same')]),
    ...(has(metadata.scopes_supported, 'email') ? [] : [warning('It does not offer the scope email')]),
  ]
}

/** A code that nobody was given: whoever knows the client refuses the code, whoever does not refuses the client. */
async function askAboutClient(
  services: ManualCtx['services'],
  client: Client,
  metadata: ServerMetadata,
): Promise<ProviderFinding> {
  const url = new URL(redirectUri(services.config))
  url.searchParams.set('code', 'groundwork-connection-test')
  if (metadata.authorization_response_iss_parameter_supported) url.searchParams.set('iss', metadata.issuer)
  try {
    await authorizationCodeGrant(configure(services, client, metadata), url, { pkceCodeVerifier: 'x'.repeat(43) })
    return warning('It accepted a code that it had never given out; something else than a provider may be answering')
  } catch (fault) {
    if (oauthErrorOf(fault) === 'invalid_grant') return ok('It knows the client id and accepts the client secret')
    return error(sentence(fault))
  }
}

function sentence(fault: unknown): string {
  return fault instanceof AppError ? fault.message : explain(fault)
}
