import { randomBytes, randomUUID } from 'node:crypto'
import { RESOURCES } from '#app'
import { withConnection } from '#platform/database/connection.ts'
import { Random } from '#platform/random.ts'
import type { TestApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { RECORD_INPUTS } from './record-inputs.ts'

export interface MadeRecord {
  id: string
  version: number
  [field: string]: unknown
}

/** One tenant of the census with its owner, and how to make things in it: through the API, as anybody would. */
export class Business {
  readonly app: TestApp
  readonly owner: Caller
  /** Stands in every text that is made here: wherever else it turns up, something has leaked. */
  readonly marker = `zq${randomBytes(5).toString('hex')}`
  readonly random = new Random(7)
  #made = 0

  constructor(app: TestApp, owner: Caller) {
    this.app = app
    this.owner = owner
  }

  get tenantId(): string {
    return this.owner.tenantId
  }

  /** Counts up, so that nothing that must be unique is made twice. */
  number(): number {
    this.#made += 1
    return this.#made
  }

  /** Somebody else in the same business. */
  person(): Promise<Caller> {
    return signedIn(this.app, 'owner', this.tenantId)
  }

  /** Somebody who runs the installation, at work in this business. */
  async superAdmin(): Promise<Caller> {
    const person = await this.person()
    await this.asAdmin('update users set is_super_admin = true where id = $1', [person.userId])
    return person
  }

  /** Somebody of support, let in by the owner and at work here. */
  async support(): Promise<Caller> {
    const person = await signedIn(this.app)
    await this.asAdmin('update users set is_super_admin = true where id = $1', [person.userId])
    this.app.services.announce({ kind: 'user-changed', userId: person.userId })
    await this.supportGrant()
    const answer = await person.post('/auth/switch-tenant', { tenant: this.tenantId })
    if (answer.status !== 200) throw new Error(`Support is not let in: ${answer.text}`)
    return person
  }

  /** One is open at a time. */
  async supportGrant(): Promise<string> {
    await this.asAdmin('update support_grants set ended_at = now() where tenant_id = $1 and ended_at is null', [
      this.tenantId,
    ])
    const body = { role: 'admin', hours: 1, reason: `Help ${this.marker}` }
    return (await this.create('/support-grants', body)).id
  }

  /** A new record of a resource, as its create route answers it. */
  async record(name: string): Promise<MadeRecord> {
    const resource = RESOURCES.find((one) => one.name === name)
    if (!resource) throw new Error(`There is no resource ${name}`)
    return this.create(resource.path, await inputsOf(name).create(this))
  }

  async trashed(name: string): Promise<MadeRecord> {
    const record = await this.record(name)
    const path = RESOURCES.find((one) => one.name === name)?.path ?? ''
    await this.owner.delete(`${path}/${record.id}`)
    return record
  }

  async create(path: string, body: unknown): Promise<MadeRecord> {
    const answer = await this.owner.post(path, body)
    if (answer.status !== 201)
      throw new Error(`POST ${path} of a census example answers ${answer.status}: ${answer.text}`)
    return answer.body.data
  }

  /** A job as its worker would have left it; there is no route that only makes one. */
  async job(state: 'queued' | 'failed'): Promise<string> {
    const id = randomUUID()
    const asked = { kind: 'user', id: this.owner.userId, userId: this.owner.userId, role: 'owner', name: this.marker }
    await this.asAdmin(
      `insert into job_runs (tenant_id, id, name, title, state, payload, actor, actor_id, is_long, max_attempts, ended_at)
       values ($1, $2, 'census.job', $3, $4, '{}', $5, $6, false, 1, case when $4 = 'failed' then now() end)`,
      [this.tenantId, id, `Job ${this.marker}`, state, asked, this.owner.userId],
    )
    return id
  }

  /** Past row level security. */
  async asAdmin(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const { rows } = await withConnection(this.app.database.adminUrl, (client) => client.query(sql, values))
    return rows
  }
}

export async function openBusiness(app: TestApp): Promise<Business> {
  return new Business(app, await signedIn(app))
}

export function inputsOf(resource: string) {
  const inputs = RECORD_INPUTS[resource]
  if (inputs) return inputs
  throw new Error(
    `Resource ${resource} has no inputs: add it to server/test/census/world/record-inputs.ts, every test of the census needs it`,
  )
}
