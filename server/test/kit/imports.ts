import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import type { TestApp } from './app.ts'
import type { Answer, Caller } from './callers.ts'
import { runJobs } from './run-job.ts'

export const BINS = 'QR code,RFID,Customer,Type,Size,Lat,Lng,Address,Fill'

type Rest = Partial<{ rfid: string; type: string; lat: string; fill: string }>

/** A line under BINS. */
export function binLine(
  code: string,
  customer: string,
  { rfid = '', type = 'recycling', lat = '39.96', fill = '' }: Rest = {},
): string {
  return `${code},${rfid},${customer},${type},Medium,${lat},-82.99,"120 E Broad St, Columbus",${fill}`
}

export const binsFile = (...lines: readonly string[]) => [BINS, ...lines].join('\n')
export const newCode = () => `B-${randomUUID()}`

/** A customer of the caller's, with a name nobody else has. */
export async function newCustomer(by: Caller, name = `Bakery ${randomUUID()}`): Promise<{ id: string; name: string }> {
  const answer = await by.post('/customers', {
    kind: 'business',
    businessName: name,
    email: `${randomUUID()}@example.com`,
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}

interface Sent {
  resource?: string
  fileName?: string
}

/** What somebody does with imports, the jobs done at once. */
export class Importer {
  readonly #app: TestApp
  readonly #by: Caller

  constructor(app: TestApp, by: Caller) {
    this.#app = app
    this.#by = by
  }

  upload(content: string | Buffer, { resource = 'waste.bins', fileName = 'bins.csv' }: Sent = {}): Promise<Answer> {
    return this.#by.upload(`/imports?resource=${resource}&fileName=${fileName}`, content)
  }

  async uploaded(content: string | Buffer, sent: Sent = {}): Promise<string> {
    const answer = await this.upload(content, sent)
    expect(answer.status, answer.text).toBe(201)
    await runJobs(this.#app)
    return answer.body.data.id
  }

  async get(id: string) {
    return (await this.#by.get(`/imports/${id}`)).body.data
  }

  /** How it stands afterwards. */
  async step(id: string, what: 'check' | 'run' | 'undo') {
    const answer = await this.#by.post(`/imports/${id}/${what}`)
    expect(answer.status, answer.text).toBe(202)
    await runJobs(this.#app)
    return this.get(id)
  }

  async errorsOf(id: string) {
    return (await this.#by.get(`/imports/${id}/errors?limit=100`)).body.data
  }

  async messagesOf(id: string): Promise<string[]> {
    const rows: { problems: { message: string }[] }[] = await this.errorsOf(id)
    return rows.flatMap(({ problems }) => problems.map(({ message }) => message))
  }

  async binOf(code: string) {
    return (await this.#by.get(`/waste/bins/scan/${code}`)).body.data?.bin
  }
}

/** `waste_bins where ...`: past every policy. */
export function countRows({ database }: TestApp, from: string): Promise<number> {
  return withConnection(
    database.adminUrl,
    async (client) => (await client.query(`select count(*)::int as n from ${from}`)).rows[0].n,
  )
}
