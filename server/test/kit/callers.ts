import { randomUUID } from 'node:crypto'
import type { Permission } from '@groundwork/contract/permissions.ts'
import type { LightMyRequestResponse } from 'fastify'
import { hashApiKey, newApiKey, shownPrefix } from '#platform/api-keys/key-format.ts'
import { withConnection } from '#platform/database/connection.ts'
import { hashToken, newToken } from '#platform/identity/credentials/opaque-token.ts'
import type { TestApp } from './app.ts'

export interface Answer {
  status: number
  headers: LightMyRequestResponse['headers']
  // Tests say what they expect of a body by asserting it.
  // biome-ignore lint/suspicious/noExplicitAny: a test's assertion is its type check
  body: any
  text: string
  bytes: Buffer
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
type Headers = Record<string, string>

/** Somebody who calls the API with their credentials. */
export class Caller {
  readonly userId: string
  readonly tenantId: string
  readonly #app: TestApp
  /** Their credentials, for clients of another kind. */
  readonly headers: Headers

  constructor(app: TestApp, headers: Headers, ids: { userId: string; tenantId: string }) {
    this.#app = app
    this.headers = headers
    this.userId = ids.userId
    this.tenantId = ids.tenantId
  }

  get = (path: string, headers?: Headers) => this.request('GET', path, undefined, headers)
  post = (path: string, body?: unknown, headers?: Headers) => this.request('POST', path, body, headers)
  patch = (path: string, body?: unknown, headers?: Headers) => this.request('PATCH', path, body, headers)
  put = (path: string, body?: unknown, headers?: Headers) => this.request('PUT', path, body, headers)
  delete = (path: string, headers?: Headers) => this.request('DELETE', path, undefined, headers)

  async request(method: Method, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    if (body === undefined) return this.#send(method, path, headers, undefined)
    return this.#send(method, path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body))
  }

  /** A file as the body of the request. */
  upload(path: string, content: string | Buffer, headers: Headers = { 'content-type': 'text/csv' }): Promise<Answer> {
    return this.#send('POST', path, headers, content)
  }

  async #send(method: Method, path: string, headers: Headers, payload: string | Buffer | undefined): Promise<Answer> {
    const request = {
      method,
      url: `/api${path}`,
      headers: { ...this.headers, ...headers },
      ...(payload === undefined ? {} : { payload }),
    }
    const response = await this.#app.server.inject(request)
    return {
      status: response.statusCode,
      headers: response.headers,
      body: parse(response.body),
      text: response.body,
      bytes: response.rawPayload,
    }
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A new business with somebody in it, signed in by a session cookie. The role is built in, or the id of one made there. Made behind the API, because hashing takes its time. */
export async function signedIn(app: TestApp, role = 'owner', tenantId?: string): Promise<Caller> {
  const token = newToken()
  const userId = randomUUID()
  const tenant = tenantId ?? (await newTenant(app))
  await withConnection(app.database.adminUrl, async (client) => {
    await client.query(
      'insert into users (id, email, email_norm, name, email_verified_at) values ($1, $2, $2, $3, now())',
      [userId, `${userId}@example.com`, `The ${role}`],
    )
    await client.query(
      "insert into memberships (tenant_id, id, user_id, email, email_norm, role, status) values ($1, $2, $3, $4, $4, $5, 'active')",
      [tenant, randomUUID(), userId, `${userId}@example.com`, role],
    )
    await client.query(
      "insert into sessions (id, user_id, tenant_id, cookie_hash, expires_at) values ($1, $2, $3, $4, now() + interval '30 days')",
      [randomUUID(), userId, tenant, hashToken(token)],
    )
  })
  return new Caller(app, { cookie: `__Host-gw_session=${token}` }, { userId, tenantId: tenant })
}

export async function newTenant(app: TestApp): Promise<string> {
  const id = randomUUID()
  await withConnection(app.database.adminUrl, (client) =>
    client.query(
      "insert into tenants (id, name, slug, status, modules) values ($1, $2, $3, 'active', '{waste,repair,siteops,websites}')",
      [id, `Tenant ${id.slice(0, 8)}`, `t-${id}`],
    ),
  )
  return id
}

/** A program of the caller's business with just these permissions. */
export async function withApiKey(app: TestApp, maker: Caller, permissions: readonly Permission[]): Promise<Caller> {
  const key = newApiKey('live')
  await withConnection(app.database.adminUrl, (client) =>
    client.query(
      'insert into api_keys (tenant_id, id, name, prefix, key_hash, permissions, created_by) values ($1, $2, $3, $4, $5, $6, $7)',
      [maker.tenantId, randomUUID(), 'test key', shownPrefix(key), hashApiKey(key), permissions, maker.userId],
    ),
  )
  return new Caller(app, { authorization: `Bearer ${key}` }, maker)
}

/** Somebody without credentials. */
export function anonymous(app: TestApp): Caller {
  return new Caller(app, {}, { userId: '', tenantId: '' })
}
