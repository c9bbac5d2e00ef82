import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Signing, SigningKeys } from './signing.ts'

export const CLIENT = { id: 'groundwork', secret: 'a secret with : and % in it' }

export interface ProviderPerson {
  sub: string
  email?: string | undefined
  email_verified?: boolean | undefined
  name?: string
  [claim: string]: unknown
}

interface Grant {
  person: ProviderPerson
  redirectUri: string
  challenge: string
  nonce: string
  isUsed: boolean
}

/**
 * An OpenID provider as Core 1.0, Discovery 1.0, RFC 7636 and RFC 9207 describe one: discovery, keys that rotate, the
 * authorisation page, a token endpoint that checks client, code, redirect URI and PKCE, and userinfo. Its browser
 * session is `person`: whoever is signed in there. The rest of its fields make it misbehave.
 */
export class FakeProvider {
  person: ProviderPerson = { sub: 'nobody' }
  redirectUris: string[] = []
  signing: Signing = 'right'
  /** Takes the place of what the next ID tokens say. */
  claims: Record<string, unknown> = {}
  discovery: Record<string, unknown> = {}
  /** The `iss` that answers carry; undefined leaves it out. */
  answersAs: string | undefined
  /** What the page answers instead of a code. */
  error: string | undefined
  /** Says addresses and groups at userinfo alone. */
  isQuiet = false
  behaviour: 'as-it-should' | 'silent' | 'redirects' | 'error-page' = 'as-it-should'
  readonly asked: string[] = []
  readonly #keys: SigningKeys
  readonly #grants = new Map<string, Grant>()
  readonly #tokens = new Map<string, ProviderPerson>()
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  private constructor(keys: SigningKeys) {
    this.#keys = keys
  }

  static async start(): Promise<FakeProvider> {
    const fake = new FakeProvider(await SigningKeys.make())
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve))
    // The process of a test may end while it still listens.
    fake.#server.unref()
    fake.answersAs = fake.issuer
    return fake
  }

  get issuer(): string {
    // A server that listens on a port has such an address.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** As a business would set it up. */
  get settings() {
    return {
      isEnabled: true,
      issuer: this.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      label: 'Continue with Acme',
    }
  }

  rotateKeys(): Promise<void> {
    return this.#keys.rotate()
  }

  /** As a browser that is signed in there: what stands behind the question mark of where it is sent back to. */
  async visit(url: string): Promise<string> {
    const response = await fetch(url, { redirect: 'manual' })
    const location = response.headers.get('location')
    if (!location) throw new Error(`The provider does not send the browser back: ${await response.text()}`)
    return new URL(location).search.slice(1)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer)
    this.asked.push(`${request.method} ${url.pathname}`)
    if (this.behaviour === 'silent') return
    if (this.behaviour === 'redirects') return void response.writeHead(302, { location: '/elsewhere' }).end()
    if (this.behaviour === 'error-page')
      return void response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Oops</h1><script>alert(1)</script>')
    const json = (status: number, body: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration') return json(200, this.#metadata())
    if (url.pathname === '/keys') return json(200, { keys: this.#keys.published })
    if (url.pathname === '/authorize') return this.#authorize(url, response)
    if (url.pathname === '/token') return this.#token(request, json)
    if (url.pathname === '/userinfo') return this.#userinfo(request, json)
    json(404, { error: 'not_found' })
  }

  #metadata() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'email', 'profile'],
      id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ...this.discovery,
    }
  }

  #authorize({ searchParams: query }: URL, response: ServerResponse): void {
    const redirectUri = query.get('redirect_uri') ?? ''
    // A client or an address that it does not know is never sent anywhere.
    if (query.get('client_id') !== CLIENT.id || !this.redirectUris.includes(redirectUri))
      return void response.writeHead(400).end('This client may not send people here')
    const back = new URL(redirectUri)
    back.searchParams.set('state', query.get('state') ?? '')
    if (this.answersAs !== undefined) back.searchParams.set('iss', this.answersAs)
    const refusal = this.error ?? requestFault(query)
    if (refusal) {
      back.searchParams.set('error', refusal)
      back.searchParams.set('error_description', '<b>because</b>')
    } else back.searchParams.set('code', this.#grant(query, redirectUri))
    response.writeHead(302, { location: back.href }).end()
  }

  #grant(query: URLSearchParams, redirectUri: string): string {
    const code = randomBytes(24).toString('base64url')
    const [challenge, nonce] = [query.get('code_challenge') ?? '', query.get('nonce') ?? '']
    this.#grants.set(code, { person: this.person, redirectUri, challenge, nonce, isUsed: false })
    return code
  }

  async #token(request: IncomingMessage, json: (status: number, body: unknown) => void): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    if (!isClient(request, form)) return json(401, { error: 'invalid_client', error_description: '<i>who</i>' })
    const grant = this.#grants.get(form.get('code') ?? '')
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isGood =
      grant && !grant.isUsed && form.get('redirect_uri') === grant.redirectUri && verifier === grant.challenge
    if (form.get('grant_type') !== 'authorization_code' || !isGood) return json(400, { error: 'invalid_grant' })
    grant.isUsed = true
    const accessToken = randomBytes(24).toString('base64url')
    this.#tokens.set(accessToken, grant.person)
    const idToken = await this.#keys.sign(this.#idClaims(grant), this.signing, CLIENT.secret)
    json(200, { access_token: accessToken, token_type: 'Bearer', expires_in: 300, id_token: idToken })
  }

  #idClaims({ person, nonce }: Grant): Record<string, unknown> {
    const now = Math.floor(Date.now() / 1000)
    const said = this.isQuiet ? { sub: person.sub } : person
    return { iss: this.issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...said, ...this.claims }
  }

  #userinfo(request: IncomingMessage, json: (status: number, body: unknown) => void): void {
    const person = this.#tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''))
    json(person ? 200 : 401, person ?? { error: 'invalid_token' })
  }
}

function requestFault(query: URLSearchParams): string | undefined {
  const isWhole =
    query.get('response_type') === 'code' &&
    query.get('scope')?.split(' ').includes('openid') &&
    query.get('code_challenge_method') === 'S256' &&
    /^[\w-]{43}$/.test(query.get('code_challenge') ?? '') &&
    query.get('state') &&
    query.get('nonce')
  return isWhole ? undefined : 'invalid_request'
}

/** By Basic, with both halves form-encoded as RFC 6749 wants it, or in the form. */
function isClient(request: IncomingMessage, form: URLSearchParams): boolean {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!basic) return form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret
  const [id = '', secret = ''] = Buffer.from(basic, 'base64')
    .toString()
    .split(':')
    .map((half) => decodeURIComponent(half.replaceAll('+', ' ')))
  return id === CLIENT.id && secret === CLIENT.secret
}
