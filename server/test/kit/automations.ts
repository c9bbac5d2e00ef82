import { randomUUID } from 'node:crypto'
import type { CreateAutomation } from '@groundwork/contract/office/automations.ts'
import { expect, vi } from 'vitest'
import { binInput } from '#modules/waste/bins/bins.factory.ts'
import { automationInput } from '#office/automations/automations.factory.ts'
import { readLog } from '#office/automations/follow/read-log.ts'
import { withConnection } from '#platform/database/connection.ts'
import { Random } from '#platform/random.ts'
import type { TestApp } from './app.ts'
import type { Caller } from './callers.ts'
import { newCustomer } from './imports.ts'
import { runJobs } from './run-job.ts'

const PLACE = { address: '120 E Broad St, Columbus', latitude: 39.96, longitude: -82.99 }

/** Lets the automations of a business hear everything that has happened. Transactions of other tests may hide it for a moment. */
export async function hearEvents(app: TestApp, tenantId: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const progress = await readLog(app.services, tenantId)
      if (progress !== 'done') throw new Error(`The log is ${progress}`)
    },
    { timeout: 20_000, interval: 20 },
  )
}

/** Bins, rules about them, and what comes of it. */
export class AutomationKit {
  readonly #app: TestApp
  readonly #random = new Random(3)

  constructor(app: TestApp) {
    this.#app = app
  }

  async newBin(by: Caller, input: object = {}) {
    const customer = await newCustomer(by)
    const body = binInput(this.#random, 1, customer.id, PLACE)
    const own = { qrCode: `B-${randomUUID()}`, rfidTag: null, fillPercent: 10, status: 'empty' }
    const answer = await by.post('/waste/bins', { ...body, ...own, ...input })
    expect(answer.status, answer.text).toBe(201)
    return answer.body.data
  }

  async make(by: Caller, input: Partial<CreateAutomation> = {}) {
    const answer = await by.post('/automations', automationInput(input))
    expect(answer.status, answer.text).toBe(201)
    return answer.body.data
  }

  /** A bin that becomes full, and what the automations of its business make of that. */
  async fill(by: Caller, rounds = 1) {
    const bin = await this.newBin(by)
    await by.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    await this.hearAndRun(by.tenantId, rounds)
    return bin
  }

  hear(tenantId: string): Promise<void> {
    return hearEvents(this.#app, tenantId)
  }

  /** Each round hears what the one before has set off. */
  async hearAndRun(tenantId: string, rounds = 1): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      await this.hear(tenantId)
      await runJobs(this.#app)
    }
  }

  async binOf(by: Caller, id: string) {
    return (await by.get(`/waste/bins/${id}`)).body.data
  }

  async runsOf(by: Caller, id: string) {
    return (await by.get(`/automations/${id}/runs`)).body.data
  }

  /** Past every policy. */
  asAdmin(sql: string, values: unknown[] = []) {
    return withConnection(this.#app.database.adminUrl, async (client) => (await client.query(sql, values)).rows)
  }
}
