import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from './writes/client.ts'
import { FaultBench } from './writes/trial.ts'
import { faultsOf, judge } from './writes/verdict.ts'

// `npm run fault` does the same with thousands of writes and more kills.

let bench: FaultBench

beforeAll(async () => {
  bench = await FaultBench.open()
}, 60_000)
afterAll(() => bench?.close(), 30_000)

describe('kill -9 while 16 clients write', () => {
  it('of API, database and worker: nothing is lost, nothing done twice, every answer is kept', async () => {
    const { verdict, apiKills, workerKills, repetitions } = await bench.run({
      writes: 300,
      apiKills: 1,
      workerKills: 1,
      withKeys: true,
    })
    expect({ apiKills, workerKills }).toEqual({ apiKills: 1, workerKills: 1 })
    expect(repetitions).toBeGreaterThan(0)
    expect(faultsOf(verdict)).toEqual([])
  }, 60_000)
})

describe('the judge', () => {
  it('sees what clients without keys do twice when an answer does not reach them', async () => {
    let answers = 0
    const loseAnswer = () => ++answers % 5 === 0
    const { verdict } = await bench.run({ writes: 60, apiKills: 0, workerKills: 0, withKeys: false, loseAnswer })
    expect(verdict.doubled).toBeGreaterThan(0)
    expect(verdict.auditDoubled).toBeGreaterThan(0)
    expect(verdict.eventsDoubled).toBeGreaterThan(0)
  }, 30_000)

  it('sees what is lost, and answers that are not kept', async () => {
    const { product } = bench
    const { ledger, tenantId } = await bench.run({ writes: 40, apiKills: 0, workerKills: 0, withKeys: true })
    await product.query(
      "update idempotency_keys set body = replace(body, 'standard', 'organic') where tenant_id = $1",
      [tenantId],
    )
    await product.query(
      'delete from waste_bins where id = (select id from waste_bins where tenant_id = $1 and version = 1 limit 1)',
      [tenantId],
    )
    await product.query(
      "delete from events where id = (select id from events where tenant_id = $1 and type = 'waste.bin.created' limit 1)",
      [tenantId],
    )
    const verdict = await judge(product, new Client(product.url), tenantId, ledger, true)
    expect(verdict).toMatchObject({ lost: 1, eventsMissing: 1, auditMissing: 0, doubled: 0 })
    expect(verdict.replaysDiffering).toBeGreaterThan(0)
  }, 30_000)
})
